import { textHash } from "../../shared/kept-apart";
import { isDate } from "./cells";
import type { SheetCell, TabInput } from "./sheet-input";

/** Names a row by its cells in the given columns, so that a row that moved is found again. Rows alike in all of them share it. */
export function rowKey(cells: readonly SheetCell[], columns: readonly number[]): string {
  const said = columns.map((column) => {
    const cell = cells[column] ?? "";
    return isDate(cell) ? { date: cell.getTime() } : cell;
  });
  return textHash(JSON.stringify(said));
}

/** The columns of the contract's fields: those a row is known by. */
export function keyColumns({ contract, binding }: TabInput): number[] {
  return contract.fields.map(({ name }) => binding.columns[name]).filter((column) => column >= 0);
}

/** The sheet row (from 1) that has this key, the one nearest to where it was; `null` when none has it any more. */
export function findRow(tab: TabInput, key: string, row: number): number | null {
  const columns = keyColumns(tab);
  const { values } = tab;
  const isIt = (sheetRow: number) =>
    sheetRow >= 2 && sheetRow <= values.length && rowKey(values[sheetRow - 1], columns) === key;
  for (let away = 0; away < Math.max(values.length, row); away++) {
    if (isIt(row - away)) return row - away;
    if (isIt(row + away)) return row + away;
  }
  return null;
}
