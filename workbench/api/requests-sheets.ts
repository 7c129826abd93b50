import { type Book, sheetProperties } from "../book/book";
import { renameInFormulas } from "../book/formula-moves";
import type { Message } from "../book/json";
import { Sheet } from "../book/sheet";
import { deleteDimension } from "../book/structure";
import type { BatchContext, Handler } from "./batch-context";
import { withColorPairs } from "./colors";
import { notImplemented, RequestFault } from "./errors";
import { applyMask, updateMask } from "./field-mask";
import { freshId } from "./ids";
import { propertiesOf } from "./spreadsheet";
import { growTo } from "./values-write";

/** A tab from `SheetProperties`, put in its place. */
export function newSheet({ book, nextId }: BatchContext, given: Message = {}): Sheet {
  if (given.sheetType !== undefined && given.sheetType !== "GRID") throw notImplemented(`${given.sheetType} sheets`);
  const id: number =
    given.sheetId ??
    freshId(
      (taken) => book.sheet(taken) !== undefined,
      () => nextId("sheet"),
    );
  if (book.sheet(id) !== undefined) throw new RequestFault(`A sheet with the id ${id} already exists.`);
  const title: string = given.title ?? freeTitle(new Set(book.sheets.map((sheet) => sheet.title)));
  checkTitle({ book, nextId }, title);
  const { index, sheetType: _type, ...rest } = withColorPairs("SheetProperties", given);
  const usual = sheetProperties(id, title);
  const properties: Message = { ...usual, ...rest, sheetId: id, title };
  properties.gridProperties = { ...usual.gridProperties, ...given.gridProperties };
  const sheet = new Sheet(properties);
  checkGrid(sheet);
  book.sheets.splice(index ?? book.sheets.length, 0, sheet);
  growTo(book, sheet, 0, 0);
  return sheet;
}

function freeTitle(titles: ReadonlySet<string>): string {
  let number = titles.size + 1;
  while (titles.has(`Sheet${number}`)) number++;
  return `Sheet${number}`;
}

function checkTitle({ book }: BatchContext, title: string, self?: Sheet): void {
  const taken = book.sheets.some((sheet) => sheet !== self && sheet.title.toLowerCase() === title.toLowerCase());
  if (taken) throw new RequestFault(`A sheet with the name "${title}" already exists. Please enter another name.`);
  if (title === "") throw new RequestFault("The sheet title can't be empty.");
}

function checkGrid(sheet: Sheet): void {
  const { rowCount, columnCount, frozenRowCount = 0, frozenColumnCount = 0 } = sheet.properties.gridProperties;
  if (!(rowCount > 0)) throw new RequestFault("gridProperties.rowCount must be greater than 0");
  if (!(columnCount > 0)) throw new RequestFault("gridProperties.columnCount must be greater than 0");
  if (frozenRowCount > 0 && frozenRowCount >= rowCount)
    throw new RequestFault("You can't freeze all visible rows on the sheet.");
  if (frozenColumnCount > 0 && frozenColumnCount >= columnCount) {
    throw new RequestFault("You can't freeze all visible columns on the sheet.");
  }
}

export function sheetWithId({ book }: BatchContext, id: number | undefined): Sheet {
  const sheet = book.sheet(id ?? 0);
  if (sheet === undefined) throw new RequestFault(`No sheet with id: ${id ?? 0}`);
  return sheet;
}

const updateSheetProperties: Handler = (context, { properties = {}, fields }) => {
  const { book } = context;
  const sheet = sheetWithId(context, properties.sheetId);
  const mask = updateMask(fields);
  const changed: Message = { ...structuredClone(sheet.properties), index: book.sheets.indexOf(sheet) };
  const before = { rows: sheet.rowCount, columns: sheet.columnCount };
  applyMask("SheetProperties", changed, { ...properties, sheetId: sheet.id, sheetType: "GRID" }, mask);
  const { index: _index, ...kept }: Message = changed;
  if (mask.has("title") || mask.has("*")) checkTitle(context, kept.title ?? "", sheet);
  kept.gridProperties = {
    ...kept.gridProperties,
    ...missingCounts(kept.gridProperties, mask.has("*") ? before : undefined),
  };
  if (kept.title !== sheet.title) renameInFormulas(book, sheet, kept.title);
  sheet.properties = kept;
  checkGrid(sheet);
  if (book.sheets.every((each) => each.properties.hidden)) {
    throw new RequestFault("You can't hide all the sheets in a document.");
  }
  shrink(book, sheet, before);
  growTo(book, sheet, 0, 0);
  if (mask.has("index")) moveSheet(context, sheet, properties.index ?? context.book.sheets.length);
  return undefined;
};

/** With `*`, a size that was left out stays as it was. */
function missingCounts(grid: Message = {}, before: { rows: number; columns: number } | undefined): Message {
  if (before === undefined) return {};
  return { rowCount: grid.rowCount ?? before.rows, columnCount: grid.columnCount ?? before.columns };
}

/** The index counts the sheet's own place: moving right lands one place to the left of it. */
function moveSheet({ book }: BatchContext, sheet: Sheet, index: number): void {
  const from = book.sheets.indexOf(sheet);
  const to = index > from ? index - 1 : index;
  book.sheets.splice(from, 1);
  book.sheets.splice(to, 0, sheet);
}

/** A smaller grid loses its last rows and columns, with all that stands on them. */
function shrink(book: Book, sheet: Sheet, before: { rows: number; columns: number }): void {
  const { rowCount, columnCount } = sheet;
  const grid = sheet.properties.gridProperties;
  if (rowCount < before.rows) {
    grid.rowCount = before.rows;
    deleteDimension(book, sheet, "ROWS", rowCount, before.rows);
  }
  if (columnCount < before.columns) {
    grid.columnCount = before.columns;
    deleteDimension(book, sheet, "COLUMNS", columnCount, before.columns);
  }
}

export const SHEET_REQUESTS: Record<string, Handler> = {
  addSheet: (context, { properties }) => ({ properties: propertiesOf(context.book, newSheet(context, properties)) }),

  deleteSheet: (context, { sheetId }) => {
    const { book } = context;
    const sheet = sheetWithId(context, sheetId);
    const left = book.sheets.filter((each) => each !== sheet);
    if (left.every((each) => each.properties.hidden)) {
      throw new RequestFault("You can't remove all the sheets in a document.");
    }
    book.sheets = left;
    book.namedRanges = book.namedRanges.filter(({ range }) => range.sheetId !== sheet.id);
    book.developerMetadata = book.developerMetadata.filter(
      ({ location }) => (location.dimensionRange?.sheetId ?? location.sheetId) !== sheet.id,
    );
    return undefined;
  },

  updateSheetProperties,

  updateSpreadsheetProperties: ({ book }, { properties = {}, fields }) => {
    const changed = structuredClone(book.properties);
    applyMask("SpreadsheetProperties", changed, properties, updateMask(fields));
    if (changed.timeZone !== undefined && !isTimeZone(changed.timeZone)) {
      throw new RequestFault(`Invalid timeZone: ${changed.timeZone}`);
    }
    if (changed.title === "") throw new RequestFault("The spreadsheet title can't be empty.");
    // The default format is read-only, and nothing here can be unset.
    book.properties = { ...book.properties, ...changed, defaultFormat: book.properties.defaultFormat };
    return undefined;
  },
};

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
