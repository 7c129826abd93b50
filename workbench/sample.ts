import { readFileSync } from "node:fs";
import type { Books } from "./api/books";
import { csvRows } from "./csv";
import { fillWorkbook } from "./new-workbook";

const rowsOf = (name: string) => csvRows(readFileSync(new URL(`../sample/${name}`, import.meta.url), "utf8"));

/** Adds the bundled sample as a workbook "Leads", zone Africa/Lagos, locale en_US. Returns its id. */
export function addSample(books: Books): string {
  return fillWorkbook(books, rowsOf("leads.csv"), rowsOf("companies.csv"));
}
