import type { Message } from "../../book/json";

/** The request of a batch that makes a column that many pixels wide. */
export function columnWidth(sheetId: number, column: number, pixelSize: number): Message {
  const range = { sheetId, dimension: "COLUMNS", startIndex: column, endIndex: column + 1 };
  return { updateDimensionProperties: { range, properties: { pixelSize }, fields: "pixelSize" } };
}
