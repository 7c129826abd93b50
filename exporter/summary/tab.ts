import type { Request } from "./cells";
import { stableId } from "./ids";
import type { Tab } from "./state";

/** A tab about to be written: its id, and what makes it large enough. */
export interface Ready {
  sheetId: number;
  rowCount: number;
  requests: Request[];
}

/** A new tab has room to the right for what a person keeps there. */
const NEW_COLUMNS = 26;

/** Makes the tab when it is missing, and as large as needed; it is never made smaller. */
export function readyTab(
  title: string,
  tab: Tab | null,
  taken: ReadonlySet<number>,
  needed: { rows: number; columns: number },
): Ready {
  if (tab === null) {
    const sheetId = stableId(`tab ${title}`, taken);
    const gridProperties = { rowCount: needed.rows, columnCount: Math.max(NEW_COLUMNS, needed.columns) };
    const addSheet = { properties: { sheetId, title, gridProperties } };
    return { sheetId, rowCount: needed.rows, requests: [{ addSheet }] };
  }
  const { sheetId } = tab;
  const requests: Request[] = [];
  const grow = (dimension: "ROWS" | "COLUMNS", length: number) => {
    if (length > 0) requests.push({ appendDimension: { sheetId, dimension, length } });
  };
  grow("ROWS", needed.rows - tab.rowCount);
  grow("COLUMNS", needed.columns - tab.columnCount);
  return { sheetId, rowCount: Math.max(needed.rows, tab.rowCount), requests };
}

/** Keeps the first rows in view. */
export function freeze(sheetId: number, rows: number): Request {
  const properties = { sheetId, gridProperties: { frozenRowCount: rows } };
  return { updateSheetProperties: { properties, fields: "gridProperties.frozenRowCount" } };
}

/** Widths in pixels of the first columns. */
export function columnWidths(sheetId: number, widths: number[]): Request[] {
  return widths.map((pixelSize, column) => ({
    updateDimensionProperties: {
      range: { sheetId, dimension: "COLUMNS", startIndex: column, endIndex: column + 1 },
      properties: { pixelSize },
      fields: "pixelSize",
    },
  }));
}
