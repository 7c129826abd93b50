import { displayedText } from "../../../shared/cell";
import { NUMBER } from "../../../shared/column-cells";
import { Failure } from "../../words/failure";
import type { RawColumn } from "../table";
import { type Columns, isFilled } from "./columns";
import { BATCH } from "./dictionary";
import {
  hex4,
  isNumber,
  isPlainEscape,
  isScientific,
  nestedEnd,
  numberEnd,
  numberValue,
  squeezeNested,
  unescapeText,
} from "./json-values";
import type { Reader } from "./reader";
import { countLineBreaks } from "./text-encoding";

export type JsonShape = "json-records" | "json-arrays" | "json-lines";

const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_ARRAY = 91;
const BACKSLASH = 92;
const CLOSE_ARRAY = 93;
const LOWER_T = 116;
const LOWER_F = 102;
const LOWER_N = 110;
const LOWER_U = 117;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const LITERALS = new Map([LOWER_T, LOWER_F, LOWER_N].map((c, i) => [c, ["true", "false", "null"][i]]));

/** The JSON shape that the first characters of a text (or, failing that, the file's name) show; `null` when it is no JSON. */
export function jsonShape(head: Uint8Array, path: string): JsonShape | null {
  const start = Buffer.from(head)
    .toString("latin1")
    .replace(/[ \t\r\n]+/g, "");
  if (/^\[[{\]]/.test(start)) return "json-records";
  if (/^\[\[/.test(start)) return "json-arrays";
  if (/^\{["}]/.test(start) || /^\["/.test(start)) return "json-lines";
  const named = /\.(json|jsonl|ndjson)(\.gz)?$/i.exec(path);
  if (named === null) return null;
  return named[1].toLowerCase() === "json" ? "json-records" : "json-lines";
}

/**
 * Throws `BAD_JSON` when the one record of a text holds a whole table: what pandas writes unless it is told otherwise, and with
 * orient="split" or "index".
 */
export function refuseOneObject(path: string, columns: readonly RawColumn[]): void {
  const isEvery = (what: (column: RawColumn) => boolean) => columns.length > 0 && columns.every(what);
  const isSplit = columns.map(({ header }) => header).join(" ") === "columns index data";
  const ofRows = isEvery((column) => /^\d+$/.test(column.header) && beginOfFirst(column).startsWith('{"'));
  const ofColumns = isSplit || isEvery((column) => /^\{"\d+":/.test(beginOfFirst(column)));
  if (!ofRows && !ofColumns) return;
  throw new Failure("BAD_JSON", `${path} has one object of ${ofRows ? "rows" : "columns"}, not a list of records.`, {
    way: "records",
  });
}

/** How the first row's cell begins. */
function beginOfFirst({ codes, distinct: { arena, starts, lengths } }: RawColumn): string {
  const code = codes[0];
  if (code === NUMBER) return "";
  return Buffer.from(arena.subarray(starts[code], starts[code] + Math.min(lengths[code], 40))).toString("latin1");
}

/**
 * Reads a table from JSON, byte by byte: an array of records or of rows (the first is the header), or one record or row a line.
 * Records may lack keys, or have them in any order; a key met later begins a new column.
 */
export class JsonReader implements Reader {
  line = 1;
  /** What may come next between records. */
  private next: "open" | "first or close" | "comma or close" | "record" | "record or end" | "end";
  /** The rows are arrays, or records; `null` until the first is seen. */
  private areArrays: boolean | null;
  private hasHeader = false;
  /** Rows in the batch. */
  private rows = 0;
  /** Per column, its key as it is written, in quotes. */
  private readonly keys: Uint8Array[] = [];
  private readonly columnOf = new Map<string, number>();
  /** The column of the key at each place of the record before: the next record has probably the same. */
  private readonly order: number[] = [];
  private column = 0;
  /** Cells of this row that are not plain text, by their place in `columns.cells`. */
  private special: number[] = [];
  /** What was missing where the text read so far ended. */
  private missing = "";
  /** Bytes of text before the buffer. */
  private before = 0;

  constructor(
    private readonly path: string,
    private readonly columns: Columns,
    readonly format: JsonShape,
  ) {
    this.next = format === "json-lines" ? "record or end" : "open";
    this.areArrays = format === "json-lines" ? null : format === "json-arrays";
  }

  parse(bytes: Uint8Array, text: Int32Array, end: number, final: boolean, fraction: (at: number) => number): number {
    // Stops every loop: the text holds no NUL.
    bytes[end] = 0;
    let at = 0;
    let batchAt = 0;
    const commit = () => {
      this.columns.commit(bytes, text, this.rows, at - batchAt, fraction(at));
      this.columns.cells.fill(0);
      this.rows = 0;
      batchAt = at;
    };
    for (;;) {
      const line = this.line;
      const p = this.space(bytes, at);
      if (p >= end) {
        at = end;
        if (final && this.next !== "end" && this.next !== "record or end") throw this.cut('"]"');
        break;
      }
      const done = this.step(bytes, p, end);
      if (done < 0) {
        if (final) throw this.cut(this.missing);
        this.line = line;
        this.forgetRow();
        break;
      }
      at = done;
      if (this.rows === BATCH) commit();
    }
    if (this.rows > 0) commit();
    this.before += at;
    return at;
  }

  /** Reads what may come at `p`: a bracket or comma between records, or one whole record. Returns where it ends; -1 when beyond `end`. */
  private step(bytes: Uint8Array, p: number, end: number): number {
    const c = bytes[p];
    switch (this.next) {
      case "open":
        if (c !== OPEN_ARRAY) return this.unexpected(bytes, p, end, '"["');
        this.next = "first or close";
        return p + 1;
      case "end":
        return this.unexpected(bytes, p, end, "the end of the file");
      case "comma or close":
        if (c === COMMA) this.next = "record";
        else if (c === CLOSE_ARRAY) this.next = "end";
        else return this.unexpected(bytes, p, end, '"," or "]"');
        return p + 1;
      case "first or close":
        if (c === CLOSE_ARRAY) {
          this.next = "end";
          return p + 1;
        }
        break;
      default:
    }
    if (this.areArrays === null) this.areArrays = c === OPEN_ARRAY;
    if (c !== (this.areArrays ? OPEN_ARRAY : OPEN_OBJECT)) {
      return this.unexpected(bytes, p, end, this.areArrays ? 'a row in "[" and "]"' : 'a record in "{" and "}"');
    }
    const done = this.areArrays ? this.array(bytes, p, end) : this.record(bytes, p, end);
    if (done >= 0 && this.next !== "record or end") this.next = "comma or close";
    return done;
  }

  private record(bytes: Uint8Array, at: number, end: number): number {
    const { order, keys } = this;
    let p = this.space(bytes, at + 1);
    let c = bytes[p];
    for (let place = 0; place > 0 || c !== CLOSE_OBJECT; place++) {
      let column = place < order.length ? order[place] : -1;
      if (column >= 0 && startsWith(bytes, p, keys[column])) {
        p += keys[column].length;
      } else {
        p = this.key(bytes, p, end);
        if (p < 0) return -1;
        column = this.column;
        order[place] = column;
      }
      if (bytes[p] !== COLON) p = this.space(bytes, p);
      if (bytes[p] !== COLON) return this.unexpected(bytes, p, end, '":"');
      p++;
      if (bytes[p] <= SPACE) p = this.space(bytes, p);
      const cell = 2 * (column * BATCH + this.rows);
      if (this.columns.cells[cell + 1] !== 0) throw this.doubledKey(column);
      p = this.value(bytes, p, end, cell);
      if (p < 0) return -1;
      if (bytes[p] <= SPACE) p = this.space(bytes, p);
      c = bytes[p];
      if (c === CLOSE_OBJECT) break;
      if (c !== COMMA) return this.unexpected(bytes, p, end, '"," or "}"');
      p++;
      if (bytes[p] <= SPACE) p = this.space(bytes, p);
    }
    if (!this.hasHeader) {
      this.hasHeader = true;
      this.columns.findTimes();
    }
    this.settleRow(bytes);
    return p + 1;
  }

  private array(bytes: Uint8Array, at: number, end: number): number {
    if (!this.hasHeader) return this.header(bytes, at, end);
    const { cells, width } = this.columns;
    let isLong = false;
    let p = this.space(bytes, at + 1);
    let c = bytes[p];
    for (let column = 0; column > 0 || c !== CLOSE_ARRAY; column++) {
      const cell = 2 * (Math.min(column, width) * BATCH + this.rows);
      p = this.value(bytes, p, end, cell);
      if (p < 0) return -1;
      if (column >= width && isFilled(bytes, cells[cell], cells[cell + 1])) isLong = true;
      if (bytes[p] <= SPACE) p = this.space(bytes, p);
      c = bytes[p];
      if (c === CLOSE_ARRAY) break;
      if (c !== COMMA) return this.unexpected(bytes, p, end, '"," or "]"');
      p++;
      if (bytes[p] <= SPACE) p = this.space(bytes, p);
    }
    if (isLong) this.columns.overlong.push(this.columns.rows + this.rows);
    this.settleRow(bytes);
    return p + 1;
  }

  private header(bytes: Uint8Array, at: number, end: number): number {
    const done = this.nested(bytes, at, end);
    if (done < 0) return -1;
    const cells: unknown[] = JSON.parse(decode(bytes, at, done));
    this.columns.add(
      cells.map((cell) =>
        typeof cell === "object" && cell !== null ? JSON.stringify(cell) : displayedText(cell as string | null),
      ),
    );
    this.columns.findTimes();
    this.hasHeader = true;
    return done;
  }

  /** Reads a key that is not the expected one into `this.column`; returns where it ends. */
  private key(bytes: Uint8Array, at: number, end: number): number {
    if (bytes[at] !== QUOTE) return this.unexpected(bytes, at, end, "a key in quotes");
    const close = this.textEnd(bytes, at + 1, end);
    if (close < 0) return -1;
    const name: string = JSON.parse(decode(bytes, at, close + 1));
    let column = this.columnOf.get(name);
    if (column === undefined) {
      column = this.columnOf.size;
      this.columns.add([name]);
      this.columnOf.set(name, column);
      if (this.hasHeader) this.columns.findTimes();
    }
    this.keys[column] = Uint8Array.from(bytes.subarray(at, close + 1));
    this.column = column;
    return close + 1;
  }

  /** Notes where the value at `at` lies as `cell`; returns where it ends, -1 when beyond `end`. */
  private value(bytes: Uint8Array, at: number, end: number, cell: number): number {
    const { cells } = this.columns;
    if (bytes[at] !== QUOTE) return this.otherValue(bytes, at, end, cell);
    let p = at + 1;
    let c = bytes[p];
    while (c !== QUOTE && c !== BACKSLASH && c >= SPACE) c = bytes[++p];
    if (c !== QUOTE) {
      p = this.textEnd(bytes, p, end);
      if (p < 0) return -1;
      this.special.push(cell);
    }
    cells[cell] = at + 1;
    cells[cell + 1] = p;
    return p + 1;
  }

  private otherValue(bytes: Uint8Array, at: number, end: number, cell: number): number {
    const { cells } = this.columns;
    const first = bytes[at];
    const literal = LITERALS.get(first);
    let p = at;
    if (literal !== undefined) {
      for (let i = 0; i < literal.length; i++, p++) {
        if (bytes[p] !== literal.charCodeAt(i)) return this.unexpected(bytes, p, end, literal);
      }
    } else if (first === OPEN_ARRAY || first === OPEN_OBJECT) {
      p = this.nested(bytes, at, end);
      if (p < 0) return -1;
    } else {
      p = numberEnd(bytes, at);
      if (p >= end) return this.unexpected(bytes, p, end, "the end of a value");
      if (!isNumber(bytes, at, p)) return this.unexpected(bytes, at, end, "a value");
    }
    cells[cell] = first === LOWER_N ? p : at;
    cells[cell + 1] = p;
    if (first !== LOWER_N) this.special.push(cell);
    return p;
  }

  private nested(bytes: Uint8Array, at: number, end: number): number {
    const done = nestedEnd(bytes, at, end);
    if (done < 0) return this.unexpected(bytes, end, end, 'the closing "]" or "}" of a value');
    try {
      JSON.parse(decode(bytes, at, done));
    } catch {
      throw this.wrong(at, "a right JSON value between the brackets", "a wrong one");
    }
    this.line += countLineBreaks(bytes, at, done);
    return done;
  }

  /** The closing quote of the text of which `at` is a part; checks the escapes on the way. */
  private textEnd(bytes: Uint8Array, at: number, end: number): number {
    for (let p = at; ; ) {
      const c = bytes[p];
      if (c === QUOTE) return p;
      if (c < SPACE) return this.unexpected(bytes, p, end, "the closing quote of a text");
      if (c !== BACKSLASH) {
        p++;
      } else if (bytes[p + 1] === LOWER_U) {
        if (p + 6 > end) return this.unexpected(bytes, end, end, "the closing quote of a text");
        const unit = hex4(bytes, p + 2);
        if (Number.isNaN(unit)) return this.unexpected(bytes, p, end, "four hexadecimal digits behind \\u");
        p += 6;
        if (unit < 0xd800 || unit > 0xdfff) continue;
        const mayPair = p >= end || (bytes[p] === BACKSLASH && (p + 1 >= end || bytes[p + 1] === LOWER_U));
        if (unit < 0xdc00 && mayPair && p + 6 > end)
          return this.unexpected(bytes, end, end, "the closing quote of a text");
        const low = bytes[p] === BACKSLASH && bytes[p + 1] === LOWER_U ? hex4(bytes, p + 2) : 0;
        if (unit >= 0xdc00 || !(low >= 0xdc00 && low <= 0xdfff)) {
          return this.unexpected(bytes, p - 6, end, "both halves of a surrogate pair");
        }
        p += 6;
      } else {
        if (!isPlainEscape(bytes[p + 1]))
          return this.unexpected(bytes, p + 1, end, "a JSON escape behind the backslash");
        p += 2;
      }
    }
  }

  /** Turns the special cells of a whole row, in place, into the text or number they stand for. */
  private settleRow(bytes: Uint8Array): void {
    if (this.special.length > 0) {
      const { cells, width } = this.columns;
      for (const cell of this.special) {
        const start = cells[cell];
        const end = cells[cell + 1];
        const first = bytes[start];
        // Only a text has a quote before it.
        if (bytes[start - 1] === QUOTE) {
          cells[cell + 1] = unescapeText(bytes, start, end);
        } else if (first === LOWER_T || first === LOWER_F) {
          for (let i = start; i < end; i++) bytes[i] -= 32;
        } else if (first === OPEN_ARRAY || first === OPEN_OBJECT) {
          cells[cell + 1] = squeezeNested(bytes, start, end);
        } else {
          const column = Math.floor(cell / (2 * BATCH));
          if (column >= width) continue;
          // The digits that scientific notation left out are missed only where they are seen to be missing.
          if (this.columns.holdsTimes(column) && isScientific(bytes, start, end)) continue;
          const value = numberValue(bytes, start, end);
          if (!Number.isNaN(value)) this.columns.setNumber(column, this.rows, value);
        }
      }
      this.special.length = 0;
    }
    this.rows++;
  }

  private forgetRow(): void {
    const { cells, width } = this.columns;
    this.special.length = 0;
    for (let column = 0; column <= width; column++) {
      const cell = 2 * (column * BATCH + this.rows);
      cells[cell] = 0;
      cells[cell + 1] = 0;
    }
  }

  /** Where the white space at `at` ends; counts the lines. */
  private space(bytes: Uint8Array, at: number): number {
    for (let p = at; ; p++) {
      const c = bytes[p];
      if (c === LF || (c === CR && bytes[p + 1] !== LF)) this.line++;
      else if (c !== SPACE && c !== 9 && c !== CR) return p;
    }
  }

  /** -1 when the text read so far ends at `p`; otherwise what stands there is wrong. */
  private unexpected(bytes: Uint8Array, p: number, end: number, expected: string): number {
    if (p < end) {
      const c = bytes[p];
      const found = c > SPACE && c < 127 ? `"${String.fromCharCode(c)}"` : `byte 0x${c.toString(16).padStart(2, "0")}`;
      throw this.wrong(p, expected, found);
    }
    this.missing = expected;
    return -1;
  }

  private wrong(p: number, expected: string, found: string): Failure {
    const byte = (this.before + p + 1).toLocaleString("en");
    return new Failure(
      "BAD_JSON",
      `${this.path}, line ${this.line} (byte ${byte} of the text): expected ${expected}, found ${found}.`,
      { way: "wrong" },
    );
  }

  private cut(expected: string): Failure {
    return new Failure("BAD_JSON", `${this.path}, line ${this.line}: the file ends too early, expected ${expected}.`, {
      way: "cut",
    });
  }

  private doubledKey(column: number): Failure {
    const name = JSON.parse(decode(this.keys[column], 0, this.keys[column].length));
    return new Failure(
      "DUPLICATE_KEY",
      `${this.path}, line ${this.line}: the key "${name}" stands twice in one record.`,
    );
  }
}

function startsWith(bytes: Uint8Array, at: number, key: Uint8Array): boolean {
  for (let i = 0; i < key.length; i++) {
    if (bytes[at + i] !== key[i]) return false;
  }
  return true;
}

function decode(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("utf8");
}
