import { get, put } from "./elements";
import { hashOfKey } from "./groups";

/** Looked at together, so that the waits for memory overlap. */
const BATCH: u32 = 256;

/**
 * What rows of one table mean of the rows of another, by the ids of keys that both share: `keys[codes[row]]` (i32) is the key of a row in a column, and
 * one below zero is none.
 */

/** Writes for each key the sheet row of the first of `count` rows that has it to `first` (u32 each, zeros all). */
export function firstOfKeys(rows: usize, count: u32, codes: usize, keys: usize, first: usize): void {
  // From the last to the first, which writes over what those behind it wrote.
  for (let i = count; i-- > 0; ) {
    const row = get<u32>(rows, i);
    const key = keyOf(row, codes, keys);
    if (key >= 0) put<u32>(first, u32(key), row + 2);
  }
}

/** Writes `first[keys[i]]` of each of `count` keys to `to`; 0 for none, and for one that is not below `size`. */
export function lookUp(keys: usize, count: u32, first: usize, size: u32, to: usize): void {
  for (let i: u32 = 0; i < count; i++) {
    const key = get<u32>(keys, i);
    put<u32>(to, i, key < size ? get<u32>(first, key) : 0);
  }
}

/**
 * Puts the pair of keys of each of `count` rows into `slots`, a set with open addressing: u64 each, `mask` + 1 of them, zeros all.
 * @param scratch of 2 KB and 8 bytes
 */
export function addPairs(
  rows: usize,
  count: u32,
  codes: usize,
  keys: usize,
  otherCodes: usize,
  otherKeys: usize,
  slots: usize,
  mask: u32,
  scratch: usize,
): void {
  for (let from: u32 = 0; from < count; from += BATCH) {
    const size = min(BATCH, count - from);
    for (let i: u32 = 0; i < size; i++) {
      const row = get<u32>(rows, from + i);
      put<u64>(scratch, i, pairOf(keyOf(row, codes, keys), keyOf(row, otherCodes, otherKeys)));
    }
    fetch(scratch, size, slots, mask);
    for (let i: u32 = 0; i < size; i++) {
      const pair = get<u64>(scratch, i);
      if (pair !== 0) store<u64>(slotOf(pair, slots, mask), pair);
    }
  }
}

/**
 * Writes of each of `count` rows to `found` (a byte each): 0 when `first` has no row for its key; 2 when `slots` has its pair of keys; else 1.
 * @param scratch of 2 KB and 8 bytes
 */
export function findPairs(
  count: u32,
  codes: usize,
  keys: usize,
  otherCodes: usize,
  otherKeys: usize,
  first: usize,
  size: u32,
  slots: usize,
  mask: u32,
  found: usize,
  scratch: usize,
): void {
  for (let from: u32 = 0; from < count; from += BATCH) {
    const to = min(from + BATCH, count);
    for (let row = from; row < to; row++) {
      const key = keyOf(row, codes, keys);
      const isKnown = u32(key) < size && get<u32>(first, u32(key)) !== 0;
      store<u8>(found + row, u8(isKnown));
      put<u64>(scratch, row - from, isKnown ? pairOf(key, keyOf(row, otherCodes, otherKeys)) : 0);
    }
    fetch(scratch, to - from, slots, mask);
    for (let row = from; row < to; row++) {
      const pair = get<u64>(scratch, row - from);
      if (pair !== 0 && load<u64>(slotOf(pair, slots, mask)) !== 0) store<u8>(found + row, 2);
    }
  }
}

/** Reads where pairs would stand: the waits for memory overlap here, which they cannot there, where a branch hangs on each. */
function fetch(pairs: usize, count: u32, slots: usize, mask: u32): void {
  let sum: u64 = 0;
  for (let i: u32 = 0; i < count; i++) {
    sum += get<u64>(slots, hashOfKey(get<u64>(pairs, i)) & mask);
  }
  // Kept, so that none of it is dropped as useless.
  put<u64>(pairs, BATCH, sum);
}

function keyOf(row: u32, codes: usize, keys: usize): i32 {
  return get<i32>(keys, get<u32>(codes, row));
}

/** A pair as one number, which is not 0; 0 when one of the two is none. */
function pairOf(one: i32, other: i32): u64 {
  return one < 0 || other < 0 ? 0 : (u64(one + 1) << 32) | u64(other);
}

/** Where a pair stands, or would. */
function slotOf(pair: u64, slots: usize, mask: u32): usize {
  let slot = hashOfKey(pair) & mask;
  while (true) {
    const at = slots + (slot << 3);
    const there = load<u64>(at);
    if (there === 0 || there === pair) return at;
    slot = (slot + 1) & mask;
  }
}
