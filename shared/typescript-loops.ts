import { NUMBER } from "./column-cells";
import { groupByKeys, markLosers } from "./duplicates";
import { KeyTable, type KeyTableState } from "./key-table";
import type { Loops } from "./loops";
import { looseHashOfAscii } from "./loose-hash";
import { looseIds } from "./loose-ids";
import { isPlainAscii } from "./text";

/** The loops of judging in plain TypeScript: what the sheet runs, and what the exporter's kernel is held to. */
export const typescriptLoops: Loops = {
  bytes: (length) => new Uint8Array(length),
  integers: (length) => new Int32Array(length),
  numbers: (length) => new Float64Array(length),
  passingBytes: (length) => new Uint8Array(length),
  passingNumbers: (length) => new Float64Array(length),
  keysAfter: (base, { size, lengths }) =>
    KeyTable.extending(base as KeyTableState | undefined, size, lengths.reduce(add, 0)),
  internPlain({ size, arena, starts, lengths }, keys, ids, hashes, isCompany) {
    const table = keys as KeyTable;
    const others: number[] = [];
    for (let i = 0; i < size; i++) {
      const start = starts[i];
      const end = start + lengths[i];
      const isPlain = isPlainAscii(arena, start, end);
      if (isPlain) ids[i] = table.intern(arena, start, end);
      else others.push(i);
      if (hashes !== null) hashes[i] = isPlain ? looseHashOfAscii(arena, start, end, isCompany) : Number.NaN;
    }
    return others;
  },
  looseIds,
  plainInstants({ codes, numbers }, { starts, offsets, plainUntil }, earliest, latest, instants) {
    const others: number[] = [];
    let period = 0;
    for (let row = 0; row < instants.length; row++) {
      const wall = codes[row] === NUMBER ? numbers![row] : Number.NaN;
      // Cells of one column are near each other in time: the period found last is nearly always right again.
      while (wall < starts[period]) period--;
      while (wall >= starts[period + 1]) period++;
      const instant = wall - offsets[period];
      instants[row] = instant;
      if (!(instant >= earliest && instant <= latest && wall < plainUntil[period])) others.push(row);
    }
    return others;
  },
  addFlaws(codes, flaws, isFlaw, flawed, blanks) {
    const blankFlaw = isFlaw ? 1 : 0;
    for (let row = 0; row < flawed.length; row++) {
      const flaw = flaws[codes === null ? row : codes[row]];
      if (flaw === 0) continue;
      if (flaw === 1) {
        blanks[row]++;
        flawed[row] |= blankFlaw;
      } else flawed[row] = 1;
    }
  },
  addBits(codes, bits, into) {
    if (bits.every((bit) => bit === 0)) return;
    for (let row = 0; row < into.length; row++) into[row] |= bits[codes === null ? row : codes[row]];
  },
  combine(ones, others, table, into) {
    for (let row = 0; row < into.length; row++) into[row] = table[256 * ones[row] + others[row]];
  },
  countOf(bytes, wanted) {
    let count = 0;
    for (let row = 0; row < bytes.length; row++) if (bytes[row] === wanted) count++;
    return count;
  },
  rowsWith(bytes, wanted) {
    const rows = new Int32Array(bytes.length);
    let size = 0;
    for (let row = 0; row < bytes.length; row++) {
      rows[size] = row;
      if (bytes[row] === wanted) size++;
    }
    return rows.slice(0, size);
  },
  groupByKeys,
  markLosers,
  nearIds(keys, loose) {
    const ids = keys.slice();
    const near = new Uint8Array(keys.length);
    for (let i = 0; i < keys.length; i++) {
      if (loose[i] === -1) continue;
      ids[i] = -2 - loose[i];
      near[i] = 1;
    }
    return { ids, near };
  },
};

const add = (sum: number, bytes: number) => sum + bytes;
