import { columnLetter } from "../../shared/headers";
import { HELD_CODES, type ProblemCode } from "../../shared/problem";
import {
  fieldName,
  type ProblemSources,
  problemDetails,
  type RowProblem,
  rowProblems,
} from "../../shared/row-problems";
import { problemSentence } from "../../shared/sentences";
import { tidy } from "../../shared/text";
import { BLANK, CLEAN } from "../../shared/verdicts";
import type { ProblemItem, ProblemList } from "../rpc";
import { type CheckedTab, uniqueKeyOf } from "./judged-tabs";
import { keyColumns, rowKey } from "./row-key";

const MOST_ITEMS = 500;
/** A longer cell is cut: nothing is suggested for it. */
const LONGEST_VALUE = 1000;

/** A tab and what its sentences draw on. */
export interface ListedTab {
  readonly tab: CheckedTab;
  readonly sources: ProblemSources;
}

/** What is wrong in the tabs, in their order and row by row. When it is more than fits, every kind has its share. */
export function listProblems(listed: readonly ListedTab[]): Pick<ProblemList, "kinds" | "items" | "total"> {
  const rows = new Map<ProblemCode, number>();
  const found = new Map<ProblemCode, number>();
  for (const { tab } of listed) {
    for (const { problems } of troubledRows(tab)) {
      for (const { code } of problems) found.set(code, (found.get(code) ?? 0) + 1);
      for (const code of new Set(problems.map((problem) => problem.code))) rows.set(code, (rows.get(code) ?? 0) + 1);
    }
  }
  const left = shares(found);
  const items: ProblemItem[] = [];
  for (const { tab, sources } of listed) {
    for (const { row, problems } of troubledRows(tab)) {
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

function* troubledRows(tab: CheckedTab): Generator<{ row: number; problems: RowProblem[] }> {
  const { verdict, warnings } = tab.verdicts;
  const overlong = new Set(tab.readings.overlong);
  for (let row = 0; row < verdict.length; row++) {
    if (verdict[row] === BLANK || (verdict[row] === CLEAN && warnings[row] === 0)) continue;
    yield { row, problems: rowProblems(tab, row, overlong.has(row)) };
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

function itemOf(tab: CheckedTab, row: number, problem: RowProblem, sources: ProblemSources): ProblemItem {
  const { contract, binding } = tab;
  const { code, field } = problem;
  const name = fieldName(contract, field);
  const sheetRow = row + 2;
  const details = problemDetails(tab, row, problem, sources);
  const twin = code === "POSSIBLE_DUPLICATE" && contract.tab === "Leads" ? sources.twins.get(row) : undefined;
  return {
    tab: contract.tab,
    row: sheetRow,
    field: name,
    key: rowKey(tab.tab.values[row + 1], keyColumns(contract, binding.columns)),
    code,
    cell: name === null ? `${sheetRow}` : `${columnLetter(binding.columns[name])}${sheetRow}`,
    sentence: problemSentence(code, name, details),
    value: field === -1 ? "" : tab.cellText(field, row).slice(0, LONGEST_VALUE),
    suggestions: details.suggestions ?? [],
    pair: twin === undefined ? null : { one: uniqueKeyOf(tab.words, row), other: uniqueKeyOf(tab.words, twin) },
    rowName: rowName(tab, row),
  };
}

/** Who or what a row is about: `Ada Obi, Acme`; of Companies `Acme`. */
function rowName({ words, contract }: CheckedTab, row: number): string {
  const [company, firstName, lastName] = words.map(({ codes, distinct }) => tidy(distinct[codes[row]]).slice(0, 60));
  if (contract.tab === "Companies") return company;
  const person = [firstName, lastName].filter((part) => part !== "").join(" ");
  return [person, company].filter((part) => part !== "").join(", ");
}
