import { countOf } from "../../shared/numbers";
import { HELD_CODES, WARNING_CODES } from "../../shared/problem";
import type { ProblemRow } from "../check/problem-row";
import { effectOf, wordsOf } from "../words/problem-words";
import { colours } from "./colour";
import { printable } from "./printable";

/** A terminal shows so many problems of one kind; a pipe gets all. */
const MOST_OF_A_KIND = 50;

/** What a person must correct comes first. */
const ORDER: readonly string[] = [...HELD_CODES, "DUPLICATE", ...WARNING_CODES];

/** The problems of a tab by kind, those that hold a row first. `short` cuts each kind. */
export function* listing(problems: Iterable<ProblemRow>, short: boolean): Generator<string> {
  const { bold, dim } = colours(process.stdout);
  const kinds = new Map<string, { rows: ProblemRow[]; all: number }>();
  for (const problem of problems) {
    let kind = kinds.get(problem.code);
    if (kind === undefined) {
      kind = { rows: [], all: 0 };
      kinds.set(problem.code, kind);
    }
    kind.all++;
    if (!short || kind.rows.length < MOST_OF_A_KIND) kind.rows.push(problem);
  }
  if (kinds.size === 0) yield "\nNo problems.\n";
  const sorted = [...kinds].sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
  for (const [code, { rows, all }] of sorted) {
    yield `\n${bold(wordsOf(code))} ${dim(`(${code}, ${effectOf(code)}): ${countOf(all, "problem")}`)}\n`;
    const width = Math.max(...rows.slice(0, MOST_OF_A_KIND).map(({ place }) => place.length));
    for (const { place, sentence } of rows) yield `  ${place.padEnd(width)}  ${printable(sentence)}\n`;
    if (all > rows.length) yield dim(`  ... and ${countOf(all - rows.length, "more", "more")}: add --csv for all\n`);
  }
}
