import { type Cell, displayedText } from "../../../shared/cell";
import { COMPANIES, LEADS, type TabContract } from "../../../shared/contract";
import { decidedCountries } from "../../../shared/decisions";
import { bindHeaders } from "../../../shared/headers";
import { inContractsWords } from "../../../shared/own-headers";
import { fieldOf } from "../../../shared/row-problems";
import { tidy } from "../../../shared/text";
import { typescriptLoops } from "../../../shared/typescript-loops";
import { BLANK, CLEAN, judgeAlone } from "../../../shared/verdicts";
import { type CellReading, fieldColumns, readerOf } from "./cell-readings";
import { CsvLines } from "./csv-lines";
import { type Head, type RulesJob, SEPARATOR, type Seen } from "./job";
import { jsonLine } from "./json-line";
import { Stop } from "./stop";
import type { Lines } from "./streams";

/** Rows that are judged at a time. */
const BATCH = 512;

/** A row whose cells were read. */
interface ReadRow {
  readonly readings: readonly CellReading[];
  readonly isOverlong: boolean;
  readonly isHeader: boolean;
}

/** Judges the lines of the pieces of files, and writes a line for each row. */
export class LineJudge {
  private readonly contract: TabContract;
  private readonly readers: readonly ((cell: Cell) => CellReading)[];
  private piece: Piece | null = null;

  constructor(
    private readonly job: RulesJob,
    private readonly seen: Seen,
    private readonly out: Lines,
  ) {
    this.contract = job.tab === "Leads" ? LEADS : COMPANIES;
    const { asOf, dateOrder, zone } = job;
    const starts = zone.starts.map((start) => start ?? Number.NEGATIVE_INFINITY);
    const context = { asOf, dateOrder, zone: { ...zone, starts } };
    const decisions = decidedCountries(job.decisions);
    this.readers = this.contract.fields.map((field) => readerOf(field, this.contract, context, decisions));
  }

  /** Takes one line: number of the file, where the piece begins, bytes of the text, number of its head, text; tabs between. */
  take(line: Buffer): void {
    const [a, b, c, d] = tabs(line);
    const place = line.toString("latin1", 0, b);
    if (this.piece?.place !== place) {
      this.finish();
      const head = this.seen.heads[Number(line.toString("latin1", c + 1, d))];
      this.piece = new Piece(place, Number(place.slice(0, a)), Number(place.slice(a + 1)), head, this);
    }
    // A byte that is no UTF-8 arrives as another character, which is longer.
    const octets = Number(line.toString("latin1", b + 1, c));
    this.piece.line(line.toString("utf8", d + 1), line.length - d - 1 === octets);
  }

  /** After the last line. */
  finish(): void {
    this.piece?.finish();
    this.piece = null;
  }

  /** The columns of the contract's fields in a table with these headers, -1 for none, and what its header says of each. */
  bind(names: readonly string[]): { columns: number[]; said: (string | null)[] } {
    const { contract, job } = this;
    const { columns, problems } = bindHeaders(contract, inContractsWords(contract, job.own, names));
    if (problems.length > 0) throw new Stop({ code: "HEADERS", what: problems[0].sentence });
    const at: Record<string, number> = columns;
    const bound = contract.fields.map(({ name }) => at[name]);
    return { columns: bound, said: bound.map((column) => (column < 0 ? null : tidy(names[column]))) };
  }

  /** The keys of records, of all files. */
  get keysSeen(): readonly string[] {
    return this.seen.keys;
  }

  get holdsTimes(): readonly boolean[] {
    return this.contract.fields.map(({ type }) => type === "timestamp");
  }

  /** Reads the cells of the contract's fields. Files that were joined have a header each: in a tab without a timestamp it is no row. */
  read(cells: readonly Cell[], said: readonly (string | null)[], isOverlong: boolean): ReadRow {
    const isHeader =
      !this.holdsTimes.includes(true) &&
      said.every((name, i) => name !== null && name !== "" && tidy(displayedText(cells[i])) === name);
    return { readings: cells.map((cell, i) => this.readers[i](isHeader ? null : cell)), isOverlong, isHeader };
  }

  /** Writes rows, of which the first is row `from` of its piece. */
  write(place: string, from: number, rows: readonly ReadRow[]): void {
    const { contract } = this;
    const { verdict, held } = judgeAlone(
      {
        rows: rows.length,
        fields: contract.fields.map(({ required }, i) => ({
          required,
          codes: null,
          flaws: Uint8Array.from(rows, ({ readings }) => readings[i].flaw),
        })),
        overlong: rows.flatMap(({ isOverlong }, row) => (isOverlong ? [row] : [])),
      },
      typescriptLoops,
    );
    const why = held.reasons.map((problems) =>
      problems.map((problem) => [problem.code, fieldOf(contract, problem)?.name ?? []].flat().join(" ")).join("; "),
    );
    rows.forEach(({ readings, isHeader }, row) => {
      const isBlank = verdict[row] === BLANK;
      const state = isBlank ? "blank" : verdict[row] === CLEAN ? "clean" : "held";
      const note = isHeader ? "HEADER_REPEATED" : why[held.codes[row]];
      let bits = 0;
      let until = Number.POSITIVE_INFINITY;
      let sign = 0;
      let typed = "";
      let fields = "";
      const decided: string[] = [];
      for (const reading of readings) {
        bits |= reading.warnings;
        typed += `${typed === "" ? "[" : ","}${reading.typed}`;
        fields += reading.out;
        if (reading.sign !== undefined) ({ sign } = reading);
        if (reading.until !== undefined) until = Math.min(until, reading.until);
        if (reading.decided !== undefined) decided.push(reading.decided);
      }
      const said = [state, place, from + row, "", note, bits, until === Number.POSITIVE_INFINITY ? "" : until, sign];
      said.push(decided.length === 0 ? "" : JSON.stringify(decided), isBlank ? "" : `${typed}]`);
      this.out.add(said.join(SEPARATOR) + fields);
    });
  }

  /** Writes what is no row: a header, or the end of a piece. */
  note(state: "header" | "block", place: string, at: number, lines: number, note: string, typed: string): void {
    const columns = this.contract.fields.reduce((sum, field) => sum + fieldColumns(field, this.contract).length, 0);
    const said = [state, place, at, lines, note, 0, "", 0, "", typed];
    this.out.add(said.join(SEPARATOR) + SEPARATOR.repeat(columns));
  }
}

/** Lines of one file that were read as one: a split of it, or the whole file. */
class Piece {
  private lines = 0;
  private rows = 0;
  private batch: ReadRow[] = [];
  private readonly csv: CsvLines | null;
  /** Headers, once they are known; `null`: the next row is the header. */
  private bound: { columns: number[]; said: (string | null)[]; width: number } | null = null;
  private readonly filledBlanks = new Set<number>();
  private names: readonly string[] = [];
  private readonly written: string;

  constructor(
    readonly place: string,
    private readonly file: number,
    private readonly block: number,
    private readonly head: Head,
    private readonly judge: LineJudge,
  ) {
    this.written = place.replace("\t", SEPARATOR);
    this.csv =
      head.format === "csv" ? new CsvLines(head.delimiter, block === 0, (cells) => this.row(cells, null)) : null;
    const isKeyed = head.format === "json" && head.names === null;
    if (block > 0 && head.names === null && !isKeyed) {
      throw new Stop({ code: "OPEN_QUOTE", file, what: "its header goes on beyond its first line" });
    }
    if (isKeyed) this.header(judge.keysSeen);
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
    this.flush();
    const blanks = [...this.filledBlanks].sort((a, b) => a - b).join(" ");
    this.judge.note("block", this.written, this.rows, this.lines, blanks, "");
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
      this.judge.note("header", this.written, 0, 0, "", JSON.stringify(names));
      return;
    }
    const at = (column: number) => (keys === null ? column : keys.indexOf(this.names[column]));
    const cells = bound.columns.map((column): Cell => {
      const value = column < 0 ? null : (values[at(column)] ?? null);
      if (typeof value !== "object" || value === null) return value as Cell;
      const what = `"${this.names[column]}" holds ${Array.isArray(value) ? "a list" : "an object"}, not one value`;
      throw new Stop({ code: "BAD_JSON", what });
    });
    let isOverlong = false;
    for (let i = bound.width; keys === null && i < values.length; i++) isOverlong ||= tidy(textOf(values[i])) !== "";
    for (let i = 0; keys === null && i < bound.width; i++) {
      if (this.names[i] === "" && (values[i] ?? "") !== "") this.filledBlanks.add(i);
    }
    this.batch.push(this.judge.read(cells, bound.said, isOverlong));
    if (this.batch.length === BATCH) this.flush();
  }

  private header(names: readonly string[]): void {
    this.names = names.map((name) => (tidy(name) === "" ? "" : name));
    this.bound = { ...this.judge.bind(names), width: names.length };
  }

  private flush(): void {
    this.judge.write(this.written, this.rows, this.batch);
    this.rows += this.batch.length;
    this.batch = [];
  }
}

function textOf(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : displayedText((value ?? null) as Cell);
}

/** Where the first four tabs are. */
function tabs(line: Buffer): number[] {
  const found: number[] = [];
  for (let at = -1; found.length < 4; ) {
    at = line.indexOf(9, at + 1);
    if (at < 0) throw new Error("a line of the input has too few columns");
    found.push(at);
  }
  return found;
}
