import {
  BooleanNumber,
  CellValueType,
  DataValidationErrorStyle,
  DataValidationRenderMode,
  DataValidationType,
  type ICellData,
  type IDataValidationRule,
  type IWorkbookData,
  type IWorksheetData,
  LocaleType,
  type Nullable,
  VerticalAlign,
} from "@univerjs/core";
import { serializeListOptions } from "@univerjs/preset-sheets-core";
import type { DropDown, Line, PageCell, PageState, TabShape, TabState } from "../wire";
import { over, ROW_HEIGHT, type Styles } from "./styles";

export const UNIT = "workbook";
export const COLUMN_WIDTH = 100;

/** The whole state as a new workbook of Univer's. */
export function workbookData(state: PageState, styles: Styles): IWorkbookData {
  const usual = { ff: "Arial", fs: 10, vt: VerticalAlign.BOTTOM };
  const sheets = state.tabs.map((tab) => [String(tab.id), { ...worksheet(tab, styles), defaultStyle: usual }] as const);
  const dropDowns = state.tabs.map((tab) => [String(tab.id), rulesOf(tab.dropDowns)] as const);
  return {
    id: UNIT,
    name: state.title,
    appVersion: "0.25.1",
    locale: LocaleType.EN_US,
    styles: styles.byIds(),
    defaultStyle: usual,
    sheetOrder: sheets.map(([id]) => id),
    sheets: Object.fromEntries(sheets),
    resources: [{ name: "SHEET_DATA_VALIDATION_PLUGIN", data: JSON.stringify(Object.fromEntries(dropDowns)) }],
  };
}

function worksheet(tab: TabState, styles: Styles): Partial<IWorksheetData> {
  const cellData: Record<number, Record<number, ICellData>> = {};
  tab.lines.forEach((line, row) => {
    if (line.length === 0) return;
    const cells: Record<number, ICellData> = {};
    line.forEach((cell, column) => {
      if (cell !== null) cells[column] = newCell(cell);
    });
    cellData[row] = cells;
  });
  return {
    id: String(tab.id),
    name: tab.title,
    rowCount: tab.rows,
    columnCount: tab.columns,
    defaultRowHeight: ROW_HEIGHT,
    defaultColumnWidth: COLUMN_WIDTH,
    freeze: freezeOf(tab),
    cellData,
    columnData: Object.fromEntries(tab.widths.map(([column, pixels]) => [column, { w: pixels }])),
    showGridlines: BooleanNumber.TRUE,
    rowData: Object.fromEntries(
      tab.lines.flatMap((line, row) => {
        const h = styles.height(line);
        return h === ROW_HEIGHT ? [] : [[row, { h }]];
      }),
    ),
    rowHeader: { width: 46 },
    columnHeader: { height: 24 },
  };
}

export function freezeOf({ frozenRows, frozenColumns }: TabShape) {
  return {
    xSplit: frozenColumns,
    ySplit: frozenRows,
    startColumn: frozenColumns > 0 ? frozenColumns : -1,
    startRow: frozenRows > 0 ? frozenRows : -1,
  };
}

/** All cells are text to Univer: what they say was worked out by the server, and nothing may read it anew. */
function newCell(cell: Exclude<PageCell, null>): ICellData {
  if (typeof cell === "string") return { v: cell, t: CellValueType.STRING };
  const [text, style, entered] = cell;
  return {
    ...(text !== "" && { v: text, t: CellValueType.STRING }),
    ...(style > 0 && { s: `s${style}` }),
    ...(entered !== undefined && { custom: { entered } }),
  };
}

/** A cell to lay over whatever is there. */
export function overCell(cell: PageCell, styles: Styles): ICellData | null {
  if (cell === null) return null;
  const [text, style, entered] = typeof cell === "string" ? [cell, 0, undefined] : cell;
  return {
    v: text === "" ? null : text,
    t: CellValueType.STRING,
    s: over(styles.get(style)),
    p: null,
    f: null,
    si: null,
    custom: entered === undefined ? null : { entered },
  };
}

/** The cell back from Univer's own, to compare with what the server says. */
export function pageCell(cell: Nullable<ICellData>, styleNumber: (style: string) => number): PageCell {
  if (!cell) return null;
  const text = cell.v === undefined || cell.v === null ? "" : String(cell.v);
  const style = typeof cell.s === "string" ? styleNumber(cell.s) : cell.s ? -1 : 0;
  const entered: string | undefined = cell.custom?.entered;
  if (entered !== undefined) return [text, style, entered];
  return style !== 0 ? [text, style] : text === "" ? null : text;
}

export function trimmed(line: PageCell[]): Line {
  while (line.length > 0 && line[line.length - 1] === null) line.pop();
  return line;
}

/** Drop-downs as Univer's rules. They only offer: what may stay in a cell is the server's to say. */
export function rulesOf(dropDowns: readonly DropDown[]): IDataValidationRule[] {
  return dropDowns.map(({ top, bottom, left, right, values }) => ({
    uid: `list-${left}-${top}`,
    type: DataValidationType.LIST,
    formula1: serializeListOptions([...values]),
    ranges: [{ startRow: top, endRow: bottom - 1, startColumn: left, endColumn: right - 1 }],
    errorStyle: DataValidationErrorStyle.WARNING,
    renderMode: DataValidationRenderMode.ARROW,
    allowBlank: true,
  }));
}
