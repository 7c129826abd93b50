import { kernel, memory } from "../../kernel/kernel";
import type { Columns } from "./columns";
import type { CsvStart } from "./csv-start";
import { type Cell, CsvText, type Row } from "./csv-text";
import { BATCH } from "./dictionary";
import type { Reader } from "./reader";

const LF = 10;
const CR = 13;
/** What the kernel's scan says of a batch, and its scratch. */
const SCAN_BYTES = 8 + 16 * 1024;

/**
 * Reads CSV (RFC 4180). A blank line is a blank row, so that row numbers are those of the sheet. Rows as the standard has them are found by the
 * kernel; the header, any other row, and what is wrong with one, by `CsvText`.
 */
export class CsvReader implements Reader {
  readonly format = "csv";
  readonly headersAre = "row";
  line: number;
  /** A line ended in LF alone: a CR that follows belongs to that line end. */
  private isAfterLf = false;

  /** @param onHeader called when the columns are known */
  constructor(
    private readonly path: string,
    private readonly columns: Columns,
    private readonly start: CsvStart,
    private readonly onHeader = () => {},
  ) {
    this.line = start.skip > 0 ? 2 : 1;
  }

  /** Goes on behind rows of so many lines that were read elsewhere. */
  goOn(lines: number): void {
    this.line += lines;
    this.isAfterLf = false;
  }

  parse(bytes: Uint8Array, end: number, final: boolean, fraction: number): number {
    // Whatever is read beyond the last byte stops a cell.
    bytes[end] = LF;
    const { columns } = this;
    const text = new CsvText(bytes, end, final, this.start.delimiter, this.path);
    let at = columns.hasHeader ? 0 : this.header(text);
    if (!columns.hasHeader) return at;
    return memory().withScratch(({ take }) => {
      const said = take(SCAN_BYTES);
      for (let rows = BATCH; rows === BATCH; ) {
        const from = at;
        ({ at, rows } = this.batch(text, bytes, from, end, said));
        if (rows > 0) columns.commit(bytes, rows, at - from, fraction);
      }
      return at;
    });
  }

  /** Notes rows from `from` on, a batch or up to the first that is not whole; says how many, and where the next begins. */
  private batch(text: CsvText, bytes: Uint8Array, from: number, end: number, said: number) {
    let at = from;
    let rows = 0;
    while (rows < BATCH && at < end) {
      if (this.isAfterLf && bytes[at] === CR) {
        at++;
        this.isAfterLf = false;
      }
      ({ at, rows } = this.plainRows(bytes, at, end, rows, said));
      // The kernel stops at a CR, which may belong to the line end before.
      if (rows === BATCH || at === end || (this.isAfterLf && bytes[at] === CR)) continue;
      const row = text.row(at, this.line);
      if (row === null) break;
      this.put(text, row, rows);
      at = this.behind(row);
      rows++;
    }
    return { at, rows };
  }

  /** Notes plain rows from `at` on, the first as row `rows` of the batch, and stops at one that is not plain or not whole. */
  private plainRows(bytes: Uint8Array, at: number, end: number, rows: number, said: number) {
    const { columns, start } = this;
    const { cells, width } = columns;
    const { scanPlainRows } = kernel();
    const next = scanPlainRows(bytes.byteOffset, at, end, start.delimiter, cells.byteOffset, width, rows, BATCH, said);
    if (next > at) this.isAfterLf = next < at + 2 || bytes[next - 2] !== CR;
    this.line += memory().words[(said >>> 2) + 1];
    return { at: next, rows: memory().words[said >>> 2] };
  }

  /** Notes the cells of a row as row `at` of the batch. */
  private put(text: CsvText, { cells }: Row, at: number): void {
    const { columns } = this;
    for (let column = columns.width; column < cells.length; column++) {
      const { start, end } = cells[column];
      if (!text.isBlank(start, end)) columns.makeRoom(column, at);
    }
    for (let column = 0; column < columns.width; column++) {
      const { start, end } = cells[column] ?? BLANK;
      columns.put(column, at, start, end);
    }
  }

  /** Reads the header row; returns where the other rows begin, or 0 when it is not whole yet. */
  private header(text: CsvText): number {
    const row = text.row(0, this.line);
    if (row === null) return 0;
    const names = row.cells.map((cell) => text.of(cell));
    while (names.length < this.start.width) names.push("");
    this.columns.addHeader(names);
    this.onHeader();
    return this.behind(row);
  }

  /** Goes on behind a row; returns where that is. */
  private behind({ next, lines, isAfterLf }: Row): number {
    this.line += lines;
    this.isAfterLf = isAfterLf;
    return next;
  }
}

const BLANK: Cell = { start: 0, end: 0 };
