import { CLEAN, type WordReadings } from "../../shared/verdicts";
import { greatest } from "../kernel/greatest";
import { kernel, memory } from "../kernel/kernel";
import type { Scratch } from "../kernel/memory";
import { rowsWith } from "../kernel/rows";
import type { JudgedTable } from "../rules/judge-table";

/** What the rows of one tab mean of the clean rows of the tab judged before it, by the key ids that both share. */

/** The readings of a text or country field. */
function wordsOf({ contract, readings }: JudgedTable, name: string): WordReadings {
  const read = readings.fields[contract.fields.findIndex((field) => field.name === name)];
  if (read === undefined || read.codes === null) throw new Error(`${contract.tab} has no text or country ${name}.`);
  return read;
}

/** For each key id of the field `name` the sheet row of the first clean row of `known` that has it, 0 where none has; and the clean rows behind those. */
function rowsOfKeys(known: JudgedTable, name: string, scratch: Scratch): { first: Int32Array; later: Int32Array } {
  const { take, trimmed, addressOf } = scratch;
  const { codes, keys } = wordsOf(known, name);
  const size = greatest(keys) + 1;
  const first = new Int32Array(memory().buffer, take(4 * size), size).fill(0);
  const clean = rowsWith(known.verdicts.verdict, CLEAN, scratch);
  const later = new Int32Array(memory().buffer, take(4 * clean.length), clean.length);
  const [at, of] = [clean.byteOffset, [addressOf(codes), addressOf(keys)] as const];
  const count = kernel().firstOfKeys(at, clean.length, ...of, first.byteOffset, later.byteOffset);
  return { first, later: trimmed(later, count) };
}

/** Returns for each of `keys` (key ids of the field `name`) the sheet row of the first clean row of `known` that has it; 0 where none has. */
export function firstRows(known: JudgedTable, name: string, keys: Int32Array): Int32Array {
  // Every part of the table is written from it, and proven.
  const rows = memory().int32(keys.length);
  memory().withScratch((scratch) => {
    const { first } = rowsOfKeys(known, name, scratch);
    kernel().lookUp(scratch.addressOf(keys), keys.length, first.byteOffset, first.length, rows.byteOffset);
  });
  return rows;
}

/**
 * Returns for each row of `tab` whether a clean row of `known` has the same text in `of` and, in `field`, the country that the row has
 * in `country`: 0 when none has the text, 1 when none of those that have it has the country, 2 when one has.
 */
export function among(
  tab: JudgedTable,
  country: string,
  known: JudgedTable,
  { of, field }: { of: string; field: string },
): Uint8Array {
  const found = memory().uint8(tab.readings.rows);
  memory().withScratch((scratch) => {
    const { take, addressOf } = scratch;
    const addresses = (words: WordReadings[]) =>
      words.flatMap(({ codes, keys }) => [addressOf(codes), addressOf(keys)]);
    type Pair = [codes: number, keys: number, otherCodes: number, otherKeys: number];
    const theirs = addresses([wordsOf(known, of), wordsOf(known, field)]) as Pair;
    const ours = addresses([wordsOf(tab, of), wordsOf(tab, country)]) as Pair;
    const { first, later } = rowsOfKeys(known, of, scratch);
    const slots = 2 ** Math.ceil(Math.log2(1.5 * later.length + 8));
    const set = take(8 * slots);
    memory().bytes.fill(0, set, set + 8 * slots);
    kernel().addPairs(later.byteOffset, later.length, ...theirs, set, slots - 1);
    const { byteOffset, length } = first;
    const [, , ...places] = theirs;
    kernel().findPairs(found.length, ...ours, byteOffset, length, ...places, set, slots - 1, found.byteOffset);
  });
  return found;
}
