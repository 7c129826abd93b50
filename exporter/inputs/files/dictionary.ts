import { NUMBER } from "../../../shared/column-cells";
import { kernel, memory } from "../../kernel/kernel";
import type { Scratch } from "../../kernel/memory";
import type { Distinct } from "../table";
import { giveBack, withRoom } from "./growing";

/** Each batch of cells is interned in one call; a cell is two numbers, `start` and `end`, in the bytes read. */
export const BATCH = 1000;

/** Words of a dictionary in the kernel's memory, behind those of its slots: exporter/kernel/assembly/intern.ts works on them, and on its scratch. */
const [SIZE, ENTRIES, ARENA, USED, SCRATCH] = [2, 3, 4, 5, 6];
const ENTRY_WORDS = 4;
/** The text of a double or of an instant is never longer: `-1.2345678901234567e-300`. */
const LONGEST_NUMBER = 24;

/**
 * Gives each distinct cell of a column its code, in order of first appearance; the blank cell is 0. No JavaScript string is made.
 * The table has open addressing and one word a slot, to stay in the processor's cache: the low bits of a hash choose the slot, its
 * high bits stand there beside the code.
 */
export class Dictionary {
  private readonly words = memory()
    .uint32(SCRATCH + BATCH + 1)
    .fill(0);
  private entries = memory().uint32(ENTRY_WORDS).fill(0);
  private arena = memory().uint8(0);
  private slots = memory().uint32(64);

  constructor() {
    this.words[SIZE] = 1;
    this.words[ENTRIES] = this.entries.byteOffset;
    this.rehash();
  }

  /**
   * Writes the codes of `count` cells, at most a batch, to the address `codes`. The cells are pairs of numbers at the address `cells`; `base` is
   * the address of the bytes read, which are readable for 15 bytes beyond each cell. `reserve` must have made room.
   */
  intern(base: number, cells: number, count: number, codes: number): void {
    const { byteOffset } = this.words;
    kernel().intern(byteOffset, base, cells, count, codes, byteOffset + 4 * SCRATCH);
  }

  /** Makes room for `count` more entries of `bytes` bytes in all; `fraction` of the input has been read. */
  reserve(count: number, bytes: number, fraction: number): void {
    const { words } = this;
    const [size, used] = [words[SIZE], words[USED]];
    this.entries = withRoom(this.entries, ENTRY_WORDS * size, ENTRY_WORDS * (size + count), fraction);
    words[ENTRIES] = this.entries.byteOffset;
    this.arena = withRoom(this.arena, used, used + bytes + 8 * count, fraction);
    words[ARENA] = this.arena.byteOffset;
    let slots = this.slots.length;
    while ((size + count) * 3 > slots * 2) slots *= 4;
    if (slots === this.slots.length) return;
    giveBack(this.slots);
    this.slots = memory().uint32(slots);
    this.rehash();
  }

  /** Adds the entries of another dictionary. Returns the address of the codes they have here: new ones are in the same order. */
  add({ size, arena, ...other }: Distinct, { take, addressOf }: Scratch): number {
    this.reserve(size, arena.length, 1);
    const [base, starts, lengths] = [arena, other.starts, other.lengths].map(addressOf);
    const [codes, cells] = [take(4 * size), take(8 * BATCH)];
    for (let from = 0; from < size; from += BATCH) {
      const count = Math.min(BATCH, size - from);
      kernel().cellsOf(starts + 4 * from, lengths + 4 * from, count, cells);
      this.intern(base, cells, count, codes + 4 * from);
    }
    return codes;
  }

  /** Gives number cells the codes of the texts that stand for them, in place. */
  addNumbers(codes: Int32Array, numbers: Float64Array, textOf: (value: number) => string): void {
    const known = new Map<number, number>();
    memory().withScratch(({ take }) => {
      const [text, cell] = [take(LONGEST_NUMBER), take(8)];
      for (let row = 0; row < codes.length; row++) {
        if (codes[row] !== NUMBER) continue;
        const code = known.get(numbers[row]);
        if (code !== undefined) {
          codes[row] = code;
          continue;
        }
        const written = Buffer.from(textOf(numbers[row]));
        memory().bytes.set(written, text);
        memory().words.set([0, written.length], cell >>> 2);
        this.reserve(1, written.length, 1);
        this.intern(text, cell, 1, codes.byteOffset + 4 * row);
        known.set(numbers[row], codes[row]);
      }
    });
  }

  /** The entries. The dictionary can take no more afterwards. */
  distinct(): Distinct {
    const [size, used] = [this.words[SIZE], this.words[USED]];
    const [starts, lengths] = [memory().uint32(size), memory().uint32(size)];
    kernel().spreadEntries(this.entries.byteOffset, size, starts.byteOffset, lengths.byteOffset);
    giveBack(this.words, this.entries, this.slots);
    return { size, arena: memory().trimmed(this.arena, used), starts, lengths };
  }

  private rehash(): void {
    kernel().rehash(this.words.byteOffset, this.slots.byteOffset, this.slots.length - 1);
  }
}
