import { CountryHints } from "../../shared/country-hints";
import type { Counts } from "../../shared/counts";
import { type DateOrderDoubt, dateOrderDoubt } from "../../shared/date-order-doubt";
import type { HeaderProblem } from "../../shared/headers";
import { keptApart } from "../../shared/kept-apart";
import { lazy } from "../../shared/lazy";
import { possibleTwins } from "../../shared/possible-twins";
import type { ProblemSources } from "../../shared/row-problems";
import { SimilarNames } from "../../shared/similar-names";
import { tidy } from "../../shared/text";
import { CLEAN } from "../../shared/verdicts";
import type { ProblemList } from "../rpc";
import { sayExported } from "./exported";
import { headerProblems } from "./header-problems";
import { type JudgedSheet, judgeSheets } from "./judge-sheet";
import { listProblems } from "./problem-list";
import type { SheetInput, TabInput } from "./sheet-input";
import { stampColumn } from "./stampable";
import { statusTexts } from "./status-texts";
import { timestampCells } from "./timestamp-cells";

/** What the tabs are found to say. */
export type CheckedSheet = UnreadableSheet | ReadSheet;

/** A header row does not say which column is which: no row can be judged, and Status stays as it is. */
export interface UnreadableSheet {
  readonly readable: false;
  /** Of both tabs, at least one; each with its cell, a sentence and the way out. */
  readonly problems: readonly HeaderProblem[];
}

export interface ReadSheet {
  readonly readable: true;
  readonly leads: JudgedSheet;
  readonly companies: JudgedSheet;
  /** Headers read by a near miss or by memory, of both tabs: write `suggestion` into `cell`. */
  readonly notices: TabInput["notices"];
  /** What Status must say, for every row of Leads that was given below the header: `statuses[0]` is for sheet row 2. */
  readonly statuses: readonly string[];
  /** The same of Companies. */
  readonly companyStatuses: readonly string[];
  /** Of Leads. Blank rows at the end count as rows. */
  readonly counts: Counts;
  /** What speaks against the workbook's order of day and month; `null` when nothing does. Looked for when asked for. */
  dateOrderDoubt(): DateOrderDoubt | null;
  /** Lists what is wrong in both tabs, in the order of the sheet: Leads, then Companies. Made when asked for. */
  problems(): Pick<ProblemList, "counts" | "kinds" | "items" | "total">;
}

/** Judges every row of both tabs by the rules the exporter judges them by. Knows nothing of Apps Script, and never throws. */
export function checkSheet(input: SheetInput): CheckedSheet {
  const problems = [...headerProblems(input.leads), ...headerProblems(input.companies)];
  if (problems.length > 0) return { readable: false, problems };

  const { leads, companies } = judgeSheets(input);
  const apart = keptApart(leads.contract, leads.cells, input.apart);
  const sources = {
    context: input,
    countries: new CountryHints(),
    similar: new SimilarNames(cleanNames(companies)),
    twins: possibleTwins(leads.readings, leads.verdicts, apart),
  };
  // Looked for where Companies has such a row alone: an edit of Leads need not wait for it.
  const twins = lazy(() => possibleTwins(companies.readings, companies.verdicts));
  const ofCompanies: ProblemSources = {
    ...sources,
    get twins() {
      return twins();
    },
  };
  const { counts } = leads.verdicts;
  const statuses = statusTexts(leads, sources, input.stamps);
  if (input.exported) sayExported(statuses, leads, input.exported);
  return {
    readable: true,
    leads,
    companies,
    notices: [...input.leads.notices, ...input.companies.notices],
    statuses,
    companyStatuses: statusTexts(companies, ofCompanies, input.stamps),
    counts,
    dateOrderDoubt: () => {
      return dateOrderDoubt(timestampCells(input.leads, stampColumn(input.leads), input.zone), input);
    },
    problems: () => {
      const listed = listProblems(
        [
          { tab: leads, sources },
          { tab: companies, sources: ofCompanies },
        ],
        input.stamps,
      );
      return { counts, ...listed };
    },
  };
}

function* cleanNames({ contract, cellText, verdicts: { verdict } }: JudgedSheet): Generator<string> {
  const company = contract.fields.findIndex(({ name }) => name === "company");
  for (let row = 0; row < verdict.length; row++) if (verdict[row] === CLEAN) yield tidy(cellText(company, row));
}
