import { tidy } from "../../../shared/text";
import { kernel, memory } from "../../kernel/kernel";
import { Failure } from "../../words/failure";
import { type Columns, isFilled } from "./columns";
import type { CsvStart } from "./csv-start";
import { BATCH } from "./dictionary";
import type { Reader } from "./reader";

const QUOTE = 34;
const LF = 10;
const CR = 13;
const SPACE = 32;
const DELETE = 127;
/** CR CR LF is one line end, as text written twice through Windows has it; so many CR at most, so that a run of them is looked at once. */
const MOST_CRS = 8;
/** What the kernel's scan says of a batch, and its scratch. */
const SCAN_BYTES = 8 + 16 * 1024;

/** A cell lies in `bytes[start .. end)`. */
interface Cell {
  start: number;
  end: number;
  isDoubled: boolean;
}

/**
 * Reads CSV (RFC 4180). Outside quotes CR* LF, LF CR and CR alone end a line, also mixed. What `tidy` drops around a quoted cell, such as spaces
 * and byte order marks, is no part of it; a quote further on in a cell is data. A blank line is a blank row, so that row numbers are those of
 * the sheet. Rows as the standard has them are found by the kernel; the header, any other row, and what is wrong with one, here.
 */
export class CsvReader implements Reader {
  readonly format = "csv";
  readonly hasKeys = false;
  line: number;
  /** A line ended in LF alone: a CR that follows belongs to that line end. */
  isAfterLf = false;
  /** A column that the header leaves blank and in which a filled cell was met; -1: none. */
  private wanted = -1;

  /** @param hasHeader whether the header was read; with it, the columns are known */
  constructor(
    private readonly path: string,
    private readonly columns: Columns,
    private readonly start: CsvStart,
    private hasHeader = false,
  ) {
    this.line = start.skip > 0 ? 2 : 1;
  }

  /** Goes on behind rows that were read elsewhere. */
  goOn({ lines, isAfterLf }: { readonly lines: number; readonly isAfterLf: boolean }): void {
    this.line += lines;
    this.isAfterLf = isAfterLf;
  }

  parse(bytes: Uint8Array, end: number, final: boolean, fraction: (at: number) => number): number {
    // Whatever is read beyond the last byte stops a cell.
    bytes[end] = LF;
    return memory().withScratch(({ take }) => this.rows(bytes, end, final, fraction, take(SCAN_BYTES)));
  }

  /** @param scanned where the kernel says what it found */
  private rows(
    bytes: Uint8Array,
    end: number,
    final: boolean,
    fraction: (at: number) => number,
    scanned: number,
  ): number {
    let at = this.hasHeader ? 0 : this.header(bytes, end, final);
    if (at < 0) return 0;
    for (let before = -1; at < end && at !== before; ) {
      before = at;
      let rows = 0;
      while (rows < BATCH && at < end) {
        ({ at, rows } = this.plainRows(bytes, this.behindCr(bytes, at, end), end, rows, scanned));
        at = this.behindCr(bytes, at, end);
        const next = rows < BATCH && at < end ? this.otherRow(bytes, at, end, final, rows) : -1;
        if (next < 0) break;
        at = next;
        rows++;
      }
      if (rows > 0) this.columns.commit(bytes, rows, at - before, fraction(at));
      if (this.wanted < 0) continue;
      this.columns.makeRoom(this.wanted);
      this.wanted = -1;
      before = -1;
    }
    return at;
  }

  /** Behind the CR that belongs to the line end before `at`. */
  private behindCr(bytes: Uint8Array, at: number, end: number): number {
    if (!this.isAfterLf || at === end) return at;
    this.isAfterLf = false;
    return bytes[at] === CR ? at + 1 : at;
  }

  /** Adds the rows from `at` on to the batch, up to the first that is not plain or not whole; says where that begins, and the rows of the batch. */
  private plainRows(bytes: Uint8Array, at: number, end: number, rows: number, scanned: number) {
    const { columns, start } = this;
    const { cells, width } = columns;
    const { scanPlainRows } = kernel();
    const next = scanPlainRows(
      bytes.byteOffset,
      at,
      end,
      start.delimiter,
      cells.byteOffset,
      width,
      rows,
      BATCH,
      scanned,
    );
    if (next > at) this.isAfterLf = next < at + 2 || bytes[next - 2] !== CR;
    this.line += memory().words[(scanned >>> 2) + 1];
    return { at: next, rows: memory().words[scanned >>> 2] };
  }

  /** Adds the row at `at` to the batch; says where the next begins, -1 when this one is not whole or needs a wanted column. */
  private otherRow(bytes: Uint8Array, at: number, end: number, final: boolean, row: number): number {
    const { columns, line } = this;
    const { cells, next } = this.row(bytes, at, end, final);
    if (next < 0) {
      this.line = line;
      return -1;
    }
    const filled = [...cells.keys()].filter(
      (column) => column >= columns.width && isFilled(bytes, cells[column].start, cells[column].end),
    );
    const wanted = filled.find((column) => columns.hasRoom(column));
    if (wanted !== undefined) {
      this.wanted = wanted;
      this.line = line;
      this.isAfterLf = false;
      return -1;
    }
    if (filled.length > 0) columns.overlong.push(columns.rows + row);
    for (let column = 0; column < columns.width; column++) {
      const { start, end: stop, isDoubled } = cells[column] ?? BLANK;
      columns.put(column, row, start, isDoubled ? halved(bytes, start, stop) : stop);
    }
    return next;
  }

  /** The cells of the row at `at`, and where the next begins; -1 when it is not whole. Counts its lines. */
  private row(bytes: Uint8Array, at: number, end: number, final: boolean): { cells: Cell[]; next: number } {
    const cells: Cell[] = [];
    for (let p = at; ; p++) {
      const quote = this.quoteAt(bytes, p, end);
      if (quote >= 0) {
        const closed = this.closingQuote(bytes, quote, end, final);
        if (closed === null) return { cells, next: -1 };
        cells.push({ start: quote + 1, end: closed.at, isDoubled: closed.isDoubled });
        p = closed.behind;
      } else {
        const start = p;
        while (p < end && !this.isMark(bytes[p])) p++;
        cells.push({ start, end: p, isDoubled: false });
      }
      if (p < end && bytes[p] === this.start.delimiter) continue;
      const next = this.lineEnd(bytes, p, end, final);
      if (next >= 0) this.line++;
      return { cells, next };
    }
  }

  /** Behind the line end at `p`, which may be the end of the text; -1 when what follows must be known first. */
  private lineEnd(bytes: Uint8Array, p: number, end: number, final: boolean): number {
    if (p >= end) return final ? end : -1;
    let q = p;
    if (bytes[p] === CR) while (q < end && bytes[q] === CR && q - p < MOST_CRS) q++;
    if (q >= end && !final) return -1;
    this.isAfterLf = bytes[p] === LF;
    return q < end && bytes[q] === LF ? q + 1 : p + 1;
  }

  /** Where a quote opens the cell at `at`, behind nothing but what `tidy` drops; -1 when none does. */
  private quoteAt(bytes: Uint8Array, at: number, end: number): number {
    const p = this.unplainEnd(bytes, at, end);
    return p < end && bytes[p] === QUOTE && (p === at || isInvisible(bytes, at, p)) ? p : -1;
  }

  /** Where the run of spaces, control characters and whatever is no ASCII ends, within a cell. */
  private unplainEnd(bytes: Uint8Array, at: number, end: number): number {
    let p = at;
    while (p < end && (bytes[p] <= SPACE || bytes[p] >= DELETE) && !this.isMark(bytes[p])) p++;
    return p;
  }

  private isMark(c: number): boolean {
    return c === this.start.delimiter || c === LF || c === CR;
  }

  /** Where the quote that closes the one at `open` lies, and the mark behind it; `null` when that is not read yet. Counts the lines on the way. */
  private closingQuote(bytes: Uint8Array, open: number, end: number, final: boolean) {
    const opened = this.line;
    let isDoubled = false;
    for (let p = open + 1; p < end; p++) {
      const c = bytes[p];
      if (c > QUOTE) continue;
      if (c === LF || (c === CR && bytes[p + 1] !== LF)) this.line++;
      if (c !== QUOTE) continue;
      if (p + 1 < end && bytes[p + 1] === QUOTE) {
        isDoubled = true;
        p++;
        continue;
      }
      const behind = this.unplainEnd(bytes, p + 1, end);
      // What follows must be known: a second quote would not close.
      if (behind === end && !final) return null;
      const isClosed = behind === end || this.isMark(bytes[behind]);
      if (!isClosed || (behind > p + 1 && !isInvisible(bytes, p + 1, behind))) {
        throw new Failure("BAD_QUOTE", `${this.path}, line ${this.line}: there is text after a closing quote.`);
      }
      return { at: p, behind, isDoubled };
    }
    if (!final) return null;
    throw new Failure("UNCLOSED_QUOTE", `${this.path}, line ${opened}: the quote that opens here is never closed.`);
  }

  /** Reads the header row; returns where the other rows begin, or -1 when it is not whole yet. */
  private header(bytes: Uint8Array, end: number, final: boolean): number {
    const { line } = this;
    const { cells, next } = this.row(bytes, 0, end, final);
    if (next < 0) {
      this.line = line;
      return -1;
    }
    const names = cells.map((cell) => {
      const text = textOf(bytes, cell.start, cell.end);
      return cell.isDoubled ? text.replaceAll('""', '"') : text;
    });
    while (names.length < this.start.width) names.push("");
    this.columns.addHeader(names);
    this.columns.findTimes();
    this.hasHeader = true;
    return next;
  }
}

const BLANK: Cell = { start: 0, end: 0, isDoubled: false };

/** Halves the doubled quotes in `bytes[start .. end)` where they stand; returns where the text ends then. */
function halved(bytes: Uint8Array, start: number, end: number): number {
  let to = start;
  for (let p = start; p < end; p++) {
    bytes[to++] = bytes[p];
    if (bytes[p] === QUOTE) p++;
  }
  return to;
}

function isInvisible(bytes: Uint8Array, start: number, end: number): boolean {
  return tidy(textOf(bytes, start, end)) === "";
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.max(0, end - start)).toString("utf8");
}
