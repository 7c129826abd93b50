import { NUMBER } from "../../../shared/column-cells";
import { tidy } from "../../../shared/text";
import { kernel, memory } from "../../kernel/kernel";
import { Failure } from "../../words/failure";
import type { RawColumn } from "../table";
import { BATCH, Dictionary, grownCapacity, INTERN_BYTES, NO_ENTRY } from "./dictionary";

const MAX_COLUMNS = 1024;
const MAX_ROWS = 2 ** 31 - 2;

const textEncoder = new TextEncoder();

/** Whether a cell beyond the header says anything: more than what `tidy` drops. */
export function isFilled(bytes: Uint8Array, start: number, end: number): boolean {
  let isAscii = true;
  for (let i = start; i < end; i++) {
    if (bytes[i] > 0x20 && bytes[i] < 0x7f) return true;
    if (bytes[i] > 0x7f) isAscii = false;
  }
  return !isAscii && tidy(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("utf8")) !== "";
}

/** What one thread knows of the columns of a file once it has read the header, and others need to know. */
export interface Header {
  readonly names: readonly string[];
  /** Which columns hold timestamps. */
  readonly times: ReadonlySet<number>;
}

/** Rows that were read elsewhere, in columns with the same header. */
export interface OtherRows {
  readonly rows: number;
  readonly columns: readonly RawColumn[];
  readonly overlong: readonly number[];
}

export type TimeColumns = (headers: readonly string[]) => ReadonlySet<number>;

interface Column {
  header: string;
  dictionary: Dictionary;
  codes: Int32Array;
  numbers: Float64Array | null;
  numbersAre: "wall" | "number";
  /** Whether any cell is a number. */
  hasNumbers: boolean;
  /** The scanner parses its wall times. */
  isTime: boolean;
  holdsTimes: boolean;
  nested: RawColumn["nested"];
}

/**
 * Collects rows, a batch at a time: a reader notes where each cell lies in `cells`, then `commit` gives the cells their codes,
 * one column after the other, while their bytes are still in the processor's cache.
 */
export class Columns {
  rows = 0;
  /** Column-major: cell `row` of the batch in `column` is `cells[2 * (column * BATCH + row)]`, its end follows. */
  cells = memory()
    .int32(2 * BATCH)
    .fill(0);
  readonly overlong: number[] = [];
  private readonly scratch = memory().take(INTERN_BYTES);
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

  /** Whether `column` is one of those blank ones. */
  hasRoom(column: number): boolean {
    return column < this.names.length;
  }

  /** Adds the blank columns up to `column`. */
  makeRoom(column: number): void {
    this.add(Array<string>(column + 1 - this.width).fill(""));
  }

  /** Notes the first cell of a column, in `row` of the batch, that holds a list or an object. */
  noteNested(column: number, row: number, value: object, lineOf: () => number): void {
    const what = Array.isArray(value) ? "a list" : "an object";
    this.columns[column].nested ??= { row: this.rows + row, line: lineOf(), what };
  }

  /** Adds columns at the right; in rows already read they are blank. One spare column of cells takes what is beyond the header. */
  add(headers: readonly string[]): void {
    if (this.columns.length + headers.length > MAX_COLUMNS) {
      throw new Failure("TOO_LARGE", `${this.path} has more than ${MAX_COLUMNS.toLocaleString("en")} columns.`, {
        way: "columns",
      });
    }
    for (const header of headers) {
      this.columns.push({
        header,
        dictionary: new Dictionary(),
        codes: memory().int32(this.rows).fill(0),
        numbers: null,
        numbersAre: "number",
        hasNumbers: false,
        isTime: false,
        holdsTimes: false,
        nested: null,
      });
    }
    const cells = memory().int32(2 * BATCH * (this.columns.length + 1));
    cells.set(this.cells);
    cells.fill(0, this.cells.length);
    giveBack(this.cells);
    this.cells = cells;
  }

  /** Asks which of the columns known so far hold timestamps. */
  findTimes(): void {
    for (const index of this.timeColumns(this.columns.map((column) => column.header))) {
      const column = this.columns[index];
      if (column.holdsTimes) continue;
      column.holdsTimes = true;
      column.isTime = true;
      column.numbersAre = "wall";
    }
  }

  holdsTimes(column: number): boolean {
    return this.columns[column]?.holdsTimes === true;
  }

  /** Notes where the cell `row` of the batch in `column` lies. */
  put(column: number, row: number, start: number, end: number): void {
    const cell = 2 * (column * BATCH + row);
    this.cells[cell] = start;
    this.cells[cell + 1] = end;
  }

  /** Keeps the cell `row` of the batch in `column` as the source's own number. */
  setNumber(column: number, row: number, value: number): void {
    const target = this.columns[column];
    if (target.numbersAre === "wall") this.giveUpWallTimes(target);
    target.hasNumbers = true;
    this.roomForNumbers(target, this.rows + BATCH)[this.rows + row] = value;
    const cell = 2 * (column * BATCH + row);
    this.cells[cell] = NO_ENTRY;
  }

  /** Adds the first `count` rows of the batch. They took `length` bytes, after which `fraction` of the input has been read. */
  commit(bytes: Uint8Array, count: number, length: number, fraction: number): void {
    const rows = this.rowsWith(count);
    for (let index = 0; index < this.columns.length; index++) {
      const column = this.columns[index];
      const cells = this.cells.byteOffset + 8 * index * BATCH;
      this.roomForCodes(column, rows, fraction);
      if (column.isTime) this.readTimes(column, bytes, cells, count);
      column.dictionary.reserve(count, length, fraction);
      column.dictionary.intern(bytes.byteOffset, cells, count, column.codes.byteOffset + 4 * this.rows, this.scratch);
    }
    this.rows = rows;
  }

  /** Adds rows. Their memory is given back. */
  append({ rows, columns, overlong }: OtherRows): void {
    const end = this.rowsWith(rows);
    for (const [index, from] of columns.entries()) {
      const column = this.columns[index];
      this.roomForCodes(column, end, 1);
      const to = column.codes.byteOffset + 4 * this.rows;
      memory().withScratch((scratch) => {
        const codes = column.dictionary.add(from.distinct, scratch);
        kernel().mapCodes(from.codes.byteOffset, rows, codes, to);
      });
      if (from.numbers !== null) {
        this.roomForNumbers(column, end).set(from.numbers.subarray(0, rows), this.rows);
        column.hasNumbers = true;
      }
      const { arena, starts, lengths } = from.distinct;
      for (const array of [from.codes, from.numbers, arena, starts, lengths]) if (array !== null) giveBack(array);
    }
    for (const row of overlong) this.overlong.push(this.rows + row);
    this.rows = end;
  }

  finish(): RawColumn[] {
    giveBack(this.cells);
    memory().giveBack(this.scratch, INTERN_BYTES);
    const { rows } = this;
    return this.columns.map(({ header, codes, dictionary, numbers, numbersAre, hasNumbers, nested }) => ({
      header,
      codes: memory().trimmed(codes, rows),
      distinct: dictionary.distinct(),
      numbers: hasNumbers && numbers !== null ? memory().trimmed(numbers, rows) : null,
      numbersAre: hasNumbers ? numbersAre : "number",
      nested,
    }));
  }

  /** What a person is told when the data is more than the columns or the memory can hold; any other error as it is. */
  explained(error: unknown): unknown {
    if (error instanceof RangeError && /allocation failed|array length/i.test(error.message)) {
      return this.tooLarge("more data than this computer's memory can hold");
    }
    return error;
  }

  private rowsWith(more: number): number {
    const rows = this.rows + more;
    if (rows > MAX_ROWS) throw this.tooLarge(`more than ${MAX_ROWS.toLocaleString("en")} rows`);
    return rows;
  }

  private tooLarge(what: string): Failure {
    return new Failure(
      "TOO_LARGE",
      `${this.path} holds ${what}; reading stopped after row ${(this.rows + 1).toLocaleString("en")}.`,
      { way: "table" },
    );
  }

  private readTimes(column: Column, bytes: Uint8Array, cells: number, count: number): void {
    const numbers = this.roomForNumbers(column, column.codes.length);
    if (kernel().wallTimes(bytes.byteOffset, cells, count, numbers.byteOffset + 8 * this.rows) > 0)
      column.hasNumbers = true;
  }

  private roomForCodes(column: Column, rows: number, fraction: number): void {
    if (rows <= column.codes.length) return;
    const codes = memory().int32(grownCapacity(this.rows, rows, fraction));
    codes.set(column.codes.subarray(0, this.rows));
    giveBack(column.codes);
    column.codes = codes;
  }

  private roomForNumbers(column: Column, capacity: number): Float64Array {
    if (column.numbers !== null && column.numbers.length >= capacity) return column.numbers;
    const old = column.numbers ?? new Float64Array(0);
    const numbers = memory().float64(Math.max(capacity, column.codes.length, Math.ceil(old.length * 1.25)));
    numbers.set(old);
    if (column.numbers !== null) giveBack(column.numbers);
    column.numbers = numbers;
    return numbers;
  }

  /** A column holds either wall times or numbers. Where a JSON source mixes them, the wall times become text again. */
  private giveUpWallTimes(column: Column): void {
    const { codes, numbers, dictionary } = column;
    column.isTime = false;
    column.numbersAre = "number";
    if (!column.hasNumbers || numbers === null) return;
    memory().withScratch(({ take }) => {
      const [text, cell, scratch] = [take(32), take(8), take(INTERN_BYTES)];
      for (let row = 0; row < this.rows; row++) {
        if (codes[row] !== NUMBER) continue;
        const iso = new Date(numbers[row]).toISOString().replace(/(\.000)?Z$/, "");
        const { written } = textEncoder.encodeInto(iso, memory().bytes.subarray(text, text + 32));
        memory().words.set([0, written], cell >>> 2);
        dictionary.reserve(1, written, 1);
        dictionary.intern(text, cell, 1, codes.byteOffset + 4 * row, scratch);
      }
    });
  }
}

/** Memory that nobody looks at any more. */
function giveBack(array: Int32Array | Uint32Array | Uint8Array | Float64Array): void {
  memory().giveBack(array.byteOffset, array.byteLength);
}
