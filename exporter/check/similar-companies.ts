import { SimilarNames } from "../../shared/similar-names";
import { CLEAN } from "../../shared/verdicts";
import { textAt, tidiedTexts } from "../inputs/text-table";
import type { JudgedTable } from "../rules/judge-table";

/** Finds the companies of the Companies tab that an unknown one may mean. */
export class SimilarCompanies extends SimilarNames {
  constructor(companies: JudgedTable) {
    super(cleanNames(companies));
  }
}

function* cleanNames({ contract, columns, readings, verdicts }: JudgedTable): Generator<string> {
  const at = contract.fields.findIndex(({ name }) => name === "company");
  const read = readings.fields[at];
  if (!("tidied" in read)) return;
  const texts = tidiedTexts(columns[at].distinct, read.tidied, read.keys);
  for (let row = 0; row < verdicts.verdict.length; row++) {
    if (verdicts.verdict[row] === CLEAN) yield textAt(texts, read.codes[row]);
  }
}
