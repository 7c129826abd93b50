import type { CountryField, Field, TextField } from "../../shared/contract";
import { groupByKeys } from "../../shared/duplicates";
import { BLANK_FLAW, CLEAN, HELD, NO_FLAW, type WordReadings } from "../../shared/verdicts";
import { keyReader } from "./key-reader";
import { type PublishedKeys, readPublishedKeys } from "./published-keys";
import type { RowsNow } from "./rows-now";

/** The rows of a tab and those of a published table of it, by their unique key. */
export interface RowsByKey {
  tab: RowsNow;
  before: PublishedKeys;
  /** Row -> number of its key, -1 for a row without a whole key and for one that repeats another. */
  keys: Int32Array;
  /** Place among the published rows -> number of its key. */
  publishedKeys: Int32Array;
  /** Key -> whether it is that of a clean row, of a held one, of a published one, as bits. */
  kinds: Uint8Array;
  /** Whether a row has the texts of a published one, as far as its own can be read. */
  isLike(row: number, place: number): boolean;
}

export const IS_CLEAN = 1;
export const IS_HELD = 2;
export const WAS_PUBLISHED = 4;

/**
 * Finds equal keys by today's rules: a row that only moved, or is only written another way, keeps its key. `paths` are the whole
 * files of Leads or Companies of today's contract.
 */
export async function rowsByKey(tab: RowsNow, paths: readonly string[]): Promise<RowsByKey> {
  const { contract, keyCells, verdict: verdicts, decisions } = tab;
  const fields = contract.uniqueKey.map((key) => contract.fields.find(({ name }) => name === key)!).filter(isWord);
  const names = fields.map(({ name }) => name);
  const readers = fields.map((field) => keyReader(field, decisions));
  const now = keyCells.map((cells, k) => readers[k](cells));
  const before = await readPublishedKeys(paths, names, readers);

  // Published rows come after those of the tab.
  const rows = verdicts.length;
  const total = rows + before.rows.length;
  const whole = new Int32Array(total);
  let size = 0;
  for (let row = 0; row < rows; row++) {
    const verdict = verdicts[row];
    if (verdict === CLEAN || (verdict === HELD && now.every((field) => isRead(field, row)))) whole[size++] = row;
  }
  for (let row = rows; row < total; row++) whole[size++] = row;
  const places = whole.subarray(0, size);
  const codes = now.map((field, k) => {
    const all = new Int32Array(total);
    all.set(field.codes.subarray(0, rows));
    for (let i = 0; i < before.rows.length; i++) all[rows + i] = field.keys.length + before.codes[k][i];
    return all;
  });
  const ids = now.map((field, k) => {
    const all = new Int32Array(field.keys.length + before.keys[k].length);
    all.set(field.keys);
    all.set(before.keys[k], field.keys.length);
    return all;
  });
  const first = groupByKeys(places, codes, ids);

  const keys = new Int32Array(total).fill(-1);
  const kinds = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    const row = places[i];
    keys[row] = first[i];
    kinds[first[i]] |= row >= rows ? WAS_PUBLISHED : verdicts[row] === CLEAN ? IS_CLEAN : IS_HELD;
  }
  const isLike = (row: number, place: number) =>
    now.every((field, k) => {
      return !isRead(field, row) || field.keys[field.codes[row]] === before.keys[k][before.codes[k][place]];
    });
  return { tab, before, keys: keys.subarray(0, rows), publishedKeys: keys.subarray(rows), kinds, isLike };
}

function isWord(field: Field): field is TextField | CountryField {
  return field.type !== "timestamp";
}

function isRead({ flaws, codes, required }: WordReadings, row: number): boolean {
  const flaw = flaws[codes[row]];
  return flaw === NO_FLAW || (flaw === BLANK_FLAW && !required);
}
