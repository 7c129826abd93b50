import { first, hashOf, isSame } from "./bytes";
import { get, put } from "./elements";
import { fillSlots, HASH_AT } from "./slots";

/** The start of a cell that is kept as a number and has no entry, and its code. */
const NO_ENTRY: u32 = 0xffffffff;
/** A table of so many slots is not in the processor's first cache, where others are, too. */
const LARGE: u32 = 1 << 13;

// A dictionary, as exporter/inputs/files/dictionary.ts lays it out (u32 each).
const SLOTS: usize = 0;
const MASK: usize = 4;
const SIZE: usize = 8;
const ENTRIES: usize = 12;
const ARENA: usize = 16;
const USED: usize = 20;
// An entry: where its text begins in the arena, its length, its hash. Entry 0, the blank cell, is in no slot.
const LENGTH: usize = 4;

/**
 * Writes the code of each of `count` cells to `codes`: that of the entry with its text, or of a new one. A cell is a pair of start and end within
 * the bytes at `base`. There is room for `count` entries more, for their bytes, each rounded up to eight, and for their slots.
 * @param hashes scratch, u32 each
 */
export function intern(dictionary: usize, base: usize, cells: usize, count: u32, codes: usize, hashes: usize): void {
  const slots: usize = load<u32>(dictionary, SLOTS);
  const mask = load<u32>(dictionary, MASK);
  const entries: usize = load<u32>(dictionary, ENTRIES);
  const arena: usize = load<u32>(dictionary, ARENA);
  let size = load<u32>(dictionary, SIZE);
  let used = load<u32>(dictionary, USED);
  for (let i: u32 = 0; i < count; i++) {
    const start = load<u32>(cells + (i << 3));
    const length = load<u32>(cells + (i << 3), 4) - start;
    put<u32>(hashes, i, start === NO_ENTRY || length === 0 ? 0 : hashOf(base + start, length));
  }
  if (mask >= LARGE) fetch(slots, mask, entries, arena, hashes, count);
  for (let i: u32 = 0; i < count; i++) {
    const start = load<u32>(cells + (i << 3));
    const length = load<u32>(cells + (i << 3), 4) - start;
    if (start === NO_ENTRY || length === 0) {
      put<u32>(codes, i, start === NO_ENTRY ? NO_ENTRY : 0);
      continue;
    }
    const hash = get<u32>(hashes, i);
    let slot = hash & mask;
    let code: u32 = 0;
    while (true) {
      const there = get<u32>(slots, slot);
      if (there === 0) break;
      if (((there ^ hash) & ~mask) === 0) {
        const entry = entries + ((there & mask) << 4);
        if (load<u32>(entry, LENGTH) === length && isSame(arena + load<u32>(entry), base + start, length)) {
          code = there & mask;
          break;
        }
      }
      slot = (slot + 1) & mask;
    }
    if (code === 0) {
      code = size++;
      const entry = entries + (code << 4);
      store<u32>(entry, used);
      store<u32>(entry, length, LENGTH);
      store<u32>(entry, hash, HASH_AT);
      used += copied(base + start, length, arena + used);
      put<u32>(slots, slot, (hash & ~mask) | code);
    }
    put<u32>(codes, i, code);
  }
  store<u32>(dictionary, size, SIZE);
  store<u32>(dictionary, used, USED);
}

/** Reads what looking up will read: the waits for memory overlap here, which they cannot there, where a branch hangs on each. */
function fetch(slots: usize, mask: u32, entries: usize, arena: usize, hashes: usize, count: u32): void {
  let sum: u32 = 0;
  for (let i: u32 = 0; i < count; i++) sum += get<u32>(slots, get<u32>(hashes, i) & mask);
  for (let i: u32 = 0; i < count; i++) {
    const code = get<u32>(slots, get<u32>(hashes, i) & mask) & mask;
    sum += load<u32>(entries + (code << 4), LENGTH);
  }
  for (let i: u32 = 0; i < count; i++) {
    const code = get<u32>(slots, get<u32>(hashes, i) & mask) & mask;
    sum += load<u8>(arena + load<u32>(entries + (code << 4)));
  }
  // Kept, so that none of it is dropped as useless.
  put<u32>(hashes, count, sum);
}

/** Copies a text, eight bytes at a time and zeros behind it; returns the bytes it takes. */
function copied(text: usize, length: u32, to: usize): u32 {
  const bytes = (length + 7) & ~7;
  let at: u32 = 0;
  for (; at + 8 < length; at += 8) store<u64>(to + at, load<u64>(text + at));
  const last = v128.and(v128.load(text + at), first(length - at));
  store<u64>(to + at, i64x2.extract_lane(last, 0));
  return bytes;
}

/** Puts every entry into `slots`, which has `mask` + 1 of them, and makes them the dictionary's. */
export function rehash(dictionary: usize, slots: usize, mask: u32): void {
  fillSlots(slots, mask, load<u32>(dictionary, ENTRIES), load<u32>(dictionary, SIZE));
  store<u32>(dictionary, slots, SLOTS);
  store<u32>(dictionary, mask, MASK);
}

/** Writes the cells, pairs of start and end, of `count` texts that begin at `starts`. */
export function cellsOf(starts: usize, lengths: usize, count: u32, cells: usize): void {
  for (let i: u32 = 0; i < count; i++) {
    const start = get<u32>(starts, i);
    store<u32>(cells + (i << 3), start);
    store<u32>(cells + (i << 3), start + get<u32>(lengths, i), 4);
  }
}

/** Writes `map[code]` of each of `count` codes to `to`; a cell without an entry stays one. */
export function mapCodes(codes: usize, count: u32, map: usize, to: usize): void {
  for (let i: u32 = 0; i < count; i++) {
    const code = get<u32>(codes, i);
    put<u32>(to, i, code === NO_ENTRY ? NO_ENTRY : get<u32>(map, code));
  }
}

/** Writes where each entry begins in the arena, and its length (u32 each). */
export function spreadEntries(entries: usize, size: u32, starts: usize, lengths: usize): void {
  for (let code: u32 = 0; code < size; code++) {
    put<u32>(starts, code, load<u32>(entries + (code << 4)));
    put<u32>(lengths, code, load<u32>(entries + (code << 4), LENGTH));
  }
}
