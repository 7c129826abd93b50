import { first, mixed, seed } from "./bytes";
import { get, put } from "./elements";
import { fillSlots, HASH_AT } from "./slots";

const SPACE: u32 = 0x20;
const HASH: u32 = 0x23;
const DOT: u32 = 0x2e;
const COLON: u32 = 0x3a;
const SEMICOLON: u32 = 0x3b;
const TILDE: u32 = 0x7e;
const MOST: u32 = 1000;

/** What `plainHash` says of a text that is not plain; a hash has the bit above its 32. */
const NOT_PLAIN: u64 = 0;
const PLAIN: u64 = 0x100000000;

/** Looked at together, so that the waits for memory overlap. */
const BATCH: u32 = 256;
/** A table of so many slots is not in the processor's cache. */
const LARGE: u32 = 1 << 15;

// Keys with dense ids, as exporter/kernel/keys.ts lays them out (u32 each).
const SLOTS: usize = 0;
const MASK: usize = 4;
const SIZE: usize = 8;
const TEXTS: usize = 12;
// A key: the address of a text that has it, its length, its hash. A slot has the id and 1 beside high bits of the hash.
const LENGTH: usize = 4;

/**
 * Interns the keys of the texts that are plain (shared/text.ts, `isPlainAscii`) and writes their ids to `ids`; lists the others. There is room for as
 * many keys as there are texts. Reads up to 15 bytes beyond a text.
 * @param starts where each text begins in `arena`, and `lengths` (u32 each)
 * @param others room for u32s; returns how many they are
 * @param scratch 2 KB
 */
export function internPlain(
  keys: usize,
  arena: usize,
  starts: usize,
  lengths: usize,
  count: u32,
  ids: usize,
  others: usize,
  scratch: usize,
): u32 {
  let otherCount: u32 = 0;
  for (let from: u32 = 0; from < count; from += BATCH) {
    const to = min(from + BATCH, count);
    for (let i = from; i < to; i++) {
      const hash = plainHash(arena + get<u32>(starts, i), get<u32>(lengths, i));
      put<u64>(scratch, i - from, hash);
      if (hash !== NOT_PLAIN) continue;
      put<u32>(others, otherCount, i);
      otherCount++;
    }
    if (load<u32>(keys, MASK) >= LARGE) fetch(keys, scratch, to - from);
    for (let i = from; i < to; i++) {
      const hash = get<u64>(scratch, i - from);
      if (hash === NOT_PLAIN) continue;
      const text = arena + get<u32>(starts, i);
      put<u32>(ids, i, idOf(keys, text, get<u32>(lengths, i), u32(hash)));
    }
  }
  return otherCount;
}

/** Reads what looking up will read: the waits for memory overlap here, which they cannot there, where a branch hangs on each. */
function fetch(keys: usize, hashes: usize, count: u32): void {
  const slots: usize = load<u32>(keys, SLOTS);
  const mask = load<u32>(keys, MASK);
  const texts: usize = load<u32>(keys, TEXTS);
  let sum: u32 = 0;
  for (let i: u32 = 0; i < count; i++) sum += get<u32>(slots, load<u32>(hashes + (i << 3)) & mask);
  for (let i: u32 = 0; i < count; i++) {
    const there = get<u32>(slots, load<u32>(hashes + (i << 3)) & mask) & mask;
    if (there !== 0) sum += load<u32>(texts + ((there - 1) << 4));
  }
  for (let i: u32 = 0; i < count; i++) {
    const there = get<u32>(slots, load<u32>(hashes + (i << 3)) & mask) & mask;
    if (there !== 0) sum += load<u8>(load<u32>(texts + ((there - 1) << 4)));
  }
  // Kept, so that none of it is dropped as useless: behind the hashes of a whole batch.
  store<u32>(hashes + (BATCH << 3), sum);
}

/** The id of a key, given as bytes that stay where they are; ASCII capitals count as small letters. There is room for it. */
export function internKey(keys: usize, text: usize, length: u32): u32 {
  return idOf(keys, text, length, keyHash(text, length));
}

function idOf(keys: usize, text: usize, length: u32, hash: u32): u32 {
  const slots: usize = load<u32>(keys, SLOTS);
  const mask = load<u32>(keys, MASK);
  const texts: usize = load<u32>(keys, TEXTS);
  let slot = hash & mask;
  while (true) {
    const there = get<u32>(slots, slot);
    if (there === 0) break;
    if (((there ^ hash) & ~mask) === 0) {
      const key = texts + (((there & mask) - 1) << 4);
      if (load<u32>(key, LENGTH) === length && isSameKey(load<u32>(key), text, length)) return (there & mask) - 1;
    }
    slot = (slot + 1) & mask;
  }
  const id = load<u32>(keys, SIZE);
  const key = texts + (id << 4);
  store<u32>(key, u32(text));
  store<u32>(key, length, LENGTH);
  store<u32>(key, hash, HASH_AT);
  put<u32>(slots, slot, (hash & ~mask) | (id + 1));
  store<u32>(keys, id + 1, SIZE);
  return id;
}

/** Puts every key into `slots`, which has `mask` + 1 of them, and makes them the keys'. */
export function rehashKeys(keys: usize, slots: usize, mask: u32): void {
  // A key's number is its id and 1.
  fillSlots(slots, mask, usize(load<u32>(keys, TEXTS)) - 16, load<u32>(keys, SIZE) + 1);
  store<u32>(keys, slots, SLOTS);
  store<u32>(keys, mask, MASK);
}

/** The hash of a plain text's key with `PLAIN`, or `NOT_PLAIN`. */
function plainHash(text: usize, length: u32): u64 {
  if (length === 0 || length > MOST || u32(load<u8>(text)) === HASH) return NOT_PLAIN;
  const end = text + length;
  if (length > 4 && u32(load<u8>(end - 1)) === DOT && u32(load<u8>(end - 2)) === DOT) return NOT_PLAIN;
  if (length > 4 && u32(load<u8>(end - 4)) === COLON) return NOT_PLAIN;
  let hash = seed(length);
  let at = text;
  let left = length;
  // Before the first byte as if a space stood there: a text that begins with one is not plain.
  let wasSpace: u32 = 1;
  let bad: u32 = 0;
  for (; left > 16; left -= 16, at += 16) {
    const bytes = v128.load(at);
    const spaces = bitsOf(i8x16.eq(bytes, i8x16.splat(i8(SPACE))));
    bad |= strange(bytes) | (spaces & ((spaces << 1) | wasSpace));
    wasSpace = spaces >> 15;
    const small = lower(bytes);
    hash = mixed(mixed(hash, i64x2.extract_lane(small, 0)), i64x2.extract_lane(small, 1));
  }
  const bytes = v128.load(at);
  const used: u32 = (1 << left) - 1;
  const spaces = bitsOf(i8x16.eq(bytes, i8x16.splat(i8(SPACE)))) & used;
  bad |= (strange(bytes) & used) | (spaces & ((spaces << 1) | wasSpace)) | (spaces >> (left - 1));
  if (bad !== 0) return NOT_PLAIN;
  return PLAIN | finished(hash, v128.and(lower(bytes), first(left)));
}

function bitsOf(mask: v128): u32 {
  return i8x16.bitmask(mask);
}

/** Bytes that no plain text has. */
function strange(bytes: v128): u32 {
  const isControl = i8x16.lt_s(bytes, i8x16.splat(i8(SPACE)));
  const isBeyond = i8x16.gt_s(bytes, i8x16.splat(i8(TILDE)));
  return bitsOf(v128.or(v128.or(isControl, isBeyond), i8x16.eq(bytes, i8x16.splat(i8(SEMICOLON)))));
}

/** ASCII capitals as small letters. */
function lower(bytes: v128): v128 {
  const isCapital = v128.and(i8x16.gt_s(bytes, i8x16.splat(0x40)), i8x16.lt_s(bytes, i8x16.splat(0x5b)));
  return v128.or(bytes, v128.and(isCapital, i8x16.splat(0x20)));
}

function finished(hash: u64, last: v128): u64 {
  const h = mixed(mixed(hash, i64x2.extract_lane(last, 0)), i64x2.extract_lane(last, 1));
  return u64(u32(h ^ (h >> 32)));
}

function keyHash(text: usize, length: u32): u32 {
  let hash = seed(length);
  let at = text;
  let left = length;
  for (; left > 16; left -= 16, at += 16) {
    const small = lower(v128.load(at));
    hash = mixed(mixed(hash, i64x2.extract_lane(small, 0)), i64x2.extract_lane(small, 1));
  }
  return u32(finished(hash, v128.and(lower(v128.load(at)), first(left))));
}

function isSameKey(one: usize, other: usize, length: u32): bool {
  let left = length;
  let a = one;
  let b = other;
  for (; left > 16; left -= 16, a += 16, b += 16) {
    if (v128.any_true(v128.xor(lower(v128.load(a)), lower(v128.load(b))))) return false;
  }
  return !v128.any_true(v128.and(v128.xor(lower(v128.load(a)), lower(v128.load(b))), first(left)));
}
