import { pairHash, pairOfRow } from "../../shared/kept-apart";
import { DECIDED_BY, NOT_DUPLICATES, NOT_DUPLICATES_HEADER } from "../../shared/workbook";
import { Refusal } from "../refusal";
import type { Pair, ProblemList } from "../rpc";
import { effectiveUser } from "../services/user";
import { appendTextRow, deleteRow, readTexts } from "../sheet/cells";
import { addHiddenTab, findTab, type Sheet } from "../sheet/workbook";
import { rememberApart } from "../stored";
import { CHECK_WORDS } from "../words/check";

/** The sidebar lists no more. */
const LISTED = 100;
const DECIDED = NOT_DUPLICATES_HEADER.indexOf(DECIDED_BY);

interface Kept {
  /** As the sheet counts. */
  readonly row: number;
  readonly hash: string;
  readonly pair: Pair;
  readonly by: string;
  readonly at: string;
}

/** Makes the hidden tab of pairs that are two leads each, unless it is there. Returns whether it was made. */
export function readyKeptApart(): boolean {
  if (findTab(NOT_DUPLICATES) !== null) return false;
  appendTextRow(addHiddenTab(NOT_DUPLICATES), NOT_DUPLICATES_HEADER);
  return true;
}

/** Remembers a pair as two leads, or forgets that it was. */
export function keepPair(pair: Pair, apart: boolean): void {
  readyKeptApart();
  const sheet = findTab(NOT_DUPLICATES)!;
  const keys = pairOfRow([...pair.one, ...pair.other]);
  if (keys === null) return;
  const hash = pairHash(keys.one, keys.other);
  const before = listKept(sheet).filter((kept) => kept.hash === hash);
  if (!apart) for (const { row } of before.reverse()) deleteRow(sheet, row);
  else if (before.length === 0) {
    appendTextRow(sheet, [...pair.one, ...pair.other, effectiveUser(), new Date().toISOString()]);
  }
}

/** Reads the tab again into the properties, where a check after an edit finds it. Returns the newest pairs. */
export function refreshKeptApart(before: ReadonlySet<string>): ProblemList["apart"] {
  const sheet = findTab(NOT_DUPLICATES);
  const kept = sheet === null ? [] : listKept(sheet);
  const hashes = [...new Set(kept.map(({ hash }) => hash))];
  if (hashes.length !== before.size || hashes.some((hash) => !before.has(hash))) rememberApart(hashes, before);
  return kept
    .reverse()
    .slice(0, LISTED)
    .map(({ pair, by, at }) => ({ pair, by, at }));
}

function listKept(sheet: Sheet): Kept[] {
  const [header, ...rows] = readTexts(sheet);
  if (NOT_DUPLICATES_HEADER.some((name, i) => header[i] !== name)) {
    throw new Refusal("KEPT_APART_UNREADABLE", CHECK_WORDS.keptApartUnreadable({ header: NOT_DUPLICATES_HEADER }));
  }
  return rows.flatMap((cells, i) => {
    const keys = pairOfRow(cells);
    if (keys === null) return [];
    const { length } = keys.one;
    const pair = { one: cells.slice(0, length), other: cells.slice(length, 2 * length) };
    const [by, at] = cells.slice(DECIDED);
    return [{ row: i + 2, hash: pairHash(keys.one, keys.other), pair, by, at }];
  });
}
