import { checkSheet } from "../../../appsscript/check/check-sheet";
import { loadZone } from "../../../exporter/words/zone";
import type { TabName } from "../../../shared/contract";
import type { DecidedCountries } from "../../../shared/decisions";
import { withoutPresent } from "../../../shared/sentences";
import type { Zone } from "../../../shared/zone";
import type { Books } from "../../../workbench/api/books";
import type { Book } from "../../../workbench/book/book";
import { apiValues, readTab } from "./read-book";

const zones = new Map<string, Zone>();

/** Loaded once: it takes a moment. */
export function zoneOf(name: string): Zone {
  const zone = zones.get(name) ?? loadZone(name);
  zones.set(name, zone);
  return zone;
}

/**
 * What Status must say of the cells as they stand, row by row from row 2 on, by a full check outside the sheet at `now` (UTC ms). The time
 * of the check, which a time ahead is told with, is left out.
 */
export function fullCheck(
  books: Books,
  book: Book,
  now: number,
  apart: ReadonlySet<string> = new Set(),
  decisions: DecidedCountries = new Map(),
  of: TabName = "Leads",
): string[] {
  const zone = zoneOf(book.properties.timeZone);
  const [leads, companies] = ["Leads", "Companies"].map((title) => readTab(books, book, title, zone));
  const found = checkSheet({ leads, companies, zone, dateOrder: "mdy", asOf: now, apart, stamps: true, decisions });
  if (!found.readable) throw new Error(found.problems[0]?.sentence);
  return upToLast(of === "Leads" ? found.statuses : found.companyStatuses).map(withoutPresent);
}

/** What Status does say. */
export function statusesOf(books: Books, book: Book, of: TabName = "Leads"): string[] {
  const [header, ...rows] = apiValues(books, book, of, "FORMATTED_VALUE");
  const column = header.indexOf("Status");
  return upToLast(rows.map((row) => String(row[column] ?? "")));
}

const upToLast = (texts: readonly string[]) => texts.slice(0, texts.findLastIndex((text) => text !== "") + 1);

/** Verdict and winner that a Status tells of. */
export function verdictOf(status: string): string {
  const repeat = /^Repeat of row (\d+) \(.+\)$/.exec(status);
  if (repeat !== null) return `duplicate ${repeat[1]}`;
  if (status === "") return "blank";
  return /^(?:Waits|To fill): /.test(status) ? "held" : "clean";
}
