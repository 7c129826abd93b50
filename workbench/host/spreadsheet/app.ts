import { REQUESTS } from "../../api/batch-update";
import type { IdKind } from "../../api/ids";
import type { Book } from "../../book/book";
import type { Box } from "../../book/box";
import type { Message } from "../../book/json";
import type { Sheet } from "../../book/sheet";
import { isProtected } from "../../person/protected";
import type { Execution } from "../realm/execution";
import type { Toast } from "../services/screens";

/** Where a person's cursor is. */
export interface Selection {
  sheetId: number;
  box: Box;
}

/** The spreadsheet as one execution works on it. */
export interface App {
  readonly book: Book;
  readonly execution: Execution;
  readonly nextId: (kind: IdKind) => string;
  /** Of the person in front; the script moves it. */
  readonly selection: Selection;
  readonly owner: string;
  /** Shows a short message to the person in front. */
  toast(toast: Toast): void;
  /** `SpreadsheetApp.getUi()`. */
  ui(): object;
  readonly surfaces: Surfaces;
}

/** Google's objects that lead from each to every other; through here, so that the files that make them need not know one another. */
export interface Surfaces {
  /** `Range`. `extra`: the plain numbers an edit event's range has besides. */
  range(app: App, range: SheetRange, extra?: Record<string, number>): object;
  /** `Sheet`. */
  sheet(app: App, sheetId: number): object;
  /** `Spreadsheet`. */
  spreadsheet(app: App): object;
}

/** A range: a rectangle of a tab, which is looked up at each use, as the script may delete it. */
export interface SheetRange {
  readonly sheetId: number;
  readonly box: Box;
}

export function sheetOf({ book }: App, id: number): Sheet {
  const sheet = book.sheet(id);
  if (sheet === undefined) throw new Error(`Sheet ${id} not found`);
  return sheet;
}

/** Throws when a protection keeps the person, whose rights the script has, from the range. */
export function requireRights({ book, execution, owner }: App, { sheetId, box }: SheetRange): void {
  if (isProtected(book, { email: execution.effectiveUser, owner }, { sheetId, ...box })) {
    throw execution.refusal({ phrase: "protected" });
  }
}

/** One counted change of the spreadsheet. */
export function write<T>(app: App, name: string, work: () => T): T {
  return app.execution.call(name, () => {
    const result = work();
    app.book.revision++;
    return result;
  });
}

/** One counted change by a request of the Sheets API: what the script stores is what the API stores. Returns the request's reply. */
export function carryOut(app: App, name: string, kind: string, request: Message): Message {
  const { book, nextId } = app;
  return app.execution.call(name, () => book.change(() => REQUESTS[kind]({ book, nextId }, request) ?? {}));
}
