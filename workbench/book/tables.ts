import { type Box, boxOf, intersects } from "./box";
import type { Sheet } from "./sheet";

/** Whether a cell of the box is in a column of a Table that has a type; the Table's header row has none. */
export function isTyped(sheet: Sheet, box: Box): boolean {
  return sheet.tables.some(({ range, columnProperties = [] }) => {
    const table = boxOf(range, sheet.rowCount, sheet.columnCount);
    return (columnProperties as { columnIndex?: number; columnType?: string }[]).some(
      ({ columnIndex = 0, columnType = "COLUMN_TYPE_UNSPECIFIED" }) => {
        const left = table.left + columnIndex;
        const column = { ...table, top: table.top + 1, left, right: left + 1 };
        return columnType !== "COLUMN_TYPE_UNSPECIFIED" && intersects(column, box);
      },
    );
  });
}
