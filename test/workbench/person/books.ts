import { type Book, createBook } from "../../../workbench/book/book";
import { cellOf, type Scalar, slotOf } from "../../../workbench/book/cell";

/** A book whose tab 0 of 8 rows and 6 columns holds these values from A1 on, and whose tab 7 is empty. */
export function bookWith(rows: readonly (readonly Scalar[])[]): Book {
  const book = createBook({ id: "book-1", title: "Leads" });
  book.sheets[0].properties.gridProperties = { rowCount: 8, columnCount: 6 };
  rows.forEach((row, index) => {
    book.sheets[0].putRow(
      index,
      row.map((value) => slotOf(typeof value === "string" && value.startsWith("=") ? { formula: value } : { value })),
    );
  });
  return book;
}

/** What is in the cells of tab 0, '' for an empty one; formulas as entered. */
export function valuesOf(book: Book, rows: number, columns: number): Scalar[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const { value, formula } = cellOf(book.sheets[0].slot(row, column));
      return formula ?? value ?? "";
    }),
  );
}

export const area = (top: number, bottom: number, left: number, right: number) => ({
  sheetId: 0,
  top,
  bottom,
  left,
  right,
});
