import { Book } from "./book";
import type { Row } from "./cell";
import type { Message } from "./json";
import { LIST_NAMES, Sheet } from "./sheet";

const FORMAT = "lead-workbench book 1";

/** A book as one JSON value. The same book gives the same value. It shares parts with the book: write it out before the next change. */
export function bookToJson(book: Book): unknown {
  const { id, properties, namedRanges, developerMetadata } = book;
  return { format: FORMAT, id, properties, namedRanges, developerMetadata, sheets: book.sheets.map(sheetToJson) };
}

function sheetToJson(sheet: Sheet): Message {
  const { properties, basicFilter } = sheet;
  const lists = Object.fromEntries(LIST_NAMES.map((name) => [name, sheet[name]]).filter(([, list]) => list.length > 0));
  const sizes = (map: Map<number, Message>) => (map.size === 0 ? undefined : [...map].sort(([a], [b]) => a - b));
  let last = sheet.rows.length;
  while (last > 0 && sheet.rows[last - 1] === undefined) last--;
  return {
    properties,
    ...lists,
    basicFilter,
    rowProperties: sizes(sheet.rowProperties),
    columnProperties: sizes(sheet.columnProperties),
    // An empty row or slot is undefined here and null once written.
    rows: Array.from({ length: last }, (_, row) => sheet.rows[row]),
  };
}

/** Reads what `bookToJson` gave, after a trip through JSON text. Throws an `Error` with a plain sentence when it is something else. */
export function bookFromJson(json: unknown): Book {
  const saved = json as Message;
  if (saved?.format !== FORMAT) throw new Error("This is not a workbook saved by the local Google.");
  const book = new Book(saved.id, saved.properties);
  book.namedRanges = saved.namedRanges;
  book.developerMetadata = saved.developerMetadata;
  book.sheets = saved.sheets.map(sheetFromJson);
  return book;
}

function sheetFromJson(saved: Message): Sheet {
  const sheet = new Sheet(saved.properties);
  for (const name of LIST_NAMES) sheet[name] = saved[name] ?? [];
  sheet.basicFilter = saved.basicFilter;
  sheet.rowProperties = new Map(saved.rowProperties ?? []);
  sheet.columnProperties = new Map(saved.columnProperties ?? []);
  const rows: (Row | null | undefined)[] = saved.rows;
  sheet.rows = rows.map((row) => row?.map((slot) => slot ?? undefined));
  return sheet;
}
