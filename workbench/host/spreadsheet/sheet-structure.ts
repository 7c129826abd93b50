import type { Dimension } from "../../book/box";
import type { Like } from "../realm/google";
import { type App, carryOut } from "./app";

/** Rows and columns of a sheet: inserting, deleting, sizes. Places are counted from 1. */
export function sheetStructure(app: App, sheetId: number, self: () => object) {
  function carry(name: string, kind: string, request: object): object {
    carryOut(app, `Sheet.${name}`, kind, request);
    return self();
  }
  const stretch = (dimension: Dimension, from: number, count: number) => ({
    sheetId,
    dimension,
    startIndex: from - 1,
    endIndex: from - 1 + count,
  });
  const insert = (name: string, dimension: Dimension, before: number, count: number, after: boolean) =>
    carry(name, "insertDimension", { range: stretch(dimension, before, count), inheritFromBefore: after });
  const remove = (name: string, dimension: Dimension, from: number, count: number) =>
    carry(name, "deleteDimension", { range: stretch(dimension, from, count) });
  const properties = (name: string, dimension: Dimension, from: number, count: number, change: object) =>
    carry(name, "updateDimensionProperties", {
      range: stretch(dimension, from, count),
      properties: change,
      fields: Object.keys(change)[0],
    });

  return {
    insertColumnAfter: (column: number) => insert("insertColumnAfter", "COLUMNS", column + 1, 1, true),
    insertColumnsAfter: (column: number, count: number) =>
      insert("insertColumnsAfter", "COLUMNS", column + 1, count, true),
    insertColumnBefore: (column: number) => insert("insertColumnBefore", "COLUMNS", column, 1, false),
    insertRowAfter: (row: number) => insert("insertRowAfter", "ROWS", row + 1, 1, true),
    insertRowsAfter: (row: number, count: number) => insert("insertRowsAfter", "ROWS", row + 1, count, true),
    insertRowBefore: (row: number) => insert("insertRowBefore", "ROWS", row, 1, false),
    deleteColumn: (column: number) => remove("deleteColumn", "COLUMNS", column, 1),
    deleteColumns: (column: number, count: number) => void remove("deleteColumns", "COLUMNS", column, count),
    deleteRow: (row: number) => remove("deleteRow", "ROWS", row, 1),
    deleteRows: (row: number, count: number) => void remove("deleteRows", "ROWS", row, count),
    setColumnWidth: (column: number, pixels: number) =>
      properties("setColumnWidth", "COLUMNS", column, 1, { pixelSize: pixels }),
    setColumnWidths: (column: number, count: number, pixels: number) =>
      properties("setColumnWidths", "COLUMNS", column, count, { pixelSize: pixels }),
    autoResizeColumn: (column: number) =>
      carry("autoResizeColumn", "autoResizeDimensions", { dimensions: stretch("COLUMNS", column, 1) }),
    autoResizeColumns: (column: number, count: number) =>
      carry("autoResizeColumns", "autoResizeDimensions", { dimensions: stretch("COLUMNS", column, count) }),
    hideColumns: (column: number, count = 1) =>
      void properties("hideColumns", "COLUMNS", column, count, { hiddenByUser: true }),
    showColumns: (column: number, count = 1) =>
      void properties("showColumns", "COLUMNS", column, count, { hiddenByUser: false }),
  } satisfies Like<GoogleAppsScript.Spreadsheet.Sheet>;
}
