import { type Cell, displayedText } from "../../../shared/cell";
import { tidy } from "../../../shared/text";
import { Failure } from "../../words/failure";
import type { Columns } from "./columns";
import { BATCH } from "./dictionary";
import type { JsonFormat } from "./json-shape";
import {
  exactValues,
  type Fault,
  firstFault,
  isExact,
  isNumber,
  parsedLoosely,
  withScientificTimes,
} from "./json-text";
import type { Reader } from "./reader";
import { countLineBreaks } from "./text-encoding";

const [TAB, LF, CR, SPACE, QUOTE, COMMA, COLON] = Buffer.from('\t\n\r ",:');
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT, BACKSLASH] = Buffer.from("[]{}\\");
const NULL = Buffer.from("null");
/** A record that is not whole after so many bytes is looked at for a fault: a bracket too many would make it endless. */
const LARGE_RECORD = 1 << 20;

/** Between records: what is wanted there, for the person who is told that it is not. */
const WANTED = { open: '"["', comma: '"," or "]"', end: "the end of the file" };

/**
 * Reads a table from JSON, one record at a time: an array of records or of rows (the first is the header), or one record or row a line.
 * Records may lack keys, or have them in any order; a key met later begins a new column. Most records are plain: the keys of another before,
 * texts without escapes, numbers. Those are read where they stand; any other record goes through `JSON.parse`, which alone is five times slower.
 */
export class JsonReader implements Reader {
  line = 1;
  /** What may come next. */
  private next: keyof typeof WANTED | "first" | "record" | "lines";
  /** The bracket that rows or records begin with; 0 until the first is seen. */
  private opener: number;
  private hasHeader = false;
  private readonly columnOf = new Map<string, number>();
  /** The keys of the fullest record so far as JSON writes them, with quotes and colon, and their columns. */
  private written: { key: Uint8Array; column: number }[] = [];
  /** Rows in the batch. */
  private rows = 0;
  /** Keys of the record whose end was found last. */
  private keys = 0;
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

  get hasKeys(): boolean {
    return this.opener === OPEN_OBJECT;
  }

  parse(bytes: Uint8Array, end: number, final: boolean, fraction: (at: number) => number): number {
    // Stops every loop: the text holds no NUL.
    bytes[end] = 0;
    let at = 0;
    let committed = 0;
    const commit = () => {
      this.columns.commit(bytes, this.rows, at - committed, fraction(at));
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
    let done = this.hasHeader ? this.plainEnd(bytes, p) : -1;
    if (done >= 0) {
      this.rows++;
    } else {
      done = this.recordEnd(bytes, p, end);
      const isSuspect = done < 0 && (final || end - p > LARGE_RECORD);
      const fault = isSuspect ? firstFault(textOf(bytes, p, end)) : null;
      if (fault !== null && (final || fault.found !== null)) throw this.failure(bytes, p, fault);
      if (done < 0) return -1;
      this.take(bytes, p, done);
    }
    if (next !== "lines") this.next = "comma";
    return done;
  }

  /** Reads a plain record or row; returns where it ends, -1 when it is not plain or not whole. */
  private plainEnd(bytes: Uint8Array, at: number): number {
    const { columns, written, rows } = this;
    const isRow = this.opener === OPEN_ARRAY;
    const places = isRow ? columns.width : written.length;
    let p = at + 1;
    for (let place = 0; place < places; place++) {
      if (bytes[p] <= SPACE) p = spaceEnd(bytes, p);
      let column = place;
      if (!isRow) {
        // Keys may be left out.
        while (place < places && !startsWith(bytes, p, written[place].key)) place++;
        if (place === places) return -1;
        p += written[place].key.length;
        if (bytes[p] <= SPACE) p = spaceEnd(bytes, p);
        ({ column } = written[place]);
      }
      const cell = cellAt(column, rows);
      const start = p;
      if (bytes[p] === QUOTE) {
        let c = bytes[++p];
        while (c !== QUOTE && c !== BACKSLASH && c >= SPACE) c = bytes[++p];
        if (c !== QUOTE) return -1;
        columns.cells[cell] = start + 1;
        columns.cells[cell + 1] = p++;
      } else if (startsWith(bytes, p, NULL)) {
        p += NULL.length;
      } else {
        while (bytes[p] > COMMA && bytes[p] < OPEN_ARRAY + 32 && bytes[p] !== CLOSE_ARRAY) p++;
        const number = textOf(bytes, start, p);
        if (!isNumber(number) || !isExact(Number(number)) || (/e/i.test(number) && columns.holdsTimes(column)))
          return -1;
        columns.setNumber(column, rows, Number(number));
      }
      if (bytes[p] <= SPACE) p = spaceEnd(bytes, p);
      if (bytes[p] === (isRow ? CLOSE_ARRAY : CLOSE_OBJECT)) return p + 1;
      if (bytes[p] !== COMMA) return -1;
      p++;
    }
    return -1;
  }

  /** Behind the bracket that closes the record at `at`, or where a text in it is broken off; -1 when beyond `end`. Counts its keys. */
  private recordEnd(bytes: Uint8Array, at: number, end: number): number {
    let depth = 0;
    this.keys = 0;
    for (let p = at; p < end; p++) {
      const c = bytes[p];
      if (c === QUOTE) {
        for (p++; p < end && bytes[p] !== QUOTE; p++) {
          if (bytes[p] === BACKSLASH) p++;
          else if (bytes[p] < SPACE) return p + 1;
        }
      } else if (c === COLON && depth === 1) this.keys++;
      else if (c === OPEN_OBJECT || c === OPEN_ARRAY) depth++;
      else if ((c === CLOSE_OBJECT || c === CLOSE_ARRAY) && --depth === 0) return p + 1;
    }
    return -1;
  }

  /** Reads the record in `bytes[start..end)`, over which its texts are then written. */
  private take(bytes: Uint8Array, start: number, end: number): void {
    const text = textOf(bytes, start, end);
    const record = parsedLoosely(text) as object | undefined;
    const names = record === undefined || Array.isArray(record) ? null : Object.keys(record);
    if (record === undefined || (names !== null && names.length !== this.keys)) {
      throw this.failure(bytes, start, firstFault(text)!);
    }
    const values = exactValues(record, text);
    const at = names?.map((name) => this.columnOfKey(name)) ?? [...values.keys()];
    const isHeader = names === null && !this.hasHeader;
    if (isHeader) this.columns.addHeader(values.map(cellText));
    if (!this.hasHeader) this.columns.findTimes();
    this.hasHeader = true;
    if (!isHeader) {
      const written = withScientificTimes(values, text, (i) => this.columns.holdsTimes(at[i]));
      this.putRow(bytes, start, end, at, written);
    }
    if (names !== null && names.length >= this.written.length) {
      this.written = names.map((name) => ({
        key: Buffer.from(`${JSON.stringify(name)}:`),
        column: this.columnOfKey(name),
      }));
    }
  }

  private columnOfKey(name: string): number {
    let column = this.columnOf.get(name);
    if (column === undefined) {
      column = this.columnOf.size;
      this.columns.add([name]);
      this.columnOf.set(name, column);
      if (this.hasHeader) this.columns.findTimes();
    }
    return column;
  }

  /** Keeps values, each in its column, as a row. */
  private putRow(bytes: Uint8Array, start: number, end: number, at: readonly number[], values: unknown[]): void {
    const { columns, rows } = this;
    const target = Buffer.from(bytes.buffer, bytes.byteOffset, end);
    // What a plain reading of this record noted before it came to what is not plain.
    for (let column = 0; column <= columns.width; column++)
      columns.cells.fill(0, cellAt(column, rows), cellAt(column, rows + 1));
    let isLong = false;
    let to = start;
    const put = (column: number, value: unknown) => {
      const text = cellText(value);
      if (column >= columns.width) {
        if (tidy(text) === "") return;
        if (!columns.hasRoom(column)) {
          isLong = true;
          return;
        }
        columns.makeRoom(column);
      }
      if (typeof value === "number") return columns.setNumber(column, rows, value);
      const from = to;
      to += target.write(text, to);
      columns.cells.set([from, to], cellAt(column, rows));
    };
    // A list may be longer than it was written, and then be cut; no other value may.
    for (let i = 0; i < values.length; i++) if (!isNested(values[i])) put(at[i], values[i]);
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (!isNested(value)) continue;
      put(at[i], value);
      if (at[i] < columns.width)
        columns.noteNested(at[i], rows, value, () => this.line + countLineBreaks(bytes, 0, start));
    }
    if (isLong) columns.overlong.push(columns.rows + rows);
    this.rows++;
  }

  private unwanted(bytes: Uint8Array, p: number, expected: string): Failure {
    const { found } = firstFault(textOf(bytes, p, p + 1)) ?? { found: null };
    return this.failure(bytes, p, { at: 0, expected, found: found ?? `"${String.fromCharCode(bytes[p])}"` });
  }

  /** What a person is told of a fault in the text that begins at `start`. */
  private failure(bytes: Uint8Array, start: number, { at, expected, found, key }: Fault): Failure {
    const p = start + Buffer.byteLength(textOf(bytes, start, bytes.length).slice(0, at));
    const place = `${this.path}, line ${this.line + countLineBreaks(bytes, 0, p)}`;
    const byte = ` (byte ${(this.before + p + 1).toLocaleString("en")} of the text)`;
    if (key !== undefined)
      return new Failure("DUPLICATE_KEY", `${place}: the key "${key}" stands twice in one record.`);
    if (found === null) {
      return new Failure("BAD_JSON", `${place}: the file ends too early, expected ${expected}.`, { way: "cut" });
    }
    return new Failure("BAD_JSON", `${place}${byte}: expected ${expected}, found ${found}.`, { way: "wrong" });
  }
}

function cellAt(column: number, row: number): number {
  return 2 * (column * BATCH + row);
}

function spaceEnd(bytes: Uint8Array, at: number): number {
  let p = at;
  while (bytes[p] === SPACE || bytes[p] === LF || bytes[p] === TAB || bytes[p] === CR) p++;
  return p;
}

function startsWith(bytes: Uint8Array, at: number, start: Uint8Array): boolean {
  for (let i = 0; i < start.length; i++) if (bytes[at + i] !== start[i]) return false;
  return true;
}

function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function cellText(value: unknown): string {
  return isNested(value) ? JSON.stringify(value) : displayedText(value as Cell);
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("utf8");
}
