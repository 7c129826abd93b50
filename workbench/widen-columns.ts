import { batchUpdate } from "./api/batch-update";
import type { Books } from "./api/books";
import type { Book } from "./book/book";
import { cellOf, type Row } from "./book/cell";
import { columnWidth } from "./page/server/column-width";

/** So that texts can be read, the verdict in Status with them, on a screen of usual width: a new workbook's columns are all alike. */
export function widenColumns(books: Books, book: Book): void {
  const own = { company: 140, first: 80, last: 80, title: 145, country: 115, time: 130 };
  const [others, status] = [45, 320];
  const used = Math.max(...(book.sheet(1)?.rows ?? []).map(filled));
  const columns = [...Object.values(own), ...Array(used - Object.keys(own).length).fill(others), status];
  const requests = columns.map((pixels, column) => columnWidth(1, column, pixels));
  batchUpdate({ book, nextId: books.nextId }, requests);
}

/** Columns of a row up to the last that holds something. */
function filled(row: Row | undefined): number {
  return (row ?? []).findLastIndex((slot) => cellOf(slot).value !== undefined) + 1;
}
