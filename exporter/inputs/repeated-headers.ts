import type { TabContract } from "../../shared/contract";
import type { Binding } from "../../shared/headers";
import { tidy } from "../../shared/text";
import type { RawColumn, RawTable } from "./table";
import { asTyped, textAt } from "./text-table";

/** The bytes that may stand before a header within a table: of a byte order mark, where files were joined. */
const MARK_BYTES = 3;

/**
 * Makes the rows that repeat the header blank, and returns them (from 0): files that were joined have one each, and it is no company.
 * Only for a tab without a timestamp: elsewhere such a row is held, for its timestamp is none.
 */
export function blankRepeatedHeaders({ fields }: TabContract, { rows, columns }: RawTable, binding: Binding): number[] {
  if (fields.some(({ type }) => type === "timestamp")) return [];
  const at: Record<string, number> = binding.columns;
  // The column with the fewest texts first: it says mostly that there is no such row.
  const bound = fields.map(({ name }) => columns[at[name]]).sort((a, b) => a.distinct.size - b.distinct.size);
  const names: Set<number>[] = [];
  for (const column of bound) {
    names.push(codesOfHeader(column));
    if (names.at(-1)!.size === 0) return [];
  }
  const repeated: number[] = [];
  for (let row = 0; row < rows; row++) {
    if (!bound.every(({ codes }, i) => names[i].has(codes[row]))) continue;
    repeated.push(row);
    for (const { codes } of bound) codes[row] = 0;
  }
  return repeated;
}

/** The entries of a column that say what its header says. */
function codesOfHeader({ header, distinct }: RawColumn): Set<number> {
  const length = Buffer.byteLength(header);
  const texts = asTyped(distinct);
  const found = new Set<number>();
  for (let code = 1; code < distinct.size; code++) {
    if (Math.abs(distinct.lengths[code] - length) > MARK_BYTES) continue;
    if (tidy(textAt(texts, code)) === tidy(header)) found.add(code);
  }
  return found;
}
