import { get, put } from "./elements";

// shared/loose-hash.ts says what these are.
const START_A: u32 = 0x811c9dc5;
const START_B: u32 = 0x2b5d1f37;
const PRIME_A: u32 = 0x01000193;
const PRIME_B: u32 = 0x5bd1e995;
const SEPARATOR: u32 = 2;
/** Looked at together, so that the waits for memory overlap. */
const BATCH: u32 = 256;

/**
 * Writes the loose hash (f64, a whole number) of each text that is not listed in `others`; NaN for those. Such texts are plain.
 * @param table 128 bytes: what each byte of ASCII is in a name
 * @param suffixes 0, or words that do not count at the end: 128 slots of 16 bytes, found as `isSuffix` does
 * @param key scratch for the loose key of a text, 16 bytes longer than any
 */
export function looseHashes(
  arena: usize,
  starts: usize,
  lengths: usize,
  count: u32,
  others: usize,
  otherCount: u32,
  table: usize,
  suffixes: usize,
  hashes: usize,
  key: usize,
): void {
  let next: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const isOther = next < otherCount && get<u32>(others, next) === i;
    const text = arena + get<u32>(starts, i);
    const length = get<u32>(lengths, i);
    put<f64>(hashes, i, isOther ? NaN : looseHash(text, length, table, suffixes, key));
    next += u32(isOther);
  }
}

function looseHash(text: usize, length: u32, table: usize, suffixes: usize, key: usize): f64 {
  let size: u32 = 0;
  for (let at: u32 = 0; at < length; at++) {
    const letter: u32 = load<u8>(table + load<u8>(text + at));
    store<u8>(key + size, letter);
    size += u32(letter > SEPARATOR);
  }
  if (size > 0) return hashOf(key, suffixes === 0 ? size : withoutSuffixes(text, length, table, suffixes, size));
  // Nothing but punctuation: such a name is like no other.
  memory.copy(key, text, length);
  return hashOf(key, length);
}

/** Writes zeros behind the key. */
function hashOf(key: usize, size: u32): f64 {
  store<u32>(key + size, 0);
  let a = START_A;
  let b = START_B;
  for (let at: u32 = 0; at < size; at += 4) {
    const four = load<u32>(key + at);
    a = (a ^ four) * PRIME_A;
    a ^= a >> 15;
    b = (b ^ four) * PRIME_B;
    b ^= b >> 13;
  }
  return f64((u64(a) << 21) + u64(b >> 11));
}

/** How many of the letters of a text are left without `suffixes` at the end; the first word stays. */
function withoutSuffixes(text: usize, end: u32, table: usize, suffixes: usize, letters: u32): u32 {
  let size = letters;
  let at = end;
  while (true) {
    let length: u32 = 0;
    // The last word, as it would be read from memory: from there it had to be waited for.
    let low: u64 = 0;
    let high: u64 = 0;
    for (; at > 0; at--) {
      const letter: u32 = load<u8>(table + load<u8>(text + at - 1));
      if (letter > SEPARATOR) {
        high = (high << 8) | (low >> 56);
        low = (low << 8) | letter;
        length++;
      } else if (letter === SEPARATOR && length > 0) break;
    }
    if (length === size || length > 16 || !isSuffix(low, high, length, suffixes)) return size;
    size -= length;
  }
}

function isSuffix(low: u64, high: u64, length: u32, suffixes: usize): bool {
  let slot = ((u32(low) ^ length) * PRIME_A) >> 25;
  while (true) {
    const suffix = suffixes + (slot << 4);
    if (load<u64>(suffix) === 0) return false;
    if (load<u64>(suffix) === low && load<u64>(suffix, 8) === high) return true;
    slot = (slot + 1) & 127;
  }
}

/**
 * For each reading the first reading with the same hash; -1 where `isNaN`, and where all readings with that hash have one key. Returns
 * whether any is left.
 * @param slots mask + 1 of u32
 * @param near a byte for each reading, zero
 */
export function looseIds(
  hashes: usize,
  keys: usize,
  count: u32,
  ids: usize,
  near: usize,
  slots: usize,
  mask: u32,
): u32 {
  memory.fill(slots, 0, (usize(mask) + 1) << 2);
  let any: u32 = 0;
  for (let from: u32 = 0; from < count; from += BATCH) {
    const to = min(from + BATCH, count);
    let sum: u32 = 0;
    for (let i = from; i < to; i++) sum += get<u32>(slots, slotHash(get<f64>(hashes, i)) & mask);
    // Kept, so that it is not dropped as useless; written again below.
    put<u32>(ids, from, sum);
    for (let i = from; i < to; i++) {
      const hash = get<f64>(hashes, i);
      if (isNaN(hash)) {
        put<i32>(ids, i, -1);
        continue;
      }
      let slot = slotHash(hash) & mask;
      let found = i;
      while (true) {
        const there = get<u32>(slots, slot);
        if (there === 0) {
          put<u32>(slots, slot, i + 1);
          break;
        }
        if (get<f64>(hashes, there - 1) === hash) {
          found = there - 1;
          break;
        }
        slot = (slot + 1) & mask;
      }
      put<u32>(ids, i, found);
      if (get<i32>(keys, found) === get<i32>(keys, i)) continue;
      store<u8>(near + found, 1);
      any = 1;
    }
  }
  if (any === 0) return 0;
  for (let i: u32 = 0; i < count; i++) {
    const id = get<i32>(ids, i);
    if (id !== -1 && load<u8>(near + id) === 0) put<i32>(ids, i, -1);
  }
  return 1;
}

function slotHash(hash: f64): u32 {
  const h: u64 = reinterpret<u64>(hash) * 0x9e3779b97f4a7c15;
  return u32(h >> 32);
}

/** Writes to `ids` for each reading its key, or below -1 its loose id where it has one (not -1), and to `near` (a byte each) whether it has. */
export function nearIds(keys: usize, loose: usize, count: u32, ids: usize, near: usize): void {
  for (let i: u32 = 0; i < count; i++) {
    const id = get<i32>(loose, i);
    put<i32>(ids, i, id === -1 ? get<i32>(keys, i) : -2 - id);
    store<u8>(near + i, u8(id !== -1));
  }
}
