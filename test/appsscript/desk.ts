import { onTestFinished } from "vitest";
import { createBooks } from "../../workbench/api/books";
import { bookToJson } from "../../workbench/book/book-json";
import { cellOf, type Scalar, withEntry } from "../../workbench/book/cell";
import { type Host, type HostOptions, openHost } from "../../workbench/host/host";
import { fillWorkbook } from "../../workbench/new-workbook";
import { virtualClock } from "../../workbench/server/clock";
import { builtAddon } from "./built-addon";

export const ADA = "ada@example.com";
export const BEN = "ben@example.com";
/** 23 November 2026, 06:30 in Lagos. */
const MORNING = Date.UTC(2026, 10, 23, 5, 30);
export const LEADS_TAB = 1;
export const COMPANIES_TAB = 2;

const HEADERS = ["Company", "First Name", "Last Name", "Title", "Country", "Timestamp"];
const COMPANIES = [
  ["Company", "HQ Location"],
  ["Acme", "Nigeria"],
  ["Zeta", "France"],
];

/** Good leads of people who differ. */
export function people(count: number): string[][] {
  return Array.from({ length: count }, (_, i) => [
    "Acme",
    `First${i}`,
    `Last${i}`,
    "CEO",
    "Nigeria",
    "11/20/2026 10:00:00",
  ]);
}

/** The built add-on in front of people, in a workbook with these leads. */
export type Desk = Awaited<ReturnType<typeof openDesk>>;

export async function openDesk(
  rows: string[][] = [],
  options: Partial<Omit<HostOptions, "books" | "bookId" | "program" | "clock">> & { headers?: string[] } = {},
) {
  const books = createBooks();
  const bookId = fillWorkbook(books, [HEADERS, ...rows], COMPANIES);
  const book = books.get(bookId)!;
  options.headers?.forEach((header, column) => {
    const sheet = book.sheet(LEADS_TAB)!;
    sheet.put(0, column, withEntry(sheet.slot(0, column), { value: header }));
  });
  const clock = virtualClock(MORNING);
  const host: Host = await openHost({
    owner: ADA,
    ...options,
    books,
    bookId,
    clock,
    program: builtAddon(),
  });
  onTestFinished(() => host.close());

  const leads = () => book.sheet(LEADS_TAB)!;
  const value = (row: number, column: number): Scalar => cellOf(leads().slot(row, column)).value ?? "";
  const statusAt = () => leads().rows[0]!.findIndex((slot) => cellOf(slot).value === "Status");
  /** What the sidebar gets when it asks for something: the value, or the error. */
  const callAs = (email: string, name: string, ...args: unknown[]) => {
    const outcome = JSON.parse(String(host.rpc(email, "rpc", name, JSON.stringify(args))));
    return outcome.ok ? outcome.value : outcome.error;
  };
  return {
    host,
    book,
    books,
    clock,
    /** Of a sheet row, from 1. */
    status: (row: number) => value(row - 1, statusAt()),
    statuses: () =>
      Array.from({ length: leads().rows.length - 1 }, (_, i) => String(value(i + 1, statusAt())))
        .join("|")
        .replace(/\|+$/, "")
        .split("|"),
    statusAt,
    value: (row: number, column: number) => value(row - 1, column),
    setUp: () => host.choose(ADA, "menuSetUp"),
    type: (row: number, column: number, text: string) =>
      host.edit(ADA, { kind: "type", sheetId: LEADS_TAB, row: row - 1, column, text }),
    paste: (row: number, cells: (Scalar | null)[][]) =>
      host.edit(ADA, { kind: "paste", sheetId: LEADS_TAB, top: row - 1, left: 0, rows: cells }),
    call: (name: string, ...args: unknown[]) => callAs(ADA, name, ...args),
    callAs,
    last: () => host.executions.at(-1)!,
    asked: () => host.services.screens.of(ADA).asked,
  };
}

/** The workbook as JSON, without what changes by itself. */
export function picture({ book }: Desk): unknown {
  const { revision: _, ...rest } = JSON.parse(JSON.stringify(bookToJson(book)));
  return rest;
}
