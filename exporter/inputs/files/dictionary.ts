import { kernel, memory } from "../../kernel/kernel";
import type { Scratch } from "../../kernel/memory";
import type { Distinct } from "../table";

/** Each batch of cells is interned in one call; a cell is two numbers, `start` and `end`, in the bytes read. */
export const BATCH = 1000;

/** What interning a batch needs for a while. */
export const INTERN_BYTES = 4 * BATCH + 4;

/** The start of a cell that is kept as a number and has no entry. */
export const NO_ENTRY = -1;

/**
 * The capacity to grow to when `used` was reached after `fraction` of the input: what the whole input will probably
 * need, within bounds. Memory that is never written is never resident, so a generous guess costs little.
 */
export function grownCapacity(used: number, needed: number, fraction: number): number {
  const expected = Math.min(used * 16, (used / Math.max(fraction, 1e-9)) * 1.05);
  return Math.ceil(Math.max(needed, expected, used * 2));
}

/** The words of a dictionary in the kernel's memory: exporter/kernel/assembly/intern.ts works on them. */
const [SLOTS, MASK, SIZE, ENTRIES, ARENA, USED] = [0, 1, 2, 3, 4, 5];
const ENTRY_BYTES = 16;

/**
 * Gives each distinct cell of a column its code, in order of first appearance; the blank cell is 0. No JavaScript string is made.
 * The table has open addressing and one word a slot, to stay in the processor's cache: the low bits of a hash choose the slot, its
 * high bits stand there beside the code.
 */
export class Dictionary {
  private readonly words = memory().uint32(6).fill(0);
  private entries = 1;
  private arenaBytes = 0;

  constructor() {
    const { words } = this;
    words[SIZE] = 1;
    words[ENTRIES] = memory().take(ENTRY_BYTES);
    memory().words.fill(0, words[ENTRIES] >>> 2, (words[ENTRIES] + ENTRY_BYTES) >>> 2);
    words[ARENA] = memory().take(0);
    this.rehash(64);
  }

  /**
   * Writes the codes of `count` cells, pairs of numbers at the address `cells`, to the address `codes`. `base` is the address of the bytes read,
   * which are readable for 15 bytes beyond each cell. `reserve` must have made room.
   * @param scratch the address of `INTERN_BYTES`
   */
  intern(base: number, cells: number, count: number, codes: number, scratch: number): void {
    kernel().intern(this.words.byteOffset, base, cells, count, codes, scratch);
  }

  /** Makes room for `count` more entries of `bytes` bytes in all; `fraction` of the input has been read. */
  reserve(count: number, bytes: number, fraction: number): void {
    const { words } = this;
    const size = words[SIZE];
    const used = words[USED];
    if (size + count > this.entries) {
      const entries = grownCapacity(size, size + count, fraction);
      words[ENTRIES] = moved(words[ENTRIES], this.entries, size, entries, ENTRY_BYTES);
      this.entries = entries;
    }
    const needed = used + bytes + 8 * count;
    if (needed > this.arenaBytes) {
      const arenaBytes = grownCapacity(used, needed, fraction);
      words[ARENA] = moved(words[ARENA], this.arenaBytes, used, arenaBytes, 1);
      this.arenaBytes = arenaBytes;
    }
    let slots = words[MASK] + 1;
    while ((size + count) * 3 > slots * 2) slots *= 4;
    if (slots > words[MASK] + 1) this.rehash(slots);
  }

  /** Adds the entries of another dictionary. Returns the address of the codes they have here: new ones are in the same order. */
  add({ size, arena, starts, lengths }: Distinct, { take }: Scratch): number {
    this.reserve(size, arena.length, 1);
    const [codes, cells, scratch] = [take(4 * size), take(8 * BATCH), take(INTERN_BYTES)];
    for (let from = 0; from < size; from += BATCH) {
      const count = Math.min(BATCH, size - from);
      kernel().cellsOf(starts.byteOffset + 4 * from, lengths.byteOffset + 4 * from, count, cells);
      this.intern(arena.byteOffset, cells, count, codes + 4 * from, scratch);
    }
    return codes;
  }

  /** The entries. The dictionary can take no more afterwards. */
  distinct(): Distinct {
    const { words } = this;
    const size = words[SIZE];
    const starts = memory().uint32(size);
    const lengths = memory().uint32(size);
    kernel().spreadEntries(words[ENTRIES], size, starts.byteOffset, lengths.byteOffset);
    memory().giveBack(words[ENTRIES], ENTRY_BYTES * this.entries);
    memory().giveBack(words[SLOTS], 4 * (words[MASK] + 1));
    const arena = memory().trimmed(new Uint8Array(memory().buffer, words[ARENA], this.arenaBytes), words[USED]);
    return { size, arena, starts, lengths };
  }

  private rehash(slots: number): void {
    const { words } = this;
    const [old, oldSlots] = [words[SLOTS], words[MASK] + 1];
    kernel().rehash(words.byteOffset, memory().take(4 * slots), slots - 1);
    if (old !== 0) memory().giveBack(old, 4 * oldSlots);
  }
}

/** The address of a larger block to which the first `used` items were moved, each of so many bytes. */
function moved(from: number, capacity: number, used: number, wanted: number, bytes: number): number {
  const to = memory().take(wanted * bytes);
  memory().bytes.copyWithin(to, from, from + used * bytes);
  memory().giveBack(from, capacity * bytes);
  return to;
}
