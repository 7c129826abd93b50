import { NUMBER } from "../../../shared/column-cells";
import { kernel, memory } from "../../kernel/kernel";
import type { RawColumn } from "../table";
import { BATCH, Dictionary } from "./dictionary";
import { giveBack, withRoom } from "./growing";

/** One column while its rows are read: their codes, the distinct cells that these stand for, and cells that are kept as numbers. */
export class Column {
  /** The first cell that is a list or an object. */
  nested: RawColumn["nested"] = null;
  holdsTimes = false;
  private readonly dictionary = new Dictionary();
  private codes: Int32Array;
  private numbers: Float64Array | null = null;
  private numbersAre: RawColumn["numbersAre"] = "number";

  /** @param rows how many were read before there was this column, in which they are blank */
  constructor(
    readonly header: string,
    private rows: number,
  ) {
    this.codes = memory().int32(rows).fill(0);
  }

  /** From now on plain wall times become numbers. */
  holdTimes(): void {
    if (this.holdsTimes) return;
    this.holdsTimes = true;
    // Those that it has already are the source's own.
    if (this.numbers === null) this.numbersAre = "wall";
  }

  /** Keeps the cell `row` of the batch as the source's own number. */
  setNumber(row: number, value: number): void {
    if (this.numbersAre === "wall") this.giveUpWallTimes();
    this.numbersOf(this.rows + BATCH)[this.rows + row] = value;
  }

  /**
   * Adds `count` cells of a batch: pairs of numbers at the address `cells`, of bytes at the address `base`. They took `length` bytes of the
   * input, after which `fraction` of it has been read.
   */
  commit(base: number, cells: number, count: number, length: number, fraction: number): void {
    const end = this.rows + count;
    this.codes = withRoom(this.codes, this.rows, end, fraction);
    if (this.numbersAre === "wall") {
      kernel().wallTimes(base, cells, count, this.numbersOf(end).byteOffset + 8 * this.rows);
    }
    this.dictionary.reserve(count, length, fraction);
    this.dictionary.intern(base, cells, count, this.codes.byteOffset + 4 * this.rows);
    this.rows = end;
  }

  /** Adds the cells of another column, whose memory is given back. */
  append({ codes, distinct, numbers }: RawColumn, rows: number): void {
    const end = this.rows + rows;
    this.codes = withRoom(this.codes, this.rows, end, 1);
    memory().withScratch((scratch) => {
      const map = this.dictionary.add(distinct, scratch);
      kernel().mapCodes(codes.byteOffset, rows, map, this.codes.byteOffset + 4 * this.rows);
    });
    giveBack(codes, distinct.arena, distinct.starts, distinct.lengths);
    if (numbers !== null) {
      this.numbersOf(end).set(numbers.subarray(0, rows), this.rows);
      giveBack(numbers);
    }
    this.rows = end;
  }

  /** What was read. The column can take no more afterwards. */
  finish(): RawColumn {
    const { header, codes, rows, nested, numbersAre } = this;
    let { numbers } = this;
    if (numbers !== null && !codes.subarray(0, rows).includes(NUMBER)) {
      giveBack(numbers);
      numbers = null;
    }
    return {
      header,
      codes: memory().trimmed(codes, rows),
      distinct: this.dictionary.distinct(),
      numbers: numbers === null ? null : memory().trimmed(numbers, rows),
      numbersAre: numbers === null ? "number" : numbersAre,
      nested,
    };
  }

  /** Those of the rows before `end`, with as much room as the codes have. */
  private numbersOf(end: number): Float64Array {
    const room = Math.max(end, this.codes.length);
    this.numbers = withRoom(this.numbers ?? memory().float64(0), this.rows, room, 1);
    return this.numbers;
  }

  /** A column holds either wall times or numbers. Where a JSON source mixes them, the wall times become text again. */
  private giveUpWallTimes(): void {
    this.numbersAre = "number";
    if (this.numbers === null) return;
    const codes = this.codes.subarray(0, this.rows);
    this.dictionary.addNumbers(codes, this.numbers, (wall) => new Date(wall).toISOString().replace(/(\.000)?Z$/, ""));
  }
}
