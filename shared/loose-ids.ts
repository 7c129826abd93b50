/**
 * Readings share a loose id when only accents, punctuation or, for a company, a legal suffix tells their keys apart. -1 where no other
 * key is that near; `null` when that is so everywhere.
 * @param hashes reading -> hash of its loose key (a whole number below 2^53); NaN for a flawed reading
 * @param keys reading -> key id
 */
export function looseIds(hashes: Float64Array, keys: Int32Array): Int32Array | null {
  const ids = firstWithHash(hashes);
  const near = new Uint8Array(ids.length);
  let any = false;
  for (let i = 0; i < ids.length; i++) {
    if (ids[i] === -1 || keys[ids[i]] === keys[i]) continue;
    near[ids[i]] = 1;
    any = true;
  }
  if (!any) return null;
  for (let i = 0; i < ids.length; i++) if (ids[i] !== -1 && near[ids[i]] === 0) ids[i] = -1;
  return ids;
}

/** Reading -> the first reading with the same hash; -1 for flawed readings. */
function firstWithHash(hashes: Float64Array): Int32Array {
  const size = hashes.length;
  const first = new Int32Array(size).fill(-1);
  // Pairs of hash and reading + 1, side by side: one wait for memory instead of two.
  const slots = new Float64Array(2 * 2 ** Math.ceil(Math.log2(2 * size + 2)));
  const wrap = slots.length - 1;
  for (let i = 0; i < size; i++) {
    const hash = hashes[i];
    if (Number.isNaN(hash)) continue;
    let slot = (2 * (hash % 2 ** 30)) & wrap;
    while (slots[slot + 1] !== 0 && slots[slot] !== hash) slot = (slot + 2) & wrap;
    if (slots[slot + 1] === 0) {
      slots[slot] = hash;
      slots[slot + 1] = i + 1;
    }
    first[i] = slots[slot + 1] - 1;
  }
  return first;
}

/**
 * The loose ids of readings that may mean what another reading's key says.
 * @param meant reading -> that key, where it is another than its own
 * @param own reading -> its own key; '' for a flawed reading
 */
export function looseIdsOfMeant(
  meant: ReadonlyMap<number, string>,
  own: readonly string[],
  keys: Int32Array,
): Int32Array | null {
  if (meant.size === 0) return null;
  const numbers = new Map<string, number>();
  const hashes = Float64Array.from(own, (key, reading) => {
    if (key === "") return Number.NaN;
    const near = meant.get(reading) ?? key;
    const number = numbers.get(near) ?? numbers.size;
    numbers.set(near, number);
    return number;
  });
  return looseIds(hashes, keys);
}
