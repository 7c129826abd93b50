import type { Sheet } from "./workbook";

/** Makes a tab at least so large: people crop theirs. */
export function makeRoom(sheet: Sheet, rows: number, columns: number): void {
  const [missingRows, missingColumns] = [rows - sheet.getMaxRows(), columns - sheet.getMaxColumns()];
  if (missingRows > 0) sheet.insertRowsAfter(sheet.getMaxRows(), missingRows);
  if (missingColumns > 0) sheet.insertColumnsAfter(sheet.getMaxColumns(), missingColumns);
}
