import { type ChangedRow, type Fate, MOST_LISTED, type TabChanges, type VanishedRow } from "../../shared/changes";
import type { CountryField, Field, TextField } from "../../shared/contract";
import { groupByKeys } from "../../shared/duplicates";
import { BLANK_FLAW, CLEAN, DUPLICATE, HELD, NO_FLAW, type WordReadings } from "../../shared/verdicts";
import { cellsOf, type JudgedTable } from "../rules/judge-table";
import { blankRanges, isBlank } from "./blank-ranges";
import { keyReader } from "./key-reader";
import { type PublishedKeys, readPublishedKeys } from "./published-keys";

// What is known of a key, as bits.
const IS_CLEAN = 1;
const IS_HELD = 2;
const WAS_PUBLISHED = 4;
const IS_COUNTED = 8;

/**
 * Compares the rows of a tab with a published table of it, by the unique key: both are read by today's rules, so a row that only moved,
 * or is only written another way, has not changed. `path` is a whole `leads.parquet` or `companies.parquet`.
 */
export async function changedRows(tab: JudgedTable, path: string): Promise<TabChanges> {
  const { contract, columns, readings, verdicts } = tab;
  const fields = readings.uniqueKey.map((i) => contract.fields[i]).filter(isWord);
  const readers = fields.map(keyReader);
  const now = readings.uniqueKey.map((i, k) => readers[k](cellsOf(columns[i])));
  const before = await readPublishedKeys(
    path,
    fields.map(({ name }) => name),
    readers,
  );
  const { places, first } = grouped(tab, now, before);
  const { verdict } = verdicts;
  const rowCount = readings.rows;
  const known = new Uint8Array(places.length);
  places.forEach((place, i) => {
    known[first[i]] |= place >= rowCount ? WAS_PUBLISHED : verdict[place] === CLEAN ? IS_CLEAN : IS_HELD;
  });

  const became: Record<Fate, number> = { held: 0, repeat: 0, blank: 0, gone: 0 };
  const vanished: VanishedRow[] = [];
  const appeared: ChangedRow[] = [];
  let vanishedCount = 0;
  let appearedCount = 0;
  let last: number | null = null;
  for (let i = 0; i < places.length; i++) {
    const place = places[i];
    const key = first[i];
    if (place < rowCount) {
      if (verdict[place] !== CLEAN) continue;
      last = place + 2;
      if (known[key] & WAS_PUBLISHED) continue;
      if (appearedCount++ < MOST_LISTED) appeared.push({ row: place + 2, key: textsOf(tab, place) });
      continue;
    }
    // Under other rules two published rows may have one key.
    if (known[key] & (IS_CLEAN | IS_COUNTED)) continue;
    known[key] |= IS_COUNTED;
    const at = place - rowCount;
    const fate = known[key] & IS_HELD ? "held" : fateOf(verdict, now, before, at);
    became[fate]++;
    if (vanishedCount++ < MOST_LISTED) {
      vanished.push({ row: before.rows[at] + 2, key: before.textsAt(at), now: fate });
    }
  }
  const { rows } = before;
  return {
    vanished: { count: vanishedCount, ...became, first: vanished },
    appeared: { count: appearedCount, first: appeared },
    blank: blankRanges(rows, verdict),
    last: { before: rows.length === 0 ? null : rows[rows.length - 1] + 2, now: last },
  };
}

function isWord(field: Field): field is TextField | CountryField {
  return field.type !== "timestamp";
}

/**
 * Rows with a whole key, then the published ones, grouped by key.
 * @returns the rows (a published one counts from the number of rows on), and for each the place of the first one of its key
 */
function grouped(
  { readings, verdicts }: JudgedTable,
  now: readonly WordReadings[],
  before: PublishedKeys,
): { places: Int32Array; first: Int32Array } {
  const { rows } = readings;
  const places = new Int32Array(rows + before.rows.length);
  let size = 0;
  for (let row = 0; row < rows; row++) {
    // The repeats of a row have its key.
    const verdict = verdicts.verdict[row];
    if (verdict === CLEAN || (verdict === HELD && now.every((field) => isRead(field, row)))) places[size++] = row;
  }
  for (let i = 0; i < before.rows.length; i++) places[size++] = rows + i;
  const codes = now.map((field, k) => {
    const all = new Int32Array(rows + before.rows.length);
    all.set(field.codes.subarray(0, rows));
    for (let i = 0; i < before.rows.length; i++) all[rows + i] = field.keys.length + before.codes[k][i];
    return all;
  });
  const keys = now.map((field, k) => {
    const all = new Int32Array(field.keys.length + before.keys[k].length);
    all.set(field.keys);
    all.set(before.keys[k], field.keys.length);
    return all;
  });
  const all = places.subarray(0, size);
  return { places: all, first: groupByKeys(all, codes, keys) };
}

function isRead({ flaws, codes, required }: WordReadings, row: number): boolean {
  const flaw = flaws[codes[row]];
  return flaw === NO_FLAW || (flaw === BLANK_FLAW && !required);
}

/** What stands now where a published row stood that no row has the key of. */
function fateOf(verdict: Uint8Array, now: readonly WordReadings[], before: PublishedKeys, at: number): Fate {
  const row = before.rows[at];
  if (isBlank(verdict, row)) return "blank";
  if (verdict[row] === DUPLICATE) return "repeat";
  if (verdict[row] !== HELD) return "gone";
  // As far as its key can be read it is the same row.
  const isSame = now.every((field, k) => {
    return !isRead(field, row) || field.keys[field.codes[row]] === before.keys[k][before.codes[k][at]];
  });
  return isSame ? "held" : "gone";
}

/** The key of a clean row, as it would be published. */
function textsOf({ readings, columns }: JudgedTable, row: number): string[] {
  return readings.uniqueKey.map((i) => {
    const read = readings.fields[i];
    if (read.codes === null) throw new Error("A timestamp is no key.");
    const code = read.codes[row];
    return "names" in read ? read.names[code] : (read.tidied.get(code) ?? cellsOf(columns[i]).text(code));
  });
}
