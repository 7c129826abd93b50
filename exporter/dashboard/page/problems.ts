import { HELD_CODES, type ProblemCode } from "../../../shared/problem";
import type { PageReport } from "../island";
import { make } from "./dom";
import { table } from "./table";

const WORDS: Record<ProblemCode, string> = {
  MISSING: "A required cell is empty",
  BAD_TIMESTAMP: "The timestamp cannot be read as a date and time",
  FUTURE_TIMESTAMP: "The timestamp is in the future",
  OUT_OF_RANGE: "The timestamp is before the year 2000",
  CELL_ERROR: "The cell shows a spreadsheet error such as #REF!",
  TOO_LONG: "A cell has more than 1,000 characters",
  EXTRA_CELLS: "The row has more cells than the header",
  DUPLICATE: "The row repeats another one",
  UNKNOWN_COUNTRY: "The country is not one we know",
  AMBIGUOUS_COUNTRY: "The country could mean more than one",
  UNKNOWN_COMPANY: "The company is not in the Companies tab",
  POSSIBLE_DUPLICATE: "The row looks much like another one",
  GAP_TIMESTAMP: "The time was skipped when the clocks went forward",
  TWICE_TIMESTAMP: "The time came twice when the clocks went back",
};

/** Which problems the rows have, in plain words, and what each one does to its rows. */
export function problems(report: PageReport): HTMLElement {
  const card = make("section", "card wide problems", make("h2", "", "Problems in the rows"));
  if (report.problems.length === 0) {
    card.append(make("p", "empty", "None: no row was held and no row has a warning."));
    return card;
  }
  card.append(
    make(
      "p",
      "window",
      "Held rows stay out of the answers until they are corrected; rows to check are counted. A row can have several problems.",
    ),
  );
  const held: readonly string[] = HELD_CODES;
  const columns = [
    { name: "tab", label: "Tab", type: "text" },
    { name: "words", label: "Problem", type: "text" },
    { name: "effect", label: "Effect", type: "text" },
    { name: "code", label: "Code", type: "text" },
    { name: "rows", label: "Rows", type: "integer" },
  ] as const;
  const rows = report.problems.map(({ tab, code, rows }) => [
    tab,
    WORDS[code as ProblemCode] ?? code,
    held.includes(code) ? "Held" : "Check",
    code,
    rows,
  ]);
  card.append(table({ name: "Problems", columns: [...columns], rows }).element);
  return card;
}
