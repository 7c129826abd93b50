import { SimilarNames } from "../../shared/similar-names";
import { CLEAN } from "../../shared/verdicts";
import { textAt } from "../inputs/text-table";
import type { CheckedCompanies } from "../rules/checked";

/** Finds the companies of the Companies tab that an unknown one may mean. */
export class SimilarCompanies extends SimilarNames {
  constructor({ company, verdicts }: CheckedCompanies) {
    super(cleanNames({ company, verdicts }));
  }
}

function* cleanNames({ company, verdicts }: Pick<CheckedCompanies, "company" | "verdicts">): Generator<string> {
  for (let row = 0; row < verdicts.verdict.length; row++) {
    if (verdicts.verdict[row] === CLEAN) yield textAt(company.texts, company.codes[row]);
  }
}
