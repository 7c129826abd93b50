import { tidy } from "../../../shared/text";
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

/**
 * Reads CSV (RFC 4180). Outside quotes CR* LF, LF CR and CR alone end a line, also mixed. What `tidy` drops around a quoted cell, such as spaces
 * and byte order marks, is no part of it; a quote further on in a cell is data. A blank line is a blank row, so that row numbers are those of
 * the sheet.
 */
export class CsvReader implements Reader {
  readonly format = "csv";
  readonly hasKeys = false;
  line: number;
  private hasHeader = false;
  /** A line ended in LF alone: a CR that follows belongs to that line end. */
  private isAfterLf = false;
  /** Cells of the batch, by their place in `columns.cells`, that hold doubled quotes. */
  private doubled: number[] = [];
  private rows = 0;
  /** A column that the header leaves blank and in which a filled cell was met; -1: none. */
  private wanted = -1;
  /** Where the mark behind the quoted cell read last lies. */
  private behind = 0;

  constructor(
    private readonly path: string,
    private readonly columns: Columns,
    private readonly start: CsvStart,
  ) {
    this.line = start.skip > 0 ? 2 : 1;
  }

  parse(bytes: Uint8Array, words: Int32Array, end: number, final: boolean, fraction: (at: number) => number): number {
    let at = this.hasHeader ? 0 : this.header(bytes, end, final);
    if (at < 0) return 0;
    for (let before = -1; at < end && at !== before; ) {
      before = at;
      at = this.scan(bytes, words, at, end, final);
      for (const cell of this.doubled) this.halveQuotes(bytes, cell);
      if (this.rows > 0) this.columns.commit(bytes, words, this.rows, at - before, fraction(at));
      if (this.wanted < 0) continue;
      this.columns.makeRoom(this.wanted);
      this.wanted = -1;
      before = -1;
    }
    return at;
  }

  /**
   * Finds the cells of whole rows from `at` on, at most a batch of them; returns where the first row that is not whole begins, or the first that
   * needs a wanted column.
   */
  private scan(bytes: Uint8Array, words: Int32Array, at: number, end: number, final: boolean): number {
    const { columns } = this;
    const { delimiter } = this.start;
    const { cells, width } = columns;
    const spare = 2 * BATCH * width;
    const delimiters = delimiter * 0x01010101;
    this.doubled = [];
    let line = this.line;
    let row = 0;
    let p = at;
    // Whatever is read beyond the last byte stops a cell.
    bytes[end] = LF;
    while (row < BATCH && p < end) {
      if (this.isAfterLf && bytes[p] === CR) p++;
      this.isAfterLf = false;
      if (p === end) break;
      const rowStart = p;
      const doubledBefore = this.doubled.length;
      this.line = line;
      let beyond = 0;
      let isLong = false;
      let cell = 2 * row;
      for (;;) {
        let start = p;
        let stop = p;
        const c = bytes[p];
        const quote = c === QUOTE ? p : c <= SPACE || c >= DELETE ? this.quoteBehind(bytes, p, end) : -1;
        if (quote >= 0) {
          start = quote + 1;
          stop = this.closingQuote(bytes, quote, end, final, cell);
          p = stop < 0 ? end : this.behind;
        } else {
          for (;;) {
            // Four bytes at a time: the lowest byte of `x` that is zero, where the delimiter stands, is the lowest that becomes negative
            // in `x - 01010101` without having been so; in `y - 0e0e0e0e` the lowest below 14, as CR and LF are.
            let at4 = p >> 2;
            let word = words[at4];
            const before = (1 << ((p & 3) << 3)) - 1;
            let x = (word ^ delimiters) | before;
            const y = word | before;
            let marks = (((x - 0x01010101) & ~x) | ((y - 0x0e0e0e0e) & ~y)) & 0x80808080;
            while (marks === 0) {
              word = words[++at4];
              x = word ^ delimiters;
              marks = (((x - 0x01010101) & ~x) | ((word - 0x0e0e0e0e) & ~word)) & 0x80808080;
            }
            p = (at4 << 2) + ((31 - Math.clz32(marks & -marks)) >> 3);
            if (bytes[p] === delimiter || bytes[p] === LF || bytes[p] === CR) break;
            p++;
          }
          stop = p;
        }
        cells[cell] = start;
        cells[cell + 1] = stop;
        if (cell < spare) {
          cell += 2 * BATCH;
        } else {
          if (isFilled(bytes, start, stop)) {
            if (columns.hasRoom(width + beyond)) {
              this.wanted = width + beyond;
              break;
            }
            isLong = true;
          }
          beyond++;
        }
        if (p >= end || bytes[p] !== delimiter) break;
        p++;
      }
      const next = this.wanted >= 0 ? -1 : this.lineEnd(bytes, p, end, final);
      if (next < 0) {
        this.doubled.length = doubledBefore;
        p = rowStart;
        break;
      }
      p = next;
      while (cell < spare) {
        cells[cell] = 0;
        cells[cell + 1] = 0;
        cell += 2 * BATCH;
      }
      if (isLong) columns.overlong.push(columns.rows + row);
      line = this.line + 1;
      row++;
    }
    this.line = line;
    this.rows = row;
    return p;
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
  private quoteBehind(bytes: Uint8Array, at: number, end: number): number {
    const p = this.unplainEnd(bytes, at, end);
    return p > at && p < end && bytes[p] === QUOTE && isInvisible(bytes, at, p) ? p : -1;
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

  /**
   * Where the quote that closes the one at `open` lies; -1 when that is not read yet. Counts the lines on the way, and notes in
   * `doubled` a cell that holds doubled quotes.
   */
  private closingQuote(bytes: Uint8Array, open: number, end: number, final: boolean, cell: number): number {
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
      if (behind === end && !final) return -1;
      const isClosed = behind === end || this.isMark(bytes[behind]);
      if (!isClosed || (behind > p + 1 && !isInvisible(bytes, p + 1, behind))) {
        throw new Failure("BAD_QUOTE", `${this.path}, line ${this.line}: there is text after a closing quote.`);
      }
      if (isDoubled) this.doubled.push(cell);
      this.behind = behind;
      return p;
    }
    if (!final) return -1;
    throw new Failure("UNCLOSED_QUOTE", `${this.path}, line ${opened}: the quote that opens here is never closed.`);
  }

  private halveQuotes(bytes: Uint8Array, cell: number): void {
    const { cells } = this.columns;
    const end = cells[cell + 1];
    let to = cells[cell];
    for (let p = cells[cell]; p < end; p++) {
      bytes[to++] = bytes[p];
      if (bytes[p] === QUOTE) p++;
    }
    cells[cell + 1] = to;
  }

  /** Reads the header row; returns where the other rows begin, or -1 when it is not whole yet. */
  private header(bytes: Uint8Array, end: number, final: boolean): number {
    const { line } = this;
    const names: string[] = [];
    for (let p = 0; ; p++) {
      const quote = bytes[p] === QUOTE && p < end ? p : this.quoteBehind(bytes, p, end);
      const close = quote < 0 ? -1 : this.closingQuote(bytes, quote, end, final, -1);
      const start = p;
      if (quote >= 0) p = close < 0 ? end : this.behind;
      else while (p < end && !this.isMark(bytes[p])) p++;
      names.push(quote < 0 ? textOf(bytes, start, p) : textOf(bytes, quote + 1, close).replaceAll('""', '"'));
      if (p < end && bytes[p] === this.start.delimiter) continue;
      const next = this.lineEnd(bytes, p, end, final);
      if (next < 0) {
        this.line = line;
        return -1;
      }
      this.line++;
      while (names.length < this.start.width) names.push("");
      this.columns.addHeader(names);
      this.columns.findTimes();
      this.hasHeader = true;
      return next;
    }
  }
}

function isInvisible(bytes: Uint8Array, start: number, end: number): boolean {
  return tidy(textOf(bytes, start, end)) === "";
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.max(0, end - start)).toString("utf8");
}
