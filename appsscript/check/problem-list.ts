import { columnLetter } from "../../shared/headers";
import { uniqueNamesOf } from "../../shared/kept-apart";
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
  for (const { tab, sources } of listed) {
    for (const { problems } of troubledRows(tab, sources, stamps)) {
      for (const { code } of problems) found.set(code, (found.get(code) ?? 0) + 1);
      for (const code of new Set(problems.map((problem) => problem.code))) rows.set(code, (rows.get(code) ?? 0) + 1);
    }
  }
  const left = shares(found);
  const items: ProblemItem[] = [];
  for (const { tab, sources } of listed) {
    const alike = alikeIn(tab);
    for (const { row, problems } of troubledRows(tab, sources, stamps)) {
      for (const problem of problems) {
        const room = left.get(problem.code)!;
        if (room === 0) continue;
        left.set(problem.code, room - 1);
        items.push(itemOf(tab, row, problem, sources, alike));
      }
    }
  }
  const kinds = [...rows]
    .map(([code, count]) => ({ code, rows: count, holds: HOLDING.has(code) }))
    .sort((a, b) => b.rows - a.rows || (a.code < b.code ? -1 : 1));
  return { kinds, items, total: [...found.values()].reduce((sum, count) => sum + count, 0) };
}

const HOLDING: ReadonlySet<ProblemCode> = new Set(HELD_CODES);

/** Two rows that may repeat each other are listed once, with the lower one. */
function* troubledRows(
  tab: JudgedSheet,
  { twins }: ProblemSources,
  stamps: boolean,
): Generator<{ row: number; problems: readonly RowProblem[] }> {
  const { verdict, warnings } = tab.verdicts;
  for (let row = 0; row < verdict.length; row++) {
    if (verdict[row] === BLANK || (verdict[row] === CLEAN && warnings[row] === 0)) continue;
    const problems = problemsToCorrect(tab, row, stamps);
    const twin = twins.get(row) ?? -1;
    const isToldBelow = twin > row && twins.get(twin) === row;
    yield { row, problems: isToldBelow ? problems.filter(({ code }) => code !== "POSSIBLE_DUPLICATE") : problems };
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

function itemOf(
  tab: JudgedSheet,
  row: number,
  problem: RowProblem,
  sources: ProblemSources,
  alike: (field: number, row: number) => number,
): ProblemItem {
  const { contract, cellText, verdicts } = tab;
  const { binding, values } = tab.tab;
  const { code } = problem;
  const field = fieldOf(contract, problem);
  const sheetRow = row + 2;
  const details = problemDetails(tab, row, problem, sources);
  const possible = code === "POSSIBLE_DUPLICATE" ? sources.twins.get(row) : undefined;
  const twin = code === "DUPLICATE" ? verdicts.winner[row] : possible;
  const keyAt = (at: number) => rowKey(values[at + 1], keyColumns(tab.tab));
  return {
    tab: contract.tab,
    row: sheetRow,
    field: field?.name ?? null,
    key: keyAt(row),
    code,
    cell: field === null ? `${sheetRow}` : `${columnLetter(binding.columns[field.name])}${sheetRow}`,
    sentence: problemSentence(code, field?.noun ?? null, details),
    value: field === null ? "" : cellText(problem.field, row).slice(0, LONGEST_VALUE),
    suggestions: details.suggestions ?? [],
    twin: twin === undefined ? null : { row: twin + 2, key: keyAt(twin), rowName: rowName(tab, twin) },
    pair:
      possible === undefined || contract.tab !== "Leads"
        ? null
        : { one: namesOf(tab, row), other: namesOf(tab, possible) },
    same: field === null ? 1 : alike(problem.field, row),
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

/** How many rows say the same as one in a field; a timestamp stands alone. */
function alikeIn({ cells, readings }: JudgedSheet): (field: number, row: number) => number {
  const counted = new Map<number, Int32Array>();
  return (field, row) => {
    const { codes } = readings.fields[field];
    if (codes === null) return 1;
    let rows = counted.get(field);
    if (rows === undefined) {
      rows = new Int32Array(cells.columns[field].size);
      for (let at = 0; at < codes.length; at++) rows[codes[at]]++;
      counted.set(field, rows);
    }
    return rows[codes[row]];
  };
}

function namesOf({ contract, cellText }: JudgedSheet, row: number): string[] {
  return uniqueNamesOf(contract, (field) => cellText(field, row));
}
