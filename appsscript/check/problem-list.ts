import { columnLetter } from "../../shared/headers";
import { uniqueKeyOf } from "../../shared/kept-apart";
import { HELD_CODES, type ProblemCode } from "../../shared/problem";
import { fieldOf, type ProblemSources, problemDetails, problemsToCorrect } from "../../shared/row-problems";
import { problemSentence } from "../../shared/sentences";
import { tidy } from "../../shared/text";
import { BLANK, CLEAN, type RowProblem } from "../../shared/verdicts";
import type { ProblemItem, ProblemList } from "../rpc";
import type { JudgedSheet } from "./judge-sheet";
import { keyColumns, rowKey } from "./row-key";

const MOST_ITEMS = 500;
/** A longer cell is cut: nothing is suggested for it. */
const LONGEST_VALUE = 1000;

/** A tab and what its sentences draw on. */
export interface ListedTab {
  readonly tab: JudgedSheet;
  readonly sources: ProblemSources;
}

/** What is wrong in the tabs, in their order and row by row; `stamps` as in `problemsToCorrect`. When it is more than fits, every kind has its share. */
export function listProblems(
  listed: readonly ListedTab[],
  stamps: boolean,
): Pick<ProblemList, "kinds" | "items" | "total"> {
  const rows = new Map<ProblemCode, number>();
  const found = new Map<ProblemCode, number>();
  for (const { tab } of listed) {
    for (const { problems } of troubledRows(tab, stamps)) {
      for (const { code } of problems) found.set(code, (found.get(code) ?? 0) + 1);
      for (const code of new Set(problems.map((problem) => problem.code))) rows.set(code, (rows.get(code) ?? 0) + 1);
    }
  }
  const left = shares(found);
  const items: ProblemItem[] = [];
  for (const { tab, sources } of listed) {
    for (const { row, problems } of troubledRows(tab, stamps)) {
      for (const problem of problems) {
        const room = left.get(problem.code)!;
        if (room === 0) continue;
        left.set(problem.code, room - 1);
        items.push(itemOf(tab, row, problem, sources));
      }
    }
  }
  const kinds = [...rows]
    .map(([code, count]) => ({ code, rows: count, holds: HOLDING.has(code) }))
    .sort((a, b) => b.rows - a.rows || (a.code < b.code ? -1 : 1));
  return { kinds, items, total: [...found.values()].reduce((sum, count) => sum + count, 0) };
}

const HOLDING: ReadonlySet<ProblemCode> = new Set(HELD_CODES);

function* troubledRows(tab: JudgedSheet, stamps: boolean): Generator<{ row: number; problems: readonly RowProblem[] }> {
  const { verdict, warnings } = tab.verdicts;
  for (let row = 0; row < verdict.length; row++) {
    if (verdict[row] === BLANK || (verdict[row] === CLEAN && warnings[row] === 0)) continue;
    yield { row, problems: problemsToCorrect(tab, row, stamps) };
  }
}

/** How many of each kind are listed: the rare ones all, the others as many as remain. */
function shares(found: ReadonlyMap<ProblemCode, number>): Map<ProblemCode, number> {
  let room = MOST_ITEMS;
  let kinds = found.size;
  const rarest = [...found].sort(([, a], [, b]) => a - b);
  return new Map(
    rarest.map(([code, count]) => {
      const share = Math.min(count, Math.floor(room / kinds--));
      room -= share;
      return [code, share];
    }),
  );
}

function itemOf(tab: JudgedSheet, row: number, problem: RowProblem, sources: ProblemSources): ProblemItem {
  const { contract, cellText } = tab;
  const { binding, values } = tab.tab;
  const { code } = problem;
  const field = fieldOf(contract, problem);
  const sheetRow = row + 2;
  const details = problemDetails(tab, row, problem, sources);
  const twin = code === "POSSIBLE_DUPLICATE" && contract.tab === "Leads" ? sources.twins.get(row) : undefined;
  return {
    tab: contract.tab,
    row: sheetRow,
    field: field?.name ?? null,
    key: rowKey(values[row + 1], keyColumns(tab.tab)),
    code,
    cell: field === null ? `${sheetRow}` : `${columnLetter(binding.columns[field.name])}${sheetRow}`,
    sentence: problemSentence(code, field?.noun ?? null, details),
    value: field === null ? "" : cellText(problem.field, row).slice(0, LONGEST_VALUE),
    suggestions: details.suggestions ?? [],
    pair: twin === undefined ? null : { one: keyOf(tab, row), other: keyOf(tab, twin) },
    rowName: rowName(tab, row),
  };
}

/** Who or what a row is about: `Ada Obi, Acme`; of Companies `Acme`. */
function rowName({ contract, cellText }: JudgedSheet, row: number): string {
  const said = (name: string) => {
    const field = contract.fields.findIndex((one) => one.name === name);
    return field === -1 ? "" : tidy(cellText(field, row)).slice(0, 60);
  };
  const person = [said("first_name"), said("last_name")].filter((part) => part !== "").join(" ");
  return [person, said("company")].filter((part) => part !== "").join(", ");
}

function keyOf({ contract, cellText }: JudgedSheet, row: number): string[] {
  return uniqueKeyOf(contract, (field) => cellText(field, row));
}
