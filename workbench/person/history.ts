import type { Book } from "../book/book";
import { CellError, errorText } from "../book/cell-error";
import { Shown } from "../book/shown";
import { apply } from "./apply";
import type { Area, PersonEdit } from "./edit";
import { Refused } from "./refused";
import { scriptStep } from "./script-step";
import type { ChangeType, Step } from "./step";

/** Steps that can be undone. */
const KEPT = 100;

/** What an edit did, as far as Google's events tell. */
export interface AppliedEdit {
  readonly kind: PersonEdit["kind"];
  readonly change: ChangeType;
  /** The cells that got another value; undefined when none did, and for inserted and deleted rows and columns. */
  readonly area: Area | undefined;
  /** Of an edit of a single cell (no paste): what it held and holds, '' for nothing. */
  readonly cell: { readonly oldValue: string; readonly value: string } | undefined;
}

/**
 * What people did to a book, so that it can be undone. A step remembers the cells (or rows, or columns) that it changed itself, so what
 * a script or the API wrote elsewhere in between stays. Google keeps a list for each person; here they share one, so that one person's
 * undo never meets rows that another has moved. When a script or the API has inserted or deleted rows or columns of a tab since, the cells
 * of older steps there cannot be found again, and these steps are forgotten. Undo does not bring back: the size of a grid that a paste made grow,
 * and merges that a cut or a copy brought along.
 */
export class History {
  private done: Step[] = [];
  private undone: Step[] = [];
  /** Size of each grid as the last step left it. */
  private sizes: ReadonlyMap<number, string>;

  constructor(private readonly book: Book) {
    this.sizes = sizesOf(book);
  }

  /** Carries out an edit whole or not at all. Throws `Refused` where Sheets refuses. */
  apply(edit: PersonEdit): AppliedEdit {
    this.forgetReshaped();
    const single = edit.kind === "type" || edit.kind === "clear" ? areaOf(edit) : undefined;
    const oldValue = single && this.valueAt(single);
    const { change, area } = this.step(edit);
    this.sizes = sizesOf(this.book);
    const cell =
      area !== undefined && oldValue !== undefined && isOneCell(area)
        ? { oldValue, value: this.valueAt(area) ?? "" }
        : undefined;
    return { kind: edit.kind, change, area, cell };
  }

  /** Runs what a script does at a person's wish: what it changes in people's cells is one step of theirs. */
  record<T>(work: () => T): T {
    this.forgetReshaped();
    const { result, step } = scriptStep(this.book, work);
    this.sizes = sizesOf(this.book);
    if (step !== undefined) this.keep(step);
    return result;
  }

  private step(edit: PersonEdit): Step {
    if (edit.kind === "undo") return this.shift(this.done, this.undone, "There is nothing to undo.");
    if (edit.kind === "redo") return this.shift(this.undone, this.done, "There is nothing to redo.");
    const step = apply(this.book, edit);
    this.keep(step);
    return step;
  }

  private keep(step: Step): void {
    this.done.push(step);
    if (this.done.length > KEPT) this.done.shift();
    this.undone = [];
  }

  /** Takes the last step of one list back, and puts its opposite on the other. */
  private shift(from: Step[], to: Step[], nothing: string): Step {
    const step = from.at(-1);
    if (step === undefined) throw new Refused(nothing);
    const opposite = this.book.change(() => step.undo(this.book));
    from.pop();
    to.push(opposite);
    return opposite;
  }

  /** Where somebody else changed the size of a grid, or took a tab away, places are no longer what they were: steps there are forgotten. */
  private forgetReshaped(): void {
    const now = sizesOf(this.book);
    const stays = ({ tabs }: Step) => tabs.every((id) => now.get(id) === this.sizes.get(id));
    this.done = this.done.filter(stays);
    this.undone = this.undone.filter(stays);
  }

  /** What a cell holds, as the events give it: a date is its serial number. undefined for more than one cell. */
  private valueAt(area: Area): string | undefined {
    if (!isOneCell(area)) return undefined;
    const sheet = this.book.sheet(area.sheetId);
    if (sheet === undefined) return undefined;
    const result = new Shown(this.book).result(sheet, sheet.slot(area.top, area.left));
    if (result instanceof CellError) return errorText(result);
    return typeof result === "boolean" ? String(result).toUpperCase() : String(result ?? "");
  }
}

function sizesOf(book: Book): ReadonlyMap<number, string> {
  return new Map(book.sheets.map((sheet) => [sheet.id, `${sheet.rowCount} x ${sheet.columnCount}`]));
}

function areaOf(edit: Extract<PersonEdit, { kind: "type" | "clear" }>): Area {
  if (edit.kind === "clear") return edit.area;
  const { sheetId, row, column } = edit;
  return { sheetId, top: row, bottom: row + 1, left: column, right: column + 1 };
}

function isOneCell({ top, bottom, left, right }: Area): boolean {
  return bottom - top === 1 && right - left === 1;
}
