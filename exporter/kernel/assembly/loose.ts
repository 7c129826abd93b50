// shared/loose-hash.ts says what these are.
const START_A: u32 = 0x811c9dc5;
const START_B: u32 = 0x2b5d1f37;
const PRIME_A: u32 = 0x01000193;
const PRIME_B: u32 = 0x5bd1e995;
const LETTER: u32 = 0;
const SEPARATOR: u32 = 2;
/** Looked at together, so that the waits for memory overlap. */
const BATCH: u32 = 256;

/**
 * Writes the loose hash (f64, a whole number) of each text that is not listed in `others`; NaN for those.
 * @param kinds 128 bytes: what each byte of ASCII is in a name
 * @param suffixes 0, or words that do not count at the end: 128 slots of hash, address, length and 0 (u32 each), found by the low bits of the hash
 */
export function looseHashes(
  arena: usize,
  starts: usize,
  lengths: usize,
  count: u32,
  others: usize,
  otherCount: u32,
  kinds: usize,
  suffixes: usize,
  hashes: usize,
): void {
  let next: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const isOther = next < otherCount && load<u32>(others + (next << 2)) === i;
    const start = arena + load<u32>(starts + (i << 2));
    store<f64>(hashes + (i << 3), isOther ? NaN : looseHash(start, load<u32>(lengths + (i << 2)), kinds, suffixes));
    next += u32(isOther);
  }
}

function looseHash(text: usize, length: u32, kinds: usize, suffixes: usize): f64 {
  const end = text + length;
  let a = START_A;
  let b = START_B;
  // The hash without the words at the end that do not count: moved along with every word that does.
  let keptA = a;
  let keptB = b;
  let word = START_A;
  let wordLength: u32 = 0;
  let words: u32 = 0;
  for (let p = text; p <= end; p++) {
    const byte: u32 = p < end ? load<u8>(p) : 0;
    const kind: u32 = p < end ? load<u8>(kinds + byte) : SEPARATOR;
    if (kind === LETTER) {
      const letter = small(byte);
      a = (a ^ letter) * PRIME_A;
      b = ((b ^ letter) * PRIME_B) ^ (b >> 13);
      word = (word ^ letter) * PRIME_A;
      wordLength++;
    } else if (kind === SEPARATOR && wordLength > 0) {
      if (words === 0 || suffixes === 0 || !isSuffix(word, p, wordLength, kinds, suffixes)) {
        keptA = a;
        keptB = b;
      }
      words++;
      word = START_A;
      wordLength = 0;
    }
  }
  if (words > 0) return joined(keptA, keptB);
  // Nothing but punctuation: such a name is like no other.
  for (let p = text; p < end; p++) {
    const letter = small(load<u8>(p));
    a = (a ^ letter) * PRIME_A;
    b = ((b ^ letter) * PRIME_B) ^ (b >> 13);
  }
  return joined(a, b);
}

function small(byte: u32): u32 {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
}

function joined(a: u32, b: u32): f64 {
  return f64((u64(a) << 21) + u64((b ^ (b >> 15)) >> 11));
}

/** Whether the word of `length` letters before `end`, whose hash is `word`, is one of `suffixes`. */
function isSuffix(word: u32, end: usize, length: u32, kinds: usize, suffixes: usize): bool {
  let slot = word & 127;
  while (true) {
    const entry = suffixes + (slot << 4);
    const suffix: usize = load<u32>(entry, 4);
    if (suffix === 0) return false;
    if (load<u32>(entry) === word && load<u32>(entry, 8) === length && endsWith(end, suffix, length, kinds))
      return true;
    slot = (slot + 1) & 127;
  }
}

/** Whether the last `length` letters before `end` are those of `suffix`. */
function endsWith(end: usize, suffix: usize, length: u32, kinds: usize): bool {
  let p = end;
  let left = length;
  while (left > 0) {
    const byte: u32 = load<u8>(--p);
    if (u32(load<u8>(kinds + byte)) !== LETTER) continue;
    if (small(byte) !== u32(load<u8>(suffix + --left))) return false;
  }
  return true;
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
    for (let i = from; i < to; i++) sum += load<u32>(slots + ((slotHash(load<f64>(hashes + (i << 3))) & mask) << 2));
    // Kept, so that it is not dropped as useless; written again below.
    store<u32>(ids + (from << 2), sum);
    for (let i = from; i < to; i++) {
      const hash = load<f64>(hashes + (i << 3));
      if (isNaN(hash)) {
        store<i32>(ids + (i << 2), -1);
        continue;
      }
      let slot = slotHash(hash) & mask;
      let found = i;
      while (true) {
        const there = load<u32>(slots + (slot << 2));
        if (there === 0) {
          store<u32>(slots + (slot << 2), i + 1);
          break;
        }
        if (load<f64>(hashes + ((there - 1) << 3)) === hash) {
          found = there - 1;
          break;
        }
        slot = (slot + 1) & mask;
      }
      store<u32>(ids + (i << 2), found);
      if (load<i32>(keys + (found << 2)) === load<i32>(keys + (i << 2))) continue;
      store<u8>(near + found, 1);
      any = 1;
    }
  }
  if (any === 0) return 0;
  for (let i: u32 = 0; i < count; i++) {
    const id = load<i32>(ids + (i << 2));
    if (id !== -1 && load<u8>(near + id) === 0) store<i32>(ids + (i << 2), -1);
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
    const id = load<i32>(loose + (i << 2));
    store<i32>(ids + (i << 2), id === -1 ? load<i32>(keys + (i << 2)) : -2 - id);
    store<u8>(near + i, u8(id !== -1));
  }
}
