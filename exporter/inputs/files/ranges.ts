import { closeSync, openSync, readSync } from "node:fs";
import { kernel, memory } from "../../kernel/kernel";

/**
 * A CSV file that several threads read, each a range of it that begins where a row does. Ranges are runs of blocks: who has one takes its blocks
 * one after the other, and who has nothing to do takes the second half of the largest. Plain data over shared memory.
 */
export interface SharedFile {
  readonly path: string;
  /** What messages call it. */
  readonly name: string;
  readonly bytes: number;
  readonly blockBytes: number;
  readonly delimiter: number;
  /** How many ranges there are, then of each its next block and, 16 bits below, the one behind its last. */
  readonly claims: Int32Array;
  /** Of each block with which a range begins where its first row does, else 0; of the one behind the last where the file ends. */
  readonly starts: BigInt64Array;
  /** Of each block, as it was read. */
  readonly checks: BigInt64Array;
}

/** A range that a thread has: its place in `claims`, and where its first row begins. */
export interface Range {
  readonly slot: number;
  readonly start: number;
}

export const BLOCK = 1 << 20;
const MOST_BLOCKS = 2 ** 15 - 1;
const MOST_RANGES = 64;
/** Fewer blocks are not worth one more dictionary, which is added to the first in the end. */
const WORTH_SHARING = 8;
const PIECE = 1 << 18;
const LF = 10;
const CR = 13;
const QUOTE = 34;

/** Shares a file; `null` when it is not worth that. */
export function shareFile(
  file: Pick<SharedFile, "path" | "name" | "bytes" | "delimiter">,
  blockBytes = BLOCK,
): SharedFile | null {
  const blocks = Math.ceil(file.bytes / blockBytes);
  if (blocks < 2 * WORTH_SHARING || blocks > MOST_BLOCKS) return null;
  const claims = new Int32Array(new SharedArrayBuffer(4 * (1 + MOST_RANGES)));
  const starts = new BigInt64Array(new SharedArrayBuffer(8 * (blocks + 1))).fill(BigInt(file.bytes), blocks);
  const checks = new BigInt64Array(new SharedArrayBuffer(8 * blocks));
  return { ...file, blockBytes, claims, starts, checks };
}

/** Takes all from `start` on, of a file of which nobody has a range, or nobody reads on. */
export function takeAll({ claims, starts, blockBytes }: SharedFile, start: number): Range {
  const block = Math.floor(start / blockBytes);
  Atomics.store(starts, block, BigInt(start));
  Atomics.store(claims, 1, claim(block, starts.length - 1));
  Atomics.store(claims, 0, 1);
  return { slot: 0, start };
}

/** Takes the second half of the largest range that is left; `null` when none is worth it. */
export function takeRange(shared: SharedFile): Range | null {
  const { claims, starts } = shared;
  for (;;) {
    const words = [...claims.subarray(1, 1 + Atomics.load(claims, 0))];
    const left = words.map((word) => endOf(word) - nextOf(word));
    const most = Math.max(...left);
    if (most < WORTH_SHARING) return null;
    const whose = left.indexOf(most);
    const middle = endOf(words[whose]) - (most >> 1);
    const start = firstRowIn(shared, middle);
    const slot = Atomics.add(claims, 0, 1);
    if (start === null || slot >= MOST_RANGES) return null;
    Atomics.store(starts, middle, BigInt(start));
    // Its thread may have come further meanwhile, or another been quicker.
    for (let word = Atomics.load(claims, 1 + whose); nextOf(word) < middle && middle < endOf(word); ) {
      const before = word;
      word = Atomics.compareExchange(claims, 1 + whose, before, claim(nextOf(before), middle));
      if (word !== before) continue;
      Atomics.store(claims, 1 + slot, claim(middle, endOf(before)));
      return { slot, start };
    }
  }
}

/** How many ranges there are, or are about to be. */
export function rangesTaken({ claims }: SharedFile): number {
  return Atomics.load(claims, 0);
}

/** Takes the next block of a range; -1 when none is left. */
export function takeBlock({ claims }: SharedFile, slot: number): number {
  for (;;) {
    const word = Atomics.load(claims, 1 + slot);
    const [next, end] = [nextOf(word), endOf(word)];
    if (next === end) return -1;
    if (Atomics.compareExchange(claims, 1 + slot, word, claim(next + 1, end)) === word) return next;
  }
}

/** Where the row begins that is the first of the next range, or the file ends. */
export function endOfRange({ claims, starts }: SharedFile, slot: number): number {
  return Number(Atomics.load(starts, endOf(Atomics.load(claims, 1 + slot))));
}

/** How many bytes of the file nobody has taken yet. */
export function bytesLeft({ claims, blockBytes }: SharedFile): number {
  const words = claims.subarray(1, 1 + Atomics.load(claims, 0));
  return words.reduce((sum, word) => sum + endOf(word) - nextOf(word), 0) * blockBytes;
}

function claim(next: number, end: number): number {
  return (next << 16) | end;
}

function nextOf(word: number): number {
  return word >> 16;
}

function endOf(word: number): number {
  return word & 0xffff;
}

/**
 * Where a row begins in a block, behind its first byte; `null` when none does. Quotes since the last row that a range begins with say whether
 * a cell goes on where the block begins. Quotes within cells that are not in quotes mislead: that a row begins there is proven by who reads
 * the row before it.
 */
function firstRowIn({ path, bytes, blockBytes, starts }: SharedFile, block: number): number | null {
  let known = block - 1;
  while (known > 0 && Atomics.load(starts, known) === 0n) known--;
  const descriptor = openSync(path, "r");
  try {
    return memory().withScratch(({ take }) => {
      const piece = take(PIECE);
      const read = memory().bytes.subarray(piece, piece + PIECE);
      const at = block * blockBytes;
      const end = Math.min(at + blockBytes, bytes);
      let isQuoted = false;
      let isAfterRow = false;
      let from = Number(Atomics.load(starts, known));
      for (let count = 0; from < end; from += count) {
        count = readSync(descriptor, read, 0, Math.min(PIECE, (from < at ? at : end) - from), from);
        if (count === 0) return null;
        if (from < at) {
          if (kernel().countOf(piece, count, QUOTE) % 2 === 1) isQuoted = !isQuoted;
          continue;
        }
        for (let i = 0; i < count; i++) {
          // A CR would be the other half of the line end.
          if (isAfterRow && read[i] !== CR) return from + i;
          if (read[i] === QUOTE) isQuoted = !isQuoted;
          isAfterRow = read[i] === LF && !isQuoted;
        }
      }
      return null;
    });
  } finally {
    closeSync(descriptor);
  }
}
