import { bindTab } from "../../../appsscript/check/bind-tab";
import type { SheetCell, TabInput } from "../../../appsscript/check/sheet-input";
import { DAY_MS } from "../../../shared/calendar";
import { COMPANIES, LEADS } from "../../../shared/contract";
import { instantOf, type Zone } from "../../../shared/zone";
import type { Books } from "../../../workbench/api/books";
import { handle } from "../../../workbench/api/handle";
import type { Book } from "../../../workbench/book/book";
import { cellOf } from "../../../workbench/book/cell";

const DATES = new Set(["DATE", "TIME", "DATE_TIME"]);
/** 1970-01-01 as days since 1899-12-30. */
const SERIAL_OF_1970 = 25_569;

/** A tab as a full check takes it, read past the host: a number with a date format is a Date, an empty cell ''. */
export function readTab(books: Books, book: Book, title: string, zone: Zone): TabInput {
  const sheet = book.sheetByTitle(title)!;
  const rows = apiValues(books, book, title, "UNFORMATTED_VALUE");
  const texts = apiValues(books, book, title, "FORMATTED_VALUE");
  const width = Math.max(...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, i) => i);
  const values = rows.map((row, i) =>
    columns.map((column): SheetCell => {
      const value = row[column] ?? "";
      const { format } = cellOf(sheet.slot(i, column));
      if (typeof value !== "number" || !DATES.has(format?.numberFormat?.type)) return value;
      return new Date(instantOf(zone, Math.round((value - SERIAL_OF_1970) * DAY_MS)));
    }),
  );
  const shown = { firstColumn: 0, texts: texts.map((row) => columns.map((column) => String(row[column] ?? ""))) };
  return { ...bindTab(title === LEADS.tab ? LEADS : COMPANIES, values, []), shown };
}

/** A tab as the Sheets API gives it. */
export function apiValues(
  books: Books,
  book: Book,
  title: string,
  valueRenderOption: "FORMATTED_VALUE" | "UNFORMATTED_VALUE",
): (string | number | boolean)[][] {
  const path = `/v4/spreadsheets/${book.id}/values/${encodeURIComponent(title)}`;
  const query = new URLSearchParams({ valueRenderOption, dateTimeRenderOption: "SERIAL_NUMBER" });
  const { status, body } = handle(books, { method: "GET", path: decodeURIComponent(path), query, body: undefined });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return (body as { values?: (string | number | boolean)[][] }).values ?? [];
}
