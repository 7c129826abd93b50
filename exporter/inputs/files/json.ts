import { type Cell, displayedText } from "../../../shared/cell";
import { tidy } from "../../../shared/text";
import { Failure } from "../../words/failure";
import type { Columns } from "./columns";
import { BATCH } from "./dictionary";
import { type Fault, firstFault, foundAt } from "./json-fault";
import { CLOSE_ARRAY, COMMA, CR, type Key, OPEN_ARRAY, OPEN_OBJECT, plainEnd, recordEnd, spaceEnd } from "./json-scan";
import type { JsonFormat } from "./json-shape";
import { exactValues, looseValue } from "./json-values";
import type { Reader } from "./reader";
import { countLineBreaks, textOf } from "./text-encoding";

/** A record that is not whole after so many bytes is looked at for a fault: a bracket too many would make it endless. */
const LARGE_RECORD = 1 << 20;

/** Between records: what is wanted there, for the person who is told that it is not. */
const WANTED = { open: '"["', comma: '"," or "]"', end: "the end of the file" };

/**
 * Reads a table from JSON, one record at a time: an array of records or of rows (the first is the header), or one record or row a line.
 * Records may lack keys, or have them in any order; a key met later begins a new column. Plain records are
 * read where they stand; any other goes through `JSON.parse`.
 */
export class JsonReader implements Reader {
  line = 1;
  /** What may come next. */
  private next: keyof typeof WANTED | "first" | "record" | "lines";
  /** The bracket that rows or records begin with; 0 until the first is seen. */
  private opener: number;
  private readonly columnOf = new Map<string, number>();
  /** The keys of the fullest record so far. */
  private keys: Key[] = [];
  /** Rows in the batch. */
  private rows = 0;
  /** Bytes of text before the buffer. */
  private before = 0;

  constructor(
    private readonly path: string,
    private readonly columns: Columns,
    readonly format: JsonFormat,
  ) {
    this.next = format === "json-lines" ? "lines" : "open";
    this.opener = { "json-records": OPEN_OBJECT, "json-arrays": OPEN_ARRAY, "json-lines": 0 }[format];
  }

  get headersAre(): "row" | "keys" {
    return this.opener === OPEN_OBJECT ? "keys" : "row";
  }

  parse(bytes: Uint8Array, end: number, final: boolean, fraction: number): number {
    // Stops every loop: the text holds no NUL.
    bytes[end] = 0;
    let at = 0;
    let committed = 0;
    const commit = () => {
      this.columns.commit(bytes, this.rows, at - committed, fraction);
      this.columns.cells.fill(0);
      this.rows = 0;
      committed = at;
    };
    for (;;) {
      const start = spaceEnd(bytes, at);
      if (start === end) {
        const isCut = final && this.next !== "end" && this.next !== "lines";
        if (isCut) throw this.failure(bytes, end, { at: 0, expected: '"]"', found: null });
        // A CR may be the first half of a line break.
        at = !final && bytes[end - 1] === CR ? Math.max(at, end - 1) : end;
        break;
      }
      const done = this.step(bytes, start, end, final);
      if (done < 0) break;
      at = done;
      if (this.rows === BATCH) commit();
    }
    if (this.rows > 0) commit();
    this.line += countLineBreaks(bytes, 0, at);
    this.before += at;
    return at;
  }

  /** Reads what may come at `p`: a mark between records, or one whole record. Returns where it ends; -1 when beyond `end`. */
  private step(bytes: Uint8Array, p: number, end: number, final: boolean): number {
    const c = bytes[p];
    const { next } = this;
    if (c === CLOSE_ARRAY && (next === "first" || next === "comma")) {
      this.next = "end";
      return p + 1;
    }
    if (next === "open" || next === "comma" || next === "end") {
      if (next === "end" || c !== (next === "open" ? OPEN_ARRAY : COMMA)) throw this.unwanted(bytes, p, WANTED[next]);
      this.next = next === "open" ? "first" : "record";
      return p + 1;
    }
    if (this.opener === 0) this.opener = c === OPEN_ARRAY ? OPEN_ARRAY : OPEN_OBJECT;
    const wanted = this.opener === OPEN_ARRAY ? 'a row in "[" and "]"' : 'a record in "{" and "}"';
    if (c !== this.opener) throw this.unwanted(bytes, p, wanted);
    let done = this.columns.hasHeader ? plainEnd(bytes, p, this.columns, this.rows, this.keys) : -1;
    if (done >= 0) this.rows++;
    else done = this.anyRecord(bytes, p, end, final);
    if (done >= 0 && next !== "lines") this.next = "comma";
    return done;
  }

  /** Reads the record or row at `start`, over which its texts are then written; returns where it ends, -1 when beyond `end`. */
  private anyRecord(bytes: Uint8Array, start: number, end: number, final: boolean): number {
    const whole = recordEnd(bytes, start, end);
    if (whole === null) {
      const fault = final || end - start > LARGE_RECORD ? firstFault(textOf(bytes, start, end)) : null;
      if (fault !== null && (final || fault.found !== null)) throw this.failure(bytes, start, fault);
      return -1;
    }
    const { columns } = this;
    const text = textOf(bytes, start, whole.end);
    const record = looseValue(text) as object | undefined;
    const names = record === undefined || Array.isArray(record) ? null : Object.keys(record);
    if (record === undefined || (names !== null && names.length !== whole.keys)) {
      throw this.failure(bytes, start, firstFault(text)!);
    }
    const isHeader = names === null && !columns.hasHeader;
    const places = names === null ? [...Object.keys(record).keys()] : this.columnsOf(names);
    const values = exactValues(record, text, (i) => columns.holdsTimes(places[i]));
    if (isHeader) columns.addHeader(values.map(cellText));
    else this.putRow(bytes, start, whole.end, places, values);
    if (names !== null && names.length >= this.keys.length) {
      this.keys = names.map((name, i) => ({ written: Buffer.from(`${JSON.stringify(name)}:`), column: places[i] }));
    }
    return whole.end;
  }

  /** The columns of keys. One met for the first time begins a column. */
  private columnsOf(names: readonly string[]): number[] {
    const { columnOf, columns } = this;
    const added = names.filter((name) => !columnOf.has(name));
    for (const name of added) columnOf.set(name, columnOf.size);
    if (added.length > 0) columns.add(added);
    return names.map((name) => columnOf.get(name)!);
  }

  /** Keeps values, each in its column, as a row. */
  private putRow(bytes: Uint8Array, start: number, end: number, places: readonly number[], values: unknown[]): void {
    const { columns, rows } = this;
    const target = Buffer.from(bytes.buffer, bytes.byteOffset, end);
    // What a plain reading of this record noted before it came to what is not plain.
    for (let column = 0; column < columns.width; column++) columns.put(column, rows, 0, 0);
    // A list may be longer than it was written, and then be cut; no other value may, so these come first.
    const nested = [...values.keys()].filter((i) => isNested(values[i]));
    const others = [...values.keys()].filter((i) => !isNested(values[i]));
    let to = start;
    for (const i of [...others, ...nested]) {
      const [column, value] = [places[i], values[i]];
      const text = cellText(value);
      if (column >= columns.width && (tidy(text) === "" || !columns.makeRoom(column, rows))) continue;
      if (typeof value === "number") {
        columns.setNumber(column, rows, value);
        continue;
      }
      const from = to;
      to += target.write(text, to);
      columns.put(column, rows, from, to);
      if (isNested(value)) columns.noteNested(column, rows, value, () => this.lineOf(bytes, start));
    }
    this.rows++;
  }

  private lineOf(bytes: Uint8Array, at: number): number {
    return this.line + countLineBreaks(bytes, 0, at);
  }

  private unwanted(bytes: Uint8Array, p: number, expected: string): Failure {
    return this.failure(bytes, p, { at: 0, expected, found: foundAt(String.fromCharCode(bytes[p]), 0) });
  }

  /** What a person is told of a fault in the text that begins at `start`. */
  private failure(bytes: Uint8Array, start: number, { at, expected, found, key }: Fault): Failure {
    const p = start + Buffer.byteLength(textOf(bytes, start, bytes.length).slice(0, at));
    const place = `${this.path}, line ${this.lineOf(bytes, p)}`;
    if (key !== undefined) {
      return new Failure("DUPLICATE_KEY", `${place}: the key "${key}" stands twice in one record.`);
    }
    if (found === null) {
      return new Failure("BAD_JSON", `${place}: the file ends too early, expected ${expected}.`, { way: "cut" });
    }
    const byte = `byte ${(this.before + p + 1).toLocaleString("en")} of the text`;
    return new Failure("BAD_JSON", `${place} (${byte}): expected ${expected}, found ${found}.`, { way: "wrong" });
  }
}

function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function cellText(value: unknown): string {
  return isNested(value) ? JSON.stringify(value) : displayedText(value as Cell);
}
