import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { ProblemItem, ProblemList } from "../../../appsscript/rpc";
import type { Cell } from "../../../shared/cell";
import { LEADS } from "../../../shared/contract";
import { bindHeaders } from "../../../shared/headers";
import { HELD_CODES, type ProblemCode } from "../../../shared/problem";
import { createBooks } from "../../../workbench/api/books";
import { cellOf, type Slot } from "../../../workbench/book/cell";
import { type Host, openHost } from "../../../workbench/host/host";
import { addWorkbook } from "../../../workbench/new-workbook";
import { virtualClock } from "../../../workbench/server/clock";
import vectors, { type Expected, type RowsCase } from "../../vectors/rows";
import { builtAddon } from "../built-addon";

// One workbook for all vectors: before each, its tabs are emptied and its columns forgotten, its zone and locale set.

type Case = RowsCase<Cell>;

const CASES = (vectors.cases as Case[]).filter(({ expected }) =>
  [...expected.leads, ...expected.companies].every(({ problems }) => !problems.includes("EXTRA_CELLS")),
);
const PERSON = "ada@example.com";
const LEADS_TAB = 1;
const COMPANIES_TAB = 2;
const LOCALES: Record<string, string> = { mdy: "en_US", dmy: "en_GB" };

const books = createBooks();
const bookId = addWorkbook(books);
const book = books.get(bookId)!;
const sheetOf = (id: number) => book.sheet(id)!;
let host: Host;

beforeAll(async () => {
  const clock = virtualClock(Date.parse(vectors.asOf));
  host = await openHost({ books, bookId, program: builtAddon(), clock, owner: PERSON });
  layOut(CASES[0], true);
  host.choose(PERSON, "menuSetUp");
  // An empty Timestamp is to be judged, not filled.
  ask("saveSettings", { ...(ask("settings") as object), stamp: false });
});
afterAll(() => host.close());

function ask(name: string, ...args: unknown[]): unknown {
  const outcome = JSON.parse(String(host.rpc(PERSON, "rpc", name, JSON.stringify(args))));
  if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome.error)}`);
  return outcome.value;
}

let place = "";

/**
 * Empty Leads but for the header, with Status right of it, and these Companies. Cells of Timestamp have the format set-up gives them, or
 * none. What the add-on remembers of zone, locale and columns is made anew when they are others than before.
 */
function layOut({ leads, companies, zone, dateOrder }: Case, withDateFormat: boolean): void {
  const header = [...leads[0], "Status"];
  const column = bindHeaders(LEADS, leads[0].map(String)).columns.operator_timestamp;
  const blank: Slot[] = [];
  if (withDateFormat) blank[column] = { format: DATE_FORMAT };
  book.change(() => {
    sheetOf(LEADS_TAB).rows = [header.map(slotOf), ...leads.slice(1).map(() => [...blank])];
    sheetOf(COMPANIES_TAB).rows = companies.map((row) => row.map(slotOf));
    book.properties.timeZone = zone ?? vectors.zone;
    book.properties.locale = LOCALES[dateOrder ?? vectors.dateOrder];
  });
  const now = JSON.stringify([header, companies[0], zone, dateOrder]);
  if (now === place) return;
  place = now;
  book.change(() => {
    book.developerMetadata = [];
  });
  if (host.executions.length > 0) ask("problems");
}

const DATE_FORMAT = { numberFormat: { type: "DATE_TIME", pattern: "m/d/yyyy h:mm:ss" } };

/** The cell as it is, without a format that says how to show it. */
const slotOf = (cell: Cell): Slot => (cell === null || cell === "" ? undefined : cell);

/** A person pastes the leads; a text behind an apostrophe goes in to the letter. */
function pasteLeads(rows: readonly Cell[][]): void {
  if (rows.length === 0) return;
  const cells = rows.map((row) => row.map((cell) => (typeof cell === "string" && cell !== "" ? `'${cell}` : cell)));
  host.edit(PERSON, { kind: "paste", sheetId: LEADS_TAB, top: 1, left: 0, rows: cells });
}

function statuses(rows: number, column: number): string[] {
  return Array.from({ length: rows }, (_, i) => String(cellOf(sheetOf(LEADS_TAB).slot(i + 1, column)).value ?? ""));
}

const REPEAT = /^repeat of row (\d+) \(.+\)$/i;
const HELD: ReadonlySet<ProblemCode> = new Set(HELD_CODES);

function verdictOf(status: string): Omit<Expected, "problems"> {
  const winner = REPEAT.exec(status);
  if (winner !== null) return { verdict: "duplicate", winner: Number(winner[1]) };
  const verdict = status === "" ? "blank" : /^(?:Waits|To fill): /.test(status) ? "held" : "clean";
  expect(status).toMatch(/^$|^OK$|^Waits: .|^To fill: .|^Check: ./);
  return { verdict, winner: null };
}

/** Companies have no Status: their verdicts are those of the list of problems, which does not tell a blank row from a good one. */
function verdictOfProblems(items: readonly ProblemItem[]): Omit<Expected, "problems"> {
  const repeat = items.find(({ code }) => code === "DUPLICATE");
  if (repeat !== undefined) return { verdict: "duplicate", winner: Number(REPEAT.exec(repeat.sentence)?.[1]) };
  return { verdict: items.some(({ code }) => HELD.has(code)) ? "held" : "clean", winner: null };
}

/** The verdict's own problems: of a held row the list tells also what its other cells would be warned of. */
const named = (items: readonly ProblemItem[]) => {
  const isHeld = items.some(({ code }) => HELD.has(code));
  const own = isHeld ? items.filter(({ code }) => HELD.has(code)) : items;
  return own.map(({ code, field }) => `${code} ${field ?? ""}`.trim());
};

/** A repeat is listed as such alone: its warnings are those of a row that does not count. */
function asListed({ verdict, problems, winner }: Expected): Expected {
  return { verdict, winner, problems: verdict === "duplicate" ? ["DUPLICATE"] : problems };
}

const hasNumbers = ({ leads }: Case) => leads.some((row) => row.some((cell) => typeof cell === "number"));

describe.each([
  { timestamps: "have a date format", withDateFormat: true, cases: CASES },
  { timestamps: "have no format", withDateFormat: false, cases: CASES.filter(hasNumbers) },
])("the built add-on judges as the exporter does when timestamps $timestamps", ({ withDateFormat, cases }) => {
  it.each(cases)("$name", (vector) => {
    const { leads, companies, expected } = vector;
    layOut(vector, withDateFormat);
    pasteLeads(leads.slice(1));
    const rows = leads.length - 1;
    const live = statuses(rows, leads[0].length);
    const { items } = ask("problems") as ProblemList;
    const swept = statuses(rows, leads[0].length);

    // Two rows that may be repeats are listed once, and each has the problem.
    const rowsOf = ({ code, row, twin }: ProblemItem) =>
      code === "POSSIBLE_DUPLICATE" && twin !== null ? [row, twin.row] : [row];
    const of = (tab: string, row: number) => items.filter((item) => item.tab === tab && rowsOf(item).includes(row + 2));
    const found = swept.map((status, row) => ({ ...verdictOf(status), problems: named(of("Leads", row)) }));
    expect(found).toEqual(expected.leads.map(asListed));
    expect(live).toEqual(swept);

    const foundCompanies = companies.slice(1).map((_, row) => {
      const its = of("Companies", row);
      return { ...verdictOfProblems(its), problems: named(its) };
    });
    const unblanked = expected.companies.map((one) => (one.verdict === "blank" ? { ...one, verdict: "clean" } : one));
    expect(foundCompanies).toEqual(unblanked.map(asListed));
  });
});

test("only rows with more cells than the header are left out: in a sheet such a column is one without a name", () => {
  expect(vectors.cases.length - CASES.length).toBe(2);
});
