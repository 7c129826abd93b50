import { type Book, createBook } from "../book/book";
import type { Message } from "../book/json";
import { invalid, notImplemented, RequestFault } from "./errors";
import type { IdKind } from "./ids";
import { cellWriter } from "./requests-cells";
import { newSheet } from "./requests-sheets";
import { growTo } from "./values-write";

/** Parts of a new spreadsheet that the local Google takes; any other is refused by name. */
const TAKEN = new Set(["properties", "sheets", "namedRanges"]);
const TAKEN_IN_SHEET = new Set(["properties", "data", "merges", "conditionalFormats"]);

/** `spreadsheets.create`. */
export function createSpreadsheet(body: Message, id: string, nextId: (kind: IdKind) => string): Book {
  refuseOthers(body, TAKEN, "");
  const { title = "Untitled spreadsheet", locale, timeZone, ...properties } = body.properties ?? {};
  const book = createBook({ id, title, ...(locale ? { locale } : {}), ...(timeZone ? { timeZone } : {}) });
  Object.assign(book.properties, properties);
  const given: Message[] = body.sheets ?? [];
  if (given.length > 0) {
    book.sheets = [];
    try {
      for (const one of given) addSheet(book, one, nextId);
    } catch (error) {
      throw error instanceof RequestFault ? invalid(`Invalid sheets[${book.sheets.length}]: ${error.message}`) : error;
    }
  }
  book.namedRanges = (body.namedRanges ?? []).map((named: Message) => ({
    namedRangeId: nextId("namedRange"),
    ...named,
  }));
  return book;
}

function addSheet(book: Book, given: Message, nextId: (kind: IdKind) => string): void {
  refuseOthers(given, TAKEN_IN_SHEET, "sheets.");
  const sheet = newSheet({ book, nextId }, { ...given.properties, title: given.properties?.title ?? freeTitle(book) });
  sheet.merges = given.merges ?? [];
  sheet.conditionalFormats = given.conditionalFormats ?? [];
  const write = cellWriter(new Map([["*", new Map()]]));
  for (const { startRow = 0, startColumn = 0, rowData = [] } of given.data ?? []) {
    const width = Math.max(0, ...rowData.map((row: Message) => row.values?.length ?? 0));
    growTo(book, sheet, startRow + rowData.length, startColumn + width);
    rowData.forEach(({ values = [] }: Message, row: number) => {
      values.forEach((data: Message, column: number) => {
        sheet.put(startRow + row, startColumn + column, write(undefined, data));
      });
    });
  }
}

function freeTitle(book: Book): string {
  let number = book.sheets.length + 1;
  while (book.sheetByTitle(`Sheet${number}`) !== undefined) number++;
  return `Sheet${number}`;
}

function refuseOthers(message: Message, taken: ReadonlySet<string>, path: string): void {
  const other = Object.keys(message).find((name) => !taken.has(name));
  if (other !== undefined) throw notImplemented(`${path}${other} in spreadsheets.create`);
}
