import { type Cell, displayedText } from "../../../shared/cell";
import { tidy } from "../../../shared/text";
import { CsvLines } from "./csv-lines";
import { type Head, SEPARATOR } from "./job";
import { jsonLine } from "./json-line";
import type { RowJudge } from "./row-judge";
import { Stop } from "./stop";

/** Lines of one file that were read as one: a split of it, or the whole file. */
export class Piece {
  private lines = 0;
  private rows = 0;
  private readonly csv: CsvLines | null;
  /** Headers, once they are known; `null`: the next row is the header. */
  private bound: { columns: number[]; said: (string | null)[]; width: number; blanks: number[] } | null = null;
  private readonly filledBlanks = new Set<number>();
  private names: readonly string[] = [];
  private readonly written: string;

  constructor(
    private readonly file: number,
    private readonly block: number,
    private readonly head: Head,
    /** The keys of records, of all files. */
    keys: readonly string[],
    private readonly judge: RowJudge,
  ) {
    this.written = `${file}${SEPARATOR}${block}`;
    this.csv =
      head.format === "csv" ? new CsvLines(head.delimiter, block === 0, (cells) => this.row(cells, null)) : null;
    const isKeyed = head.format === "json" && head.names === null;
    if (block > 0 && head.names === null && !isKeyed) {
      throw new Stop({ code: "OPEN_QUOTE", file, what: "its header goes on beyond its first line" });
    }
    if (isKeyed) this.header(keys);
    else if (block > 0) this.header(head.names!);
  }

  line(text: string, isWhole: boolean): void {
    this.lines++;
    try {
      if (text.includes("\0")) throw new Stop({ code: "BAD_BYTE", what: "there is a NUL byte" });
      if (!isWhole) throw new Stop({ code: "BAD_ENCODING", what: "a byte does not belong to UTF-8 text" });
      if (this.block === 0 && this.lines <= this.head.skip) return;
      const marked = this.block === 0 && this.lines === 1 && text.startsWith("\ufeff") ? text.slice(1) : text;
      if (this.csv !== null) this.csv.push(marked);
      else this.json(marked);
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      throw new Stop({ file: this.file, block: this.block, line: this.lines, ...error.reason });
    }
  }

  finish(): void {
    if (this.csv?.isOpen) {
      const what = "a quoted cell goes on beyond this piece of the file";
      throw new Stop({ code: "OPEN_QUOTE", file: this.file, block: this.block, line: this.lines, what });
    }
    this.judge.settle();
    const blanks = [...this.filledBlanks].sort((a, b) => a - b).join(" ");
    this.judge.note("block", this.written, this.rows, this.lines, blanks);
  }

  private json(text: string): void {
    const times = this.judge.holdsTimes;
    const read = jsonLine(text, (place, name) => {
      const column = name === null ? place : this.names.indexOf(name);
      return this.bound !== null && times.some((isTime, i) => isTime && this.bound!.columns[i] === column);
    });
    if (read !== null) this.row(read.values, read.names);
  }

  /** A row of cells, or of the values of a record. */
  private row(values: readonly unknown[], keys: readonly string[] | null): void {
    const { bound } = this;
    if (bound === null) {
      const names = values.map(textOf);
      if (this.head.names !== null && JSON.stringify(names) !== JSON.stringify(this.head.names)) {
        throw new Stop({ code: "FILE_CHANGED", what: "its header is another than a moment ago" });
      }
      this.header(names);
      this.judge.note("header", this.written, 0, 0, JSON.stringify(names));
      return;
    }
    const cells: Cell[] = [];
    for (const column of bound.columns) {
      const at = keys === null || column < 0 ? column : keys.indexOf(this.names[column]);
      const value = values[at] ?? null;
      if (typeof value === "object" && value !== null) {
        const what = `"${this.names[column]}" holds ${Array.isArray(value) ? "a list" : "an object"}, not one value`;
        throw new Stop({ code: "BAD_JSON", what });
      }
      cells.push(value as Cell);
    }
    let isOverlong = false;
    for (let i = bound.width; keys === null && i < values.length; i++) isOverlong ||= tidy(textOf(values[i])) !== "";
    for (const i of keys === null ? bound.blanks : []) {
      if ((values[i] ?? "") !== "") this.filledBlanks.add(i);
    }
    this.judge.write(this.written, this.rows++, this.judge.read(cells, bound.said, isOverlong));
  }

  private header(names: readonly string[]): void {
    this.names = names.map((name) => (tidy(name) === "" ? "" : name));
    const blanks = this.names.flatMap((name, i) => (name === "" ? [i] : []));
    this.bound = { ...this.judge.bind(names), width: names.length, blanks };
  }
}

function textOf(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : displayedText((value ?? null) as Cell);
}
