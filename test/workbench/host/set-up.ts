import { onTestFinished } from "vitest";
import { createBooks } from "../../../workbench/api/books";
import { createBook } from "../../../workbench/book/book";
import { type HostOptions, openHost } from "../../../workbench/host/host";
import { virtualClock } from "../../../workbench/server/clock";

export const ADA = "ada@example.com";
export const OBI = "obi@example.com";
export const OWNER = "owner@example.com";
/** 2026-11-23T09:00Z */
export const START = Date.UTC(2026, 10, 23, 9);

/** For one test: a spreadsheet in Lagos with an empty tab `Sheet1` (id 0, 1000 x 26), and a host that runs this script on it. */
export async function hostOf(code: string, options: Partial<HostOptions> = {}) {
  const books = createBooks();
  const book = createBook({ id: "book-1", title: "Leads", timeZone: "Africa/Lagos" });
  books.add(book);
  const clock = virtualClock(START);
  const host = await openHost({
    books,
    bookId: book.id,
    program: { code, manifest: { timeZone: "Africa/Lagos" }, html: {} },
    clock,
    owner: OWNER,
    ...options,
  });
  onTestFinished(() => host.close());
  const sheet = () => book.sheets[0];
  const type = (row: number, column: number, text: string) =>
    host.edit(ADA, { kind: "type", sheetId: 0, row, column, text });
  /** What the script answers to a call from the sidebar. */
  const ask = (name: string, ...args: unknown[]) => host.rpc(ADA, name, ...args);
  return { books, book, clock, host, sheet, type, ask };
}
