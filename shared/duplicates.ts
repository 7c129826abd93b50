// By a name of our own: to look up a global is slow where the sandbox of node:vm stands in for it.
const { imul } = Math;

/** Rows a partition holds: its table then fits the processor's cache, which is what makes ten million rows linear. */
const PARTITION_ROWS = 12_000;

/**
 * Groups rows that are equal in every key. Rows must ascend.
 * `keys[k][codes[k][row]]` is the row's key id in key `k`.
 * @returns for each place in `rows`, the place (not the row) of the first row of its group
 */
export function groupByKeys(rows: Int32Array, codes: readonly Int32Array[], keys: readonly Int32Array[]): Int32Array {
  const count = rows.length;
  const hashes = hashRows(rows, codes, keys);
  const bits = Math.max(0, Math.ceil(Math.log2(Math.max(1, count / PARTITION_ROWS))));
  const { order, ends } = partition(hashes, bits);
  const first = new Int32Array(count);
  let largest = 0;
  for (let p = 0, from = 0; p < ends.length; from = ends[p++]) largest = Math.max(largest, ends[p] - from);
  const table = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(2, largest * 2))));
  for (let p = 0, from = 0; p < ends.length; from = ends[p++]) {
    groupPartition(order, from, ends[p], hashes, rows, codes, keys, table, first);
  }
  return first;
}

function hashRows(rows: Int32Array, codes: readonly Int32Array[], keys: readonly Int32Array[]): Int32Array {
  const hashes = new Int32Array(rows.length);
  for (let k = 0; k < codes.length; k++) {
    const code = codes[k];
    const key = keys[k];
    for (let i = 0; i < rows.length; i++) {
      hashes[i] = imul((hashes[i] ^ key[code[rows[i]]]) + 0x7f4a7c15, 0x2c1b3c6d) ^ (hashes[i] >>> 15);
    }
  }
  for (let i = 0; i < hashes.length; i++) {
    const h = imul(hashes[i] ^ (hashes[i] >>> 16), 0x45d9f3b);
    hashes[i] = h ^ (h >>> 16);
  }
  return hashes;
}

/** Places ordered by the top `bits` of their hash, stable, so that rows still ascend inside a partition. */
function partition(hashes: Int32Array, bits: number): { order: Int32Array | null; ends: Int32Array } {
  if (bits === 0) return { order: null, ends: Int32Array.of(hashes.length) };
  const shift = 32 - bits;
  const ends = new Int32Array(2 ** bits);
  for (let i = 0; i < hashes.length; i++) ends[hashes[i] >>> shift]++;
  for (let p = 0, sum = 0; p < ends.length; p++) {
    const size = ends[p];
    ends[p] = sum;
    sum += size;
  }
  const order = new Int32Array(hashes.length);
  for (let i = 0; i < hashes.length; i++) order[ends[hashes[i] >>> shift]++] = i;
  return { order, ends };
}

function groupPartition(
  order: Int32Array | null,
  from: number,
  to: number,
  hashes: Int32Array,
  rows: Int32Array,
  codes: readonly Int32Array[],
  keys: readonly Int32Array[],
  table: Int32Array,
  first: Int32Array,
): void {
  // As much of the table as this partition needs: one partition may be far larger than the others.
  const mask = 2 ** Math.ceil(Math.log2(Math.max(2, (to - from) * 2))) - 1;
  table.fill(-1, 0, mask + 1);
  for (let at = from; at < to; at++) {
    const place = order === null ? at : order[at];
    let slot = hashes[place] & mask;
    let other = table[slot];
    while (other !== -1 && !(hashes[other] === hashes[place] && sameKeys(rows[other], rows[place], codes, keys))) {
      slot = (slot + 1) & mask;
      other = table[slot];
    }
    if (other === -1) {
      table[slot] = place;
      first[place] = place;
    } else {
      first[place] = other;
    }
  }
}

function sameKeys(a: number, b: number, codes: readonly Int32Array[], keys: readonly Int32Array[]): boolean {
  for (let k = 0; k < codes.length; k++) {
    if (keys[k][codes[k][a]] !== keys[k][codes[k][b]]) return false;
  }
  return true;
}

/**
 * Who wins in each group: the earliest instant, then the lowest row. Of each row that loses the winning row is written to `winner`, and
 * `mark` to `marks`.
 * @param instants UTC ms by row, NaN when not known; `null` when the tab has no timestamp (then the lowest row wins)
 */
export function markLosers(
  rows: Int32Array,
  first: Int32Array,
  instants: Float64Array | null,
  mark: number,
  marks: Uint8Array,
  winner: Int32Array,
): void {
  const best = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    if (first[i] === i) best[i] = rows[i];
    else if (instants !== null && isEarlier(instants[rows[i]], instants[best[first[i]]])) best[first[i]] = rows[i];
  }
  for (let i = 0; i < rows.length; i++) {
    const row = best[first[i]];
    if (row === rows[i]) continue;
    marks[rows[i]] = mark;
    winner[rows[i]] = row;
  }
}

/** Any time is earlier than none. */
function isEarlier(one: number, other: number): boolean {
  return one < other || (Number.isNaN(other) && !Number.isNaN(one));
}
