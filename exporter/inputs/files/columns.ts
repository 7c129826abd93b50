import { NUMBER } from "../../../shared/column-cells";
import { plainWallTime } from "../../../shared/plain-wall-time";
import { tidy } from "../../../shared/text";
import { memory } from "../../kernel/kernel";
import { Failure } from "../../words/failure";
import type { RawColumn } from "../table";
import { ArenaFull, BATCH, Dictionary, grownCapacity, NO_ENTRY } from "./dictionary";

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

export type TimeColumns = (headers: readonly string[]) => ReadonlySet<number>;

interface Column {
  header: string;
  dictionary: Dictionary;
  codes: Int32Array;
  numbers: Float64Array | null;
  numbersAre: "wall" | "number";
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
  cells = new Int32Array(2 * BATCH);
  readonly overlong: number[] = [];
  /** How many cells the header row has; those at its end without a name are columns only once they hold something. */
  private headerWidth = 0;
  private readonly columns: Column[] = [];

  constructor(
    private readonly path: string,
    private readonly timeColumns: TimeColumns,
  ) {}

  get width(): number {
    return this.columns.length;
  }

  /** The columns of a header row. Blank ones at its end wait until a cell of theirs is filled: Excel writes 16,378 of them. */
  addHeader(headers: readonly string[]): void {
    this.headerWidth = headers.length;
    this.add(headers.slice(0, headers.findLastIndex((header) => tidy(header) !== "") + 1));
  }

  /** Whether `column` is one of those blank ones. */
  hasRoom(column: number): boolean {
    return column < this.headerWidth;
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
        isTime: false,
        holdsTimes: false,
        nested: null,
      });
    }
    const cells = new Int32Array(2 * BATCH * (this.columns.length + 1));
    cells.set(this.cells);
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

  /** Keeps the cell `row` of the batch in `column` as the source's own number. */
  setNumber(column: number, row: number, value: number): void {
    const target = this.columns[column];
    if (target.numbersAre === "wall") this.giveUpWallTimes(target);
    this.roomForNumbers(target, this.rows + BATCH)[this.rows + row] = value;
    const cell = 2 * (column * BATCH + row);
    this.cells[cell] = NO_ENTRY;
  }

  /** Adds the first `count` rows of the batch. They took `length` bytes, after which `fraction` of the input has been read. */
  commit(bytes: Uint8Array, text: Int32Array, count: number, length: number, fraction: number): void {
    const rows = this.rows + count;
    if (rows > MAX_ROWS) throw this.tooLarge(`more than ${MAX_ROWS.toLocaleString("en")} rows`);
    for (let index = 0; index < this.columns.length; index++) {
      const column = this.columns[index];
      const from = 2 * index * BATCH;
      if (rows > column.codes.length) {
        const codes = memory().int32(grownCapacity(this.rows, rows, fraction));
        codes.set(column.codes.subarray(0, this.rows));
        column.codes = codes;
      }
      if (column.isTime) this.readTimes(column, bytes, from, count);
      column.dictionary.reserve(count, length, fraction);
      column.dictionary.intern(text, this.cells, from, count, column.codes, this.rows);
    }
    this.rows = rows;
  }

  finish(): RawColumn[] {
    return this.columns.map(({ header, codes, dictionary, numbers, numbersAre, nested }) => ({
      header,
      codes,
      distinct: dictionary.distinct(),
      numbers,
      numbersAre: numbers === null ? "number" : numbersAre,
      nested,
    }));
  }

  /** What a person is told when the data is more than the columns or the memory can hold; any other error as it is. */
  explained(error: unknown): unknown {
    if (error instanceof ArenaFull) return this.tooLarge("more than 2 GB of distinct text in one column");
    if (error instanceof RangeError && /allocation failed|array length/i.test(error.message)) {
      return this.tooLarge("more data than this computer's memory can hold");
    }
    return error;
  }

  private tooLarge(what: string): Failure {
    return new Failure(
      "TOO_LARGE",
      `${this.path} holds ${what}; reading stopped after row ${(this.rows + 1).toLocaleString("en")}.`,
      { way: "table" },
    );
  }

  private readTimes(column: Column, bytes: Uint8Array, from: number, count: number): void {
    const { cells, rows } = this;
    const end = from + 2 * count;
    let numbers = column.numbers;
    if (numbers !== null) numbers = this.roomForNumbers(column, column.codes.length);
    for (let cell = from, row = rows; cell < end; cell += 2, row++) {
      const wall = plainWallTime(bytes, cells[cell], cells[cell + 1]);
      if (Number.isNaN(wall)) continue;
      if (numbers === null) numbers = this.roomForNumbers(column, column.codes.length);
      numbers[row] = wall;
      cells[cell] = NO_ENTRY;
    }
  }

  private roomForNumbers(column: Column, capacity: number): Float64Array {
    if (column.numbers !== null && column.numbers.length >= capacity) return column.numbers;
    const old = column.numbers ?? new Float64Array(0);
    const numbers = memory().float64(Math.max(capacity, column.codes.length, Math.ceil(old.length * 1.25)));
    numbers.set(old);
    column.numbers = numbers;
    return numbers;
  }

  /** A column holds either wall times or numbers. Where a JSON source mixes them, the wall times become text again. */
  private giveUpWallTimes(column: Column): void {
    const { codes, numbers, dictionary } = column;
    column.isTime = false;
    column.numbersAre = "number";
    if (numbers === null) return;
    const text = new Uint8Array(32);
    const words = new Int32Array(text.buffer);
    for (let row = 0; row < this.rows; row++) {
      if (codes[row] !== NUMBER) continue;
      const iso = new Date(numbers[row]).toISOString().replace(/(\.000)?Z$/, "");
      const cell = Int32Array.of(0, textEncoder.encodeInto(iso, text).written);
      dictionary.reserve(1, text.length, 1);
      dictionary.intern(words, cell, 0, 1, codes, row);
    }
  }
}
