import { NUMBER } from "../../../shared/column-cells";
import { memory } from "../../kernel/kernel";
import type { Distinct } from "../table";

/** Each batch of cells is interned in one call; a cell is two numbers, `start` and `end`, in the bytes read. */
export const BATCH = 1000;

/** The start of a cell that is kept as a number and has no entry. */
export const NO_ENTRY = -1;

const MULTIPLIER = 0x9e3779b1;
const MAX_ARENA_BYTES = 2 ** 31;

export class ArenaFull extends Error {}

/**
 * The capacity to grow to when `used` was reached after `fraction` of the input: what the whole input will probably
 * need, within bounds. Memory that is never written is never resident, so a generous guess costs little.
 */
export function grownCapacity(used: number, needed: number, fraction: number): number {
  const expected = Math.min(used * 16, (used / Math.max(fraction, 1e-9)) * 1.05);
  return Math.ceil(Math.max(needed, expected, used * 2));
}

/**
 * Gives each distinct cell of a column its code, in order of first appearance; the blank cell is 0.
 * Values lie in words padded with zeros, so that they are hashed and compared four bytes at a time and no JavaScript string is made.
 * The table has open addressing and one word a slot, to stay in the processor's cache: the low bits of a hash choose the slot, its
 * high bits stand there beside the code. A full table is built again from the values, in their order.
 */
export class Dictionary {
  private size = 1;
  private words = memory().int32(1024);
  private usedWords = 0;
  private starts = memory().uint32(1024).fill(0);
  private lengths = memory().uint32(1024).fill(0);
  private table = new Int32Array(512);
  /** Of the cells of the batch. */
  private readonly hashes = new Int32Array(BATCH);
  /** Keeps the loads in `stage` from being dropped as useless. */
  protected touched = 0;

  /**
   * Writes the code of cell `i`, which lies from `cells[from + 2 * i]` to `cells[from + 2 * i + 1]`, to `codes[row + i]`.
   * `text` is the bytes read, as words; readable for two words beyond each cell. `reserve` must have made room.
   */
  intern(text: Int32Array, cells: Int32Array, from: number, count: number, codes: Int32Array, row: number): void {
    this.stage(text, cells, from, count);
    this.lookUp(cells, from, count, codes, row);
  }

  /**
   * Shifts each cell to the start of a word and writes it behind the values kept so far; notes its hash. Touches its slot of the
   * table: the waits for memory overlap here, which they cannot in `lookUp`, where a branch hangs on each.
   */
  private stage(text: Int32Array, cells: Int32Array, from: number, count: number): void {
    const { words, starts, lengths, hashes, table } = this;
    const mask = table.length - 1;
    let to = this.usedWords;
    for (let i = 0; i < count; i++) {
      const start = cells[from + 2 * i];
      const length = cells[from + 2 * i + 1] - start;
      if (start === NO_ENTRY || length === 0) continue;
      const shift = (start & 3) << 3;
      const unshift = 31 - shift;
      const last = to + ((length - 1) >> 2);
      let from4 = start >> 2;
      let word = text[from4];
      let hash = length;
      for (; to < last; to++) {
        const next = text[++from4];
        const shifted = (word >>> shift) | ((next << 1) << unshift);
        words[to] = shifted;
        hash = Math.imul(hash ^ shifted, MULTIPLIER);
        hash ^= hash >>> 15;
        word = next;
      }
      const tail = ((word >>> shift) | ((text[from4 + 1] << 1) << unshift)) & (-1 >>> ((-length & 3) << 3));
      words[to++] = tail;
      hash = Math.imul(hash ^ tail, MULTIPLIER);
      hash ^= hash >>> 15;
      hashes[i] = hash;
    }
    let touched = 0;
    for (let i = 0; i < count; i++) {
      const code = table[hashes[i] & mask] & mask;
      touched |= starts[code] | lengths[code];
    }
    this.touched = touched;
  }

  private lookUp(cells: Int32Array, from: number, count: number, codes: Int32Array, row: number): void {
    const { words, starts, lengths, hashes } = this;
    let table = this.table;
    let mask = table.length - 1;
    let size = this.size;
    let usedWords = this.usedWords;
    let staged = usedWords;
    for (let i = 0; i < count; i++) {
      const start = cells[from + 2 * i];
      const length = cells[from + 2 * i + 1] - start;
      if (start === NO_ENTRY || length === 0) {
        codes[row + i] = start === NO_ENTRY ? NUMBER : 0;
        continue;
      }
      const hash = hashes[i];
      const first = staged;
      staged += (length + 3) >> 2;
      let slot = hash & mask;
      let entry = table[slot];
      while (entry !== 0) {
        const code = entry & mask;
        if (((entry ^ hash) & ~mask) === 0 && lengths[code] === length) {
          let known = starts[code] >>> 2;
          let at = first;
          while (at < staged && words[known] === words[at]) {
            known++;
            at++;
          }
          if (at === staged) break;
        }
        slot = (slot + 1) & mask;
        entry = table[slot];
      }
      if (entry !== 0) {
        codes[row + i] = entry & mask;
        continue;
      }
      starts[size] = usedWords << 2;
      lengths[size] = length;
      for (let at = first; at < staged; at++) words[usedWords++] = words[at];
      table[slot] = (hash & ~mask) | size;
      codes[row + i] = size++;
      if (size * 3 > mask * 2) {
        this.size = size;
        this.rebuildTable(table.length * 4);
        table = this.table;
        mask = table.length - 1;
      }
    }
    this.size = size;
    this.usedWords = usedWords;
  }

  /** Makes room for `count` more entries of `bytes` bytes in all; `fraction` of the input has been read. */
  reserve(count: number, bytes: number, fraction: number): void {
    const size = this.size + count;
    const usedWords = this.usedWords + Math.ceil(bytes / 4) + count + 1;
    if (usedWords > this.words.length) {
      if (usedWords * 4 > MAX_ARENA_BYTES) throw new ArenaFull();
      const capacity = Math.min(grownCapacity(this.usedWords, usedWords, fraction), MAX_ARENA_BYTES / 4);
      const words = memory().int32(capacity);
      words.set(this.words.subarray(0, this.usedWords));
      this.words = words;
    }
    if (size > this.starts.length) {
      const capacity = grownCapacity(this.size, size, fraction);
      const starts = memory().uint32(capacity);
      const lengths = memory().uint32(capacity);
      starts.set(this.starts.subarray(0, this.size));
      lengths.set(this.lengths.subarray(0, this.size));
      this.starts = starts;
      this.lengths = lengths;
    }
  }

  distinct(): Distinct {
    const { words, size, starts, lengths } = this;
    return { size, arena: new Uint8Array(words.buffer, words.byteOffset, words.byteLength), starts, lengths };
  }

  private rebuildTable(slots: number): void {
    const { words, starts, lengths, size } = this;
    const table = new Int32Array(slots);
    const mask = slots - 1;
    for (let code = 1; code < size; code++) {
      const first = starts[code] >>> 2;
      const last = first + ((lengths[code] - 1) >> 2);
      let hash = lengths[code];
      for (let word = first; word <= last; word++) {
        hash = Math.imul(hash ^ words[word], MULTIPLIER);
        hash ^= hash >>> 15;
      }
      let slot = hash & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = (hash & ~mask) | code;
    }
    this.table = table;
  }
}
