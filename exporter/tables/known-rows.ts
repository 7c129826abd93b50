import { CLEAN, type WordReadings } from "../../shared/verdicts";
import { memory } from "../kernel/kernel";
import { rowsWith } from "../kernel/rows";
import type { JudgedTable } from "../rules/judge-table";

/** What the rows of one tab mean of the clean rows of the tab judged before it, by the key ids that both share. */

/** The readings of a text or country field. */
function wordsOf({ contract, readings }: JudgedTable, name: string): WordReadings {
  const read = readings.fields[contract.fields.findIndex((field) => field.name === name)];
  if (read === undefined || read.codes === null) throw new Error(`${contract.tab} has no text or country ${name}.`);
  return read;
}

/** Returns for each of `keys` (key ids of the field `name`) the sheet row of the first clean row of `known` that has it; 0 where none has. */
export function firstRows(known: JudgedTable, name: string, keys: Int32Array): Int32Array {
  const there = wordsOf(known, name);
  const first = new Int32Array(sizeOf(there));
  withCleanRows(known, (clean) => {
    for (const row of clean) {
      const key = there.keys[there.codes[row]];
      if (first[key] === 0) first[key] = row + 2;
    }
  });
  // Every part of the table is written from it, and proven.
  const rows = memory().int32(keys.length);
  for (let i = 0; i < keys.length; i++) rows[i] = first[keys[i]] ?? 0;
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
  const [text, place] = [wordsOf(tab, of), wordsOf(tab, country)];
  const [texts, places] = [wordsOf(known, of), wordsOf(known, field)];
  const isKnown = new Uint8Array(sizeOf(texts));
  const pairs = new PairSet(known.verdicts.counts.clean);
  withCleanRows(known, (clean) => {
    for (const row of clean) {
      const key = texts.keys[texts.codes[row]];
      isKnown[key] = 1;
      pairs.add(key, places.keys[places.codes[row]]);
    }
  });
  const found = memory().uint8(tab.readings.rows).fill(0);
  for (let row = 0; row < found.length; row++) {
    const key = text.keys[text.codes[row]];
    if (isKnown[key] !== 1) continue;
    found[row] = pairs.has(key, place.keys[place.codes[row]]) ? 2 : 1;
  }
  return found;
}

/** The clean rows of a tab, whose memory is given back when `look` is done. */
function withCleanRows({ verdicts }: JudgedTable, look: (clean: Int32Array) => void): void {
  memory().withScratch(({ take }) => look(rowsWith(verdicts.verdict, CLEAN, take)));
}

/** The key ids of a field are below. */
function sizeOf({ keys }: WordReadings): number {
  let most = -1;
  for (const key of keys) if (key > most) most = key;
  return most + 1;
}

// By a name of our own, like the tables of `shared/`.
const { imul } = Math;

/** Pairs of key ids, found by open addressing: a company may have any number of HQs. A pair with a blank (-1) is in no set. */
class PairSet {
  /** The pairs, each half one more than the key id. */
  private readonly slots: Int32Array;
  private readonly wrap: number;

  constructor(size: number) {
    this.slots = new Int32Array(2 * 2 ** Math.ceil(Math.log2(2 * size + 2)));
    this.wrap = this.slots.length - 1;
  }

  add(one: number, other: number): void {
    const slot = this.slotOf(one, other);
    this.slots[slot] = one + 1;
    this.slots[slot + 1] = other + 1;
  }

  has(one: number, other: number): boolean {
    return one >= 0 && other >= 0 && this.slots[this.slotOf(one, other)] !== 0;
  }

  private slotOf(one: number, other: number): number {
    const { slots, wrap } = this;
    let hash = imul(imul(one, 0x2c1b3c6d) ^ other, 0x45d9f3b);
    hash ^= hash >>> 15;
    let slot = (2 * hash) & wrap;
    while (slots[slot] !== 0 && (slots[slot] !== one + 1 || slots[slot + 1] !== other + 1)) slot = (slot + 2) & wrap;
    return slot;
  }
}
