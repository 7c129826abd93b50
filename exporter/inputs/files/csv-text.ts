import { tidy } from "../../../shared/text";
import { Failure } from "../../words/failure";
import { textOf } from "./text-encoding";

const QUOTE = 34;
const LF = 10;
const CR = 13;
const SPACE = 32;
const DELETE = 127;
/** CR CR LF is one line end, as text written twice through Windows has it; so many CR at most, so that a run of them is looked at once. */
const MOST_CRS = 8;

/** A cell lies in `bytes[start .. end)`. */
export interface Cell {
  readonly start: number;
  end: number;
}

export interface Row {
  readonly cells: readonly Cell[];
  /** Where the next row begins. */
  readonly next: number;
  /** How many lines it takes. */
  readonly lines: number;
  /** It ends in LF alone: a CR that follows belongs to that line end. */
  readonly isAfterLf: boolean;
}

/**
 * Rows of CSV of any kind, in `bytes[0 .. end)`: outside quotes CR* LF, LF CR and CR alone end a line, also mixed. What `tidy` drops around a quoted
 * cell, such as spaces and byte order marks, is no part of it; a quote further on in a cell is data. At `end` there must be an LF: it stops a cell.
 */
export class CsvText {
  /**
   * @param isAll whether nothing follows `end`
   * @param path what messages call the file
   */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly end: number,
    private readonly isAll: boolean,
    private readonly delimiter: number,
    private readonly path: string,
  ) {}

  /** The row that begins at `at`, on `line`; `null` when it is not whole. Doubled quotes are halved where they stand. */
  row(at: number, line: number): Row | null {
    const { bytes, end } = this;
    const cells: Cell[] = [];
    const doubled: Cell[] = [];
    let lines = 1;
    for (let p = at; ; p++) {
      const quote = this.blankEnd(p);
      if (quote >= 0 && bytes[quote] === QUOTE) {
        const quoted = this.quotedCell(quote + 1, line + lines - 1);
        if (quoted === null) return null;
        cells.push(quoted.cell);
        if (quoted.isDoubled) doubled.push(quoted.cell);
        lines += quoted.breaks;
        p = quoted.behind;
      } else {
        const start = p;
        while (!this.isMark(p)) p++;
        cells.push({ start, end: p });
      }
      if (p < end && bytes[p] === this.delimiter) continue;
      const next = this.lineEnd(p);
      if (next < 0) return null;
      for (const cell of doubled) cell.end = this.halved(cell);
      return { cells, next, lines, isAfterLf: bytes[p] === LF };
    }
  }

  of({ start, end }: Cell): string {
    return textOf(this.bytes, start, end);
  }

  /** Whether a cell says nothing: it holds no more than what `tidy` drops. */
  isBlank(start: number, end: number): boolean {
    return start === end || tidy(textOf(this.bytes, start, end)) === "";
  }

  /**
   * The quoted cell whose text begins at `start`, on `line`; `null` when its end is not read yet. Says how many line breaks it has, whether it has
   * doubled quotes, and where the mark behind it lies.
   */
  private quotedCell(start: number, line: number) {
    const { bytes } = this;
    let breaks = 0;
    let isDoubled = false;
    for (let p = start; p < this.end; p++) {
      const c = bytes[p];
      if (c > QUOTE) continue;
      if (c === LF || (c === CR && bytes[p + 1] !== LF)) breaks++;
      if (c !== QUOTE) continue;
      if (bytes[p + 1] === QUOTE) {
        isDoubled = true;
        p++;
        continue;
      }
      const behind = this.blankEnd(p + 1);
      // What follows must be known: a second quote would not close.
      if (behind === this.end && !this.isAll) return null;
      if (behind < 0 || !this.isMark(behind)) {
        throw new Failure("BAD_QUOTE", `${this.path}, line ${line + breaks}: there is text after a closing quote.`);
      }
      return { cell: { start, end: p }, breaks, isDoubled, behind };
    }
    if (!this.isAll) return null;
    throw new Failure("UNCLOSED_QUOTE", `${this.path}, line ${line}: the quote that opens here is never closed.`);
  }

  /** Where what `tidy` drops ends, from `at` on within a cell; -1 when what is no plain character there is not all dropped. */
  private blankEnd(at: number): number {
    const { bytes } = this;
    let p = at;
    while ((bytes[p] <= SPACE || bytes[p] >= DELETE) && !this.isMark(p)) p++;
    return this.isBlank(at, p) ? p : -1;
  }

  private isMark(p: number): boolean {
    const c = this.bytes[p];
    return c === this.delimiter || c === LF || c === CR;
  }

  /** Behind the line end at `p`, which may be the end of the text; -1 when what follows must be known first. */
  private lineEnd(p: number): number {
    const { bytes, end, isAll } = this;
    if (p === end) return isAll ? end : -1;
    let q = p;
    while (bytes[q] === CR && q - p < MOST_CRS) q++;
    if (q === end && !isAll) return -1;
    return q < end && bytes[q] === LF ? q + 1 : p + 1;
  }

  /** Halves the doubled quotes of a cell where they stand; returns where its text ends then. */
  private halved({ start, end }: Cell): number {
    const { bytes } = this;
    let to = start;
    for (let p = start; p < end; p++) {
      bytes[to++] = bytes[p];
      if (bytes[p] === QUOTE) p++;
    }
    return to;
  }
}
