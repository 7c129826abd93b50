import { hashOfKey } from "./groups";

/**
 * What rows of one table mean of the rows of another, by the ids of keys that both share: `keys[codes[row]]` (i32) is the key of a row in a column, and
 * one below zero is none.
 */

/**
 * Writes for each key the sheet row of the first of `count` rows that has it to `first` (u32 each, zeros all), and the rows with a key that
 * another had before to `later`, which has room for all. Returns how many those are.
 */
export function firstOfKeys(rows: usize, count: u32, codes: usize, keys: usize, first: usize, later: usize): u32 {
  let size: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const row = load<u32>(rows + (i << 2));
    const key = keyOf(row, codes, keys);
    if (key < 0) continue;
    const at = first + (u32(key) << 2);
    if (load<u32>(at) === 0) store<u32>(at, row + 2);
    else store<u32>(later + (size++ << 2), row);
  }
  return size;
}

/** Writes `first[keys[i]]` of each of `count` keys to `to`; 0 for none, and for one that is not below `size`. */
export function lookUp(keys: usize, count: u32, first: usize, size: u32, to: usize): void {
  for (let i: u32 = 0; i < count; i++) {
    const key = load<u32>(keys + (i << 2));
    store<u32>(to + (i << 2), key < size ? load<u32>(first + (key << 2)) : 0);
  }
}

/** Puts the pair of keys of each of `count` rows into `slots`, a set with open addressing: u64 each, `mask` + 1 of them, zeros all. */
export function addPairs(
  rows: usize,
  count: u32,
  codes: usize,
  keys: usize,
  otherCodes: usize,
  otherKeys: usize,
  slots: usize,
  mask: u32,
): void {
  for (let i: u32 = 0; i < count; i++) {
    const row = load<u32>(rows + (i << 2));
    const pair = pairOf(keyOf(row, codes, keys), keyOf(row, otherCodes, otherKeys));
    if (pair !== 0) store<u64>(slotOf(pair, slots, mask), pair);
  }
}

/**
 * Writes of each of `count` rows to `found` (a byte each): 0 when `first` has no row for its key; 2 when that row has the same other key, by
 * `theirCodes` and `theirKeys`, or `slots`, where the rows behind the first of each key are, has the pair; else 1.
 */
export function findPairs(
  count: u32,
  codes: usize,
  keys: usize,
  otherCodes: usize,
  otherKeys: usize,
  first: usize,
  size: u32,
  theirCodes: usize,
  theirKeys: usize,
  slots: usize,
  mask: u32,
  found: usize,
): void {
  for (let row: u32 = 0; row < count; row++) {
    const key = keyOf(row, codes, keys);
    const known = u32(key) < size ? load<u32>(first + (u32(key) << 2)) : 0;
    let flag: u8 = 0;
    if (known !== 0) {
      const other = keyOf(row, otherCodes, otherKeys);
      const isFirst = other >= 0 && other === keyOf(known - 2, theirCodes, theirKeys);
      const pair = pairOf(key, other);
      flag = isFirst || (pair !== 0 && load<u64>(slotOf(pair, slots, mask)) !== 0) ? 2 : 1;
    }
    store<u8>(found + row, flag);
  }
}

function keyOf(row: u32, codes: usize, keys: usize): i32 {
  return load<i32>(keys + (load<u32>(codes + (row << 2)) << 2));
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
