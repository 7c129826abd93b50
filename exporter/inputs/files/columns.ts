import { NUMBER } from "../../../shared/column-cells";
import { tidy } from "../../../shared/text";
import { memory } from "../../kernel/kernel";
import { Failure } from "../../words/failure";
import type { RawColumn, RawTable } from "../table";
import { Column } from "./column";
import { BATCH } from "./dictionary";
import { giveBack } from "./growing";

const MAX_COLUMNS = 1024;

/** What one thread knows of the columns of a file once it has read the header, and others need to know. */
export interface Header {
  readonly names: readonly string[];
  /** Which columns hold timestamps. */
  readonly times: ReadonlySet<number>;
}

/** Rows that were read elsewhere, in columns with the same header. */
export type OtherRows = Readonly<Pick<RawTable, "rows" | "columns" | "overlong">>;

export type TimeColumns = (headers: readonly string[]) => ReadonlySet<number>;

/** The place in `Columns.cells` of the cell `row` of the batch in `column`: its start, behind which its end stands. */
function cellAt(column: number, row: number): number {
  return 2 * (column * BATCH + row);
}

/**
 * Collects rows, a batch at a time: a reader notes where each cell lies in `cells`, then `commit` gives the cells their codes,
 * one column after the other, while their bytes are still in the processor's cache.
 */
export class Columns {
  rows = 0;
  /** Whether columns have been added. */
  hasHeader = false;
  /** Column-major pairs of start and end. One column more than there are takes what is beyond the header. */
  cells = memory()
    .int32(2 * BATCH)
    .fill(0);
  readonly overlong: number[] = [];
  /** Of the header row; cells at its end without a name are columns only once they hold something. */
  private names: readonly string[] = [];
  private readonly columns: Column[] = [];

  constructor(
    private readonly path: string,
    private readonly timeColumns: TimeColumns,
  ) {}

  /** `null` before there is a header, and when blank cells end it: one thread alone finds out which of them are columns. */
  get head(): Header | null {
    if (tidy(this.names.at(-1) ?? "") === "") return null;
    return { names: this.names, times: new Set([...this.columns.keys()].filter((index) => this.holdsTimes(index))) };
  }

  get width(): number {
    return this.columns.length;
  }

  /** The columns of a header row. Blank ones at its end wait until a cell of theirs is filled: Excel writes 16,378 of them. */
  addHeader(headers: readonly string[]): void {
    this.names = headers;
    this.add(headers.slice(0, headers.findLastIndex((header) => tidy(header) !== "") + 1));
  }

  /** Whether there is a column for a filled cell of a row of the batch; a blank one of the header becomes one. A row with others is overlong. */
  makeRoom(column: number, row: number): boolean {
    if (column < this.width) return true;
    const isOfHeader = column < this.names.length;
    if (isOfHeader) this.add(Array<string>(column + 1 - this.width).fill(""));
    else if (this.overlong.at(-1) !== this.rows + row) this.overlong.push(this.rows + row);
    return isOfHeader;
  }

  /** Adds columns at the right; in rows already read, and in those of the batch, they are blank. */
  add(headers: readonly string[]): void {
    const { columns, cells } = this;
    const noted = cells.subarray(0, cellAt(columns.length, 0));
    if (columns.length + headers.length > MAX_COLUMNS) {
      const sentence = `${this.path} has more than ${MAX_COLUMNS.toLocaleString("en")} columns.`;
      throw new Failure("TOO_LARGE", sentence, { way: "columns" });
    }
    for (const header of headers) columns.push(new Column(header, this.rows));
    this.cells = memory()
      .int32(cellAt(columns.length + 1, 0))
      .fill(0);
    this.cells.set(noted);
    giveBack(cells);
    this.hasHeader = true;
    for (const index of this.timeColumns(columns.map(({ header }) => header))) columns[index].holdTimes();
  }

  holdsTimes(column: number): boolean {
    return this.columns[column]?.holdsTimes === true;
  }

  /** Notes where the cell `row` of the batch in `column` lies. */
  put(column: number, row: number, start: number, end: number): void {
    const cell = cellAt(column, row);
    this.cells[cell] = start;
    this.cells[cell + 1] = end;
  }

  /** Keeps the cell `row` of the batch in `column` as the source's own number. */
  setNumber(column: number, row: number, value: number): void {
    this.columns[column].setNumber(row, value);
    this.cells[cellAt(column, row)] = NUMBER;
  }

  /** Notes the first cell of a column, in `row` of the batch, that holds a list or an object. */
  noteNested(column: number, row: number, value: object, lineOf: () => number): void {
    const what = Array.isArray(value) ? "a list" : "an object";
    this.columns[column].nested ??= { row: this.rows + row, line: lineOf(), what };
  }

  /** Adds the first `count` rows of the batch. They took `length` bytes, after which `fraction` of the input has been read. */
  commit(bytes: Uint8Array, count: number, length: number, fraction: number): void {
    for (const [index, column] of this.columns.entries()) {
      const cells = this.cells.byteOffset + 4 * cellAt(index, 0);
      column.commit(bytes.byteOffset, cells, count, length, fraction);
    }
    this.rows += count;
  }

  /** Adds rows. Their memory is given back. */
  append({ rows, columns, overlong }: OtherRows): void {
    for (const [index, column] of columns.entries()) this.columns[index].append(column, rows);
    for (const row of overlong) this.overlong.push(this.rows + row);
    this.rows += rows;
  }

  finish(): RawColumn[] {
    giveBack(this.cells);
    return this.columns.map((column) => column.finish());
  }
}
