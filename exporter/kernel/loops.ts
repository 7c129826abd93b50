import type { Loops } from "../../shared/loops";
import { LETTERS } from "../../shared/loose-hash";
import { LEGAL_SUFFIXES, MAX_CELL_LENGTH } from "../../shared/text";
import { kernel, memory } from "./kernel";
import { KernelKeys, type KernelKeysState } from "./keys";
import type { Scratch } from "./memory";
import { rowsWith } from "./rows";

/** Rows in a part of the grouping: its table then fits the processor's cache. */
const PART_ROWS = 12_000;
const SUFFIX_SLOTS = 128;

/**
 * The loops of judging, by the kernel. What cells have lies in its memory.
 * @param scratch what nobody needs once the table is judged comes from here
 */
export function kernelLoops(scratch: Scratch): Loops {
  const { addressOf, take } = scratch;
  return {
    bytes: (length) => memory().uint8(length).fill(0),
    integers: (length) => memory().int32(length).fill(0),
    numbers: (length) => memory().float64(length).fill(0),
    passingBytes: (length) => new Uint8Array(memory().buffer, take(length), length).fill(0),
    passingNumbers: (length) => new Float64Array(memory().buffer, take(8 * length), length).fill(0),
    keysAfter: (base, { size }, isKept) =>
      new KernelKeys(base as KernelKeysState | undefined, size, isKept ? (bytes) => memory().take(bytes) : take),
    internPlain({ arena, starts, lengths, size }, keys, ids, hashes, isCompany) {
      const others = take(4 * size);
      const texts = [addressOf(arena), addressOf(starts), addressOf(lengths), size] as const;
      const room = take(2048 + 4);
      const count = kernel().internPlain((keys as KernelKeys).address, ...texts, addressOf(ids), others, room);
      if (hashes !== null) {
        const suffixes = isCompany ? placedSuffixes(scratch) : 0;
        const key = take(MAX_CELL_LENGTH + 16);
        kernel().looseHashes(...texts, others, count, addressOf(LETTERS), suffixes, addressOf(hashes), key);
      }
      return memory().words.subarray(others >>> 2, (others >>> 2) + count);
    },
    looseIds(hashes, keys) {
      const { length } = hashes;
      const ids = memory().int32(length);
      const slots = 2 ** Math.ceil(Math.log2(1.5 * length + 8));
      const near = take(length);
      memory().bytes.fill(0, near, near + length);
      const table = take(4 * slots);
      const any = kernel().looseIds(addressOf(hashes), addressOf(keys), length, ids.byteOffset, near, table, slots - 1);
      return any === 0 ? null : ids;
    },
    plainInstants({ codes, numbers }, { starts, offsets, plainUntil }, earliest, latest, instants) {
      const { length } = instants;
      const others = new Int32Array(memory().buffer, take(4 * (length + 1)), length + 1);
      const walls = [addressOf(codes), addressOf(numbers), length] as const;
      const periods = [addressOf(Float64Array.of(...starts, ...offsets, ...plainUntil)), starts.length] as const;
      const to = [addressOf(instants), others.byteOffset] as const;
      return scratch.trimmed(others, kernel().plainInstants(...walls, ...periods, earliest, latest, ...to));
    },
    addFlaws(codes, flaws, isFlaw, flawed, blanks) {
      const [at, of, to] = [addressOf(codes), addressOf(flaws), addressOf(flawed)];
      kernel().addFlaws(at, of, isFlaw ? 1 : 0, flawed.length, to, addressOf(blanks));
    },
    addBits(codes, bits, into) {
      kernel().addBits(addressOf(codes), addressOf(bits), into.length, addressOf(into));
    },
    combine(ones, others, table, into) {
      const [one, other, at] = [addressOf(ones), addressOf(others), addressOf(table)];
      kernel().combine(one, other, at, into.length, addressOf(into));
    },
    countOf: (bytes, wanted) => kernel().countOf(addressOf(bytes), bytes.length, wanted),
    rowsWith: (bytes, wanted) => rowsWith(bytes, wanted, scratch),
    groupByKeys: (rows, codes, keys) => groupByKeys(rows, codes, keys, scratch),
    markLosers(rows, first, instants, mark, marks, winner) {
      memory().withScratch((best) => {
        const [at, of, times] = [addressOf(rows), addressOf(first), addressOf(instants)];
        const to = [addressOf(marks), addressOf(winner)] as const;
        kernel().markLosers(at, rows.length, of, times, best.take(4 * rows.length), mark, ...to);
      });
    },
    nearIds(keys, loose) {
      const { length } = keys;
      const ids = new Int32Array(memory().buffer, take(4 * length), length);
      const near = new Uint8Array(memory().buffer, take(length), length);
      kernel().nearIds(addressOf(keys), addressOf(loose), length, ids.byteOffset, near.byteOffset);
      return { ids, near };
    },
  };
}

/** `groupByKeys` of shared/duplicates.ts over 64-bit numbers that hold all keys of a row; where they do not fit, those before as one. */
function groupByKeys(
  rows: Int32Array,
  codes: readonly Int32Array[],
  keys: readonly Int32Array[],
  outer: Scratch,
): Int32Array {
  const { length } = rows;
  // In one place: the first rows of groups take that of the keys they were found by.
  const packed = outer.take(8 * length);
  return memory().withScratch(({ take, addressOf }) => {
    const places = addressOf(rows);
    const bits = Math.max(0, Math.ceil(Math.log2(Math.max(1, length / PART_ROWS))));
    const group = () => {
      const [ends, parted, theirs] = [take(4 * 2 ** bits), take(8 * length), take(4 * length)];
      const slots = take(4 * 2 ** Math.ceil(Math.log2(Math.max(2, 2 * length))));
      kernel().groupPacked(packed, length, bits, ends, parted, theirs, slots);
    };
    let shift = 0;
    const said = take(8);
    keys.forEach((ids, k) => {
      const at = addressOf(ids);
      if (ids.length === 0) return;
      kernel().extent32(at, ids.length, said);
      const [least, most] = memory().words.subarray(said >>> 2, (said >>> 2) + 2);
      const width = Math.ceil(Math.log2((most | 0) - (least | 0) + 1));
      if (shift + width > 64) {
        group();
        kernel().packFirst(packed, length);
        shift = Math.ceil(Math.log2(length + 1));
      }
      kernel().packKey(places, length, addressOf(codes[k]), at, least, shift, packed);
      shift += Math.max(1, width);
    });
    group();
    return outer.trimmed(new Int32Array(memory().buffer, packed, 2 * length), length);
  });
}

/** Legal suffixes for the kernel, each as 16 bytes: open addressing by the first four, and how many there are. */
function placedSuffixes({ take }: Scratch): number {
  const { words, bytes } = memory();
  const table = take(16 * SUFFIX_SLOTS);
  bytes.fill(0, table, table + 16 * SUFFIX_SLOTS);
  for (const suffix of LEGAL_SUFFIXES) {
    const text = Buffer.alloc(16);
    text.write(suffix);
    let slot = Math.imul(text.readInt32LE() ^ suffix.length, 0x01000193) >>> 25;
    while (words[(table >>> 2) + 4 * slot] !== 0) slot = (slot + 1) % SUFFIX_SLOTS;
    bytes.set(text, table + 16 * slot);
  }
  return table;
}
