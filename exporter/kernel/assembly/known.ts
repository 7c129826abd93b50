import { hashOfKey } from "./groups";

/**
 * What rows of one table mean of the rows of another, by the ids of keys that both share: `keys[codes[row]]` (i32) is the key of a row in a column, and
 * one below zero is none.
 */

/** Writes for each key the sheet row of the first of `count` rows that has it to `first` (u32 each, zeros all). */
export function firstOfKeys(rows: usize, count: u32, codes: usize, keys: usize, first: usize): void {
  for (let i: u32 = 0; i < count; i++) {
    const row = load<u32>(rows + (i << 2));
    const key = keyOf(row, codes, keys);
    if (key >= 0 && load<u32>(first + (u32(key) << 2)) === 0) store<u32>(first + (u32(key) << 2), row + 2);
  }
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

/** Writes of each of `count` rows to `found` (a byte each): 0 when `first` has nothing for its key, 2 when its pair is in `slots`, else 1. */
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
): void {
  for (let row: u32 = 0; row < count; row++) {
    const key = keyOf(row, codes, keys);
    let flag: u8 = 0;
    if (u32(key) < size && load<u32>(first + (u32(key) << 2)) !== 0) {
      const pair = pairOf(key, keyOf(row, otherCodes, otherKeys));
      flag = pair !== 0 && load<u64>(slotOf(pair, slots, mask)) !== 0 ? 2 : 1;
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
