import { Failure } from "../../words/failure";
import { type Columns, isFilled } from "./columns";
import { BATCH } from "./dictionary";
import type { Reader } from "./reader";

const QUOTE = 34;
const LF = 10;
const CR = 13;
const COMMA = 44;
const SEMICOLON = 59;
const TAB = 9;

/**
 * Reads CSV (RFC 4180; lines may end in LF, CRLF or CR; the delimiter is the commonest of comma, semicolon and tab in the header).
 * A blank line is a blank row, so that row numbers are those of the sheet.
 */
export class CsvReader implements Reader {
  readonly format = "csv";
  line = 1;
  private delimiter = 0;
  /** What ends a line. Before LF, a CR belongs to the line break. */
  private newline = LF;
  /** Cells of the batch, by their place in `columns.cells`, that hold doubled quotes. */
  private doubled: number[] = [];
  private rows = 0;

  constructor(
    private readonly path: string,
    private readonly columns: Columns,
  ) {}

  parse(bytes: Uint8Array, words: Int32Array, end: number, final: boolean, fraction: (at: number) => number): number {
    let at = 0;
    if (this.delimiter === 0) {
      at = this.header(bytes, end, final);
      if (at < 0) return 0;
    }
    while (at < end) {
      const next = this.scan(bytes, words, at, end, final);
      if (this.rows === 0) break;
      for (const cell of this.doubled) this.halveQuotes(bytes, cell);
      this.columns.commit(bytes, words, this.rows, next - at, fraction(next));
      at = next;
    }
    return at;
  }

  /** Finds the cells of whole rows from `at` on, at most a batch of them; returns where the first row that is not whole begins. */
  private scan(bytes: Uint8Array, words: Int32Array, at: number, end: number, final: boolean): number {
    const { delimiter, newline, columns } = this;
    const { cells, width } = columns;
    const spare = 2 * BATCH * width;
    const delimiters = delimiter * 0x01010101;
    const newlines = newline * 0x01010101;
    this.doubled = [];
    let line = this.line;
    let row = 0;
    let p = at;
    // Whatever is read beyond the last byte stops a cell.
    bytes[end] = newline;
    while (row < BATCH && p < end) {
      const rowStart = p;
      const doubledBefore = this.doubled.length;
      this.line = line;
      let isLong = false;
      let cell = 2 * row;
      for (;;) {
        let start = p;
        let stop = p;
        if (bytes[p] === QUOTE) {
          start = p + 1;
          stop = this.closingQuote(bytes, p, end, final, cell);
          p = stop < 0 ? end : stop + 1;
          if (p < end && bytes[p] === CR && newline === LF) p++;
        } else {
          // Four bytes at a time: the lowest byte of `x` that is zero, where the delimiter stands, is the lowest that
          // becomes negative in `x - 01010101` without having been so; `y` for line breaks.
          let at4 = p >> 2;
          let word = words[at4];
          const before = (1 << ((p & 3) << 3)) - 1;
          let x = (word ^ delimiters) | before;
          let y = (word ^ newlines) | before;
          let marks = (((x - 0x01010101) & ~x) | ((y - 0x01010101) & ~y)) & 0x80808080;
          while (marks === 0) {
            word = words[++at4];
            x = word ^ delimiters;
            y = word ^ newlines;
            marks = (((x - 0x01010101) & ~x) | ((y - 0x01010101) & ~y)) & 0x80808080;
          }
          p = (at4 << 2) + ((31 - Math.clz32(marks & -marks)) >> 3);
          stop = p > start && bytes[p - 1] === CR && bytes[p] === LF ? p - 1 : p;
        }
        cells[cell] = start;
        cells[cell + 1] = stop;
        if (cell < spare) cell += 2 * BATCH;
        else if (isFilled(bytes, start, stop)) isLong = true;
        if (p >= end || bytes[p] !== delimiter) break;
        p++;
      }
      // The line break is sure only when what follows is known.
      if (p >= end && !final) {
        this.doubled.length = doubledBefore;
        p = rowStart;
        break;
      }
      while (cell < spare) {
        cells[cell] = 0;
        cells[cell + 1] = 0;
        cell += 2 * BATCH;
      }
      if (isLong) columns.overlong.push(columns.rows + row);
      line = this.line + 1;
      p++;
      row++;
    }
    this.line = line;
    this.rows = row;
    return Math.min(p, end);
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
      // What follows must be known: a second quote would not close, CR may be the first half of CRLF.
      if (p + 2 >= end && !final) return -1;
      if (p + 1 < end && bytes[p + 1] !== this.delimiter && this.lineBreak(bytes, p + 1, end) === 0) {
        throw new Failure("BAD_QUOTE", `${this.path}, line ${this.line}: there is text after a closing quote.`);
      }
      if (isDoubled) this.doubled.push(cell);
      return p;
    }
    if (!final) return -1;
    throw new Failure("UNCLOSED_QUOTE", `${this.path}, line ${opened}: the quote that opens here is never closed.`);
  }

  /** The length of the line break at `at`; 0 when there is none. */
  private lineBreak(bytes: Uint8Array, at: number, end: number): number {
    if (bytes[at] === this.newline) return 1;
    return this.newline === LF && bytes[at] === CR && (at + 1 >= end || bytes[at + 1] === LF) ? 2 : 0;
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

  /** Reads the header line; returns where the rows begin, or -1 when the line is not whole yet. */
  private header(bytes: Uint8Array, end: number, final: boolean): number {
    const counts = new Map([
      [COMMA, 0],
      [SEMICOLON, 0],
      [TAB, 0],
    ]);
    let isQuoted = false;
    let stop = 0;
    for (; stop < end; stop++) {
      const c = bytes[stop];
      if (isQuoted && c === QUOTE && bytes[stop + 1] === QUOTE) stop++;
      else if (c === QUOTE) isQuoted = !isQuoted && (stop === 0 || counts.has(bytes[stop - 1]));
      else if (!isQuoted && (c === LF || c === CR)) break;
      else if (!isQuoted && counts.has(c)) counts.set(c, counts.get(c)! + 1);
    }
    if (!final && stop + 1 >= end) return -1;
    let most = 0;
    for (const [candidate, count] of counts) {
      if (count > most) [this.delimiter, most] = [candidate, count];
    }
    if (most === 0) this.delimiter = COMMA;
    this.newline = bytes[stop] === CR && bytes[stop + 1] !== LF && stop < end ? CR : LF;

    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    const headers: string[] = [];
    let p = 0;
    for (;;) {
      let start = p;
      if (p < end && bytes[p] === QUOTE) {
        start = p + 1;
        const close = this.closingQuote(bytes, p, end, final, -1);
        if (close < 0) {
          this.delimiter = 0;
          this.line = 1;
          return -1;
        }
        headers.push(decoder.decode(bytes.subarray(start, close)).replaceAll('""', '"'));
        p = close + 1;
      } else {
        while (p < end && bytes[p] !== this.delimiter && bytes[p] !== LF && bytes[p] !== CR) p++;
        headers.push(decoder.decode(bytes.subarray(start, p)));
      }
      if (p >= end || bytes[p] !== this.delimiter) break;
      p++;
    }
    this.line++;
    this.columns.add(headers);
    this.columns.findTimes();
    return Math.min(end, p + (bytes[p] === CR && bytes[p + 1] === LF ? 2 : 1));
  }
}
