import { isoDate, localDay, wallText } from "../../../shared/calendar";
import { type Cell, displayedText } from "../../../shared/cell";
import type { Field, TabContract } from "../../../shared/contract";
import { readCountry } from "../../../shared/country";
import { NOTHING, orderSign, orderSignOfWall } from "../../../shared/date-order-doubt";
import type { DecidedCountries } from "../../../shared/decisions";
import { plainWallTime } from "../../../shared/plain-wall-time";
import { readText } from "../../../shared/reading";
import { looseKeyOf } from "../../../shared/text-field";
import { atWall, readTimestamp, type TimeContext } from "../../../shared/timestamp";
import { serialWall } from "../../../shared/timestamp-number";
import { flawOf, warningBit } from "../../../shared/verdicts";
import { toWall } from "../../../shared/zone";
import { changesAt } from "../../run/changes-at";
import { MORE_SEPARATOR, SEPARATOR } from "./job";

/** What a cell means for its field, ready to be written. */
export interface CellReading {
  readonly flaw: number;
  /** Warning bits. */
  readonly warnings: number;
  /** Its columns, each behind a separator. */
  readonly out: string;
  /** The columns within `more`, each behind a separator of those; '' where nothing stands in any. */
  readonly more: string;
  /** The key of the decision that gave it its country. */
  readonly decided?: string;
  /** What its timestamp says about the order of day and month. */
  readonly sign?: number;
  /** The instant at which time alone changes it; Infinity when it does not. */
  readonly until?: number;
}

/** The columns of a field, with the types of Spark. */
interface FieldColumns {
  readonly own: readonly (readonly [string, string])[];
  /** Within `more`. */
  readonly more: readonly (readonly [string, string])[];
}

/**
 * The columns that a field has in a worker's line. What can be told from another column is left out, for a line goes
 * through a pipe: `_key` is '' where it is the text's own small letters or the country's code, `_loose` where it is the key, `_typed` where the cell is what was
 * read of it (`spelledOut` in rules-steps.ts).
 */
export function fieldColumns(field: Field, { uniqueKey }: TabContract): FieldColumns {
  const { name, type } = field;
  const [key, loose, typed] = ["key", "loose", "typed"].map((what) => [`${name}_${what}`, "STRING"] as const);
  if (type === "timestamp") return { own: [[name, "BIGINT"], [field.dateColumn, "DATE"], typed], more: [] };
  const read = [name, "STRING"] as const;
  const near = uniqueKey.includes(name) ? [loose] : [];
  if (type === "country") return { own: [read, [field.codeColumn, "STRING"]], more: [key, ...near, typed] };
  // Of many companies some word is left out to compare them: "Ltd".
  if (field.hints === "company") return { own: [read, ...near], more: [key, typed] };
  return { own: [read], more: [key, ...near, typed] };
}

/** Distinct cells that are remembered, as long as most repeat: their reading then costs far more than to find it. */
const REMEMBERED = 20_000;

/** Returns the reader of one field of a tab. */
export function readerOf(
  field: Field,
  contract: TabContract,
  context: TimeContext,
  decisions: DecidedCountries,
): (cell: Cell) => CellReading {
  if (field.type === "timestamp") return timeReader(context);
  const hasNear = contract.uniqueKey.includes(field.name);
  const isNearOwn = fieldColumns(field, contract).own.some(([name]) => name.endsWith("_loose"));
  /** `read`: what its first columns say; '' of each other where that can be told from them. */
  const columns = (read: string, key: string, near: string, typed: string) => {
    if (isNearOwn) return { out: read + SEPARATOR + near, more: inMore(key, typed) };
    return { out: read, more: hasNear ? inMore(key, near, typed) : inMore(key, typed) };
  };
  const unless = (usual: string, text: string) => (text === usual ? "" : text);
  const read = (cell: string): CellReading => {
    if (field.type === "country") {
      const { problem, name, code, key, warning, meantKey, decided } = readCountry(cell, decisions);
      const flaw = flawOf(problem);
      if (problem !== null)
        return { flaw, warnings: 0, ...columns(SEPARATOR + SEPARATOR, "", "", typedUnless("", cell)) };
      const warnings = warning === null ? 0 : warningBit(warning);
      const said = `${SEPARATOR}${name}${SEPARATOR}${code ?? ""}`;
      const written = columns(said, unless(code ?? "", key), unless(key, meantKey ?? key), typedUnless(name, cell));
      return { flaw, warnings, ...written, ...(decided !== undefined && { decided }) };
    }
    const reading = readText(cell);
    const { text, key } = reading;
    const flaw = flawOf(reading.problem);
    if (reading.problem !== null) return { flaw, warnings: 0, ...columns(SEPARATOR, "", "", typedUnless("", cell)) };
    const near = !hasNear || field.hints === undefined ? key : looseKeyOf(reading, field.hints);
    const warnings = reading.damage === undefined ? 0 : warningBit("DAMAGED_TEXT");
    const small = ASCII.test(text) ? text.toLowerCase() : "";
    return {
      flaw,
      warnings,
      ...columns(SEPARATOR + text, unless(small, key), unless(key, near), typedUnless(text, cell)),
    };
  };
  const known = new Map<string, CellReading>();
  let found = 0;
  let isWorthIt = true;
  return (cell) => {
    // A number in a field of words is what it looks like.
    const text = displayedText(cell);
    if (!isWorthIt) return read(text);
    let reading = known.get(text);
    if (reading !== undefined) {
      found++;
      return reading;
    }
    if (known.size >= REMEMBERED) {
      isWorthIt = found > REMEMBERED;
      found = 0;
      known.clear();
    }
    reading = read(text);
    known.set(text, reading);
    return reading;
  };
}

/** Of other texts another program may make other small letters. */
const ASCII = /^[ -~]*$/;
/** What would end a line or a column, what UTF-8 cannot hold, and what would pass for JSON. */
const NOT_PLAIN = /^"|[^ -\ud7ff\ue000-\uffff]/;

/** The column of a cell as it was typed: '' where it is what was read of it, as JSON where a line cannot hold it. */
function typedUnless(read: string, cell: string): string {
  if (cell === read) return "";
  return NOT_PLAIN.test(cell) ? JSON.stringify(cell) : cell;
}

function inMore(...texts: string[]): string {
  const all = texts.join(MORE_SEPARATOR);
  return all.length < texts.length ? "" : MORE_SEPARATOR + all;
}

/** Nearly every timestamp differs: none is remembered, but for their days. */
function timeReader(context: TimeContext): (cell: Cell) => CellReading {
  const bytes = Buffer.alloc(LONGEST_WALL * BYTES_OF_A_UNIT);
  const days = new Map<number, string>();
  const dayText = (day: number) => {
    let text = days.get(day);
    if (text === undefined) {
      text = isoDate(day);
      days.set(day, text);
    }
    return text;
  };
  return (cell) => {
    const length = typeof cell === "string" && cell.length <= LONGEST_WALL ? bytes.write(cell) : 0;
    const wall = length === 0 ? Number.NaN : plainWallTime(bytes, 0, length);
    const isWall = !Number.isNaN(wall);
    const { problem, instant, warning } = isWall ? atWall(wall, context) : readTimestamp(cell, context);
    const text = !isWall ? displayedText(cell) : isUsualWall(cell as string) ? (cell as string) : wallText(wall);
    const isKnown = problem === null;
    const flaw = flawOf(problem);
    const read = isKnown
      ? SEPARATOR + instant + SEPARATOR + dayText(localDay(toWall(context.zone, instant)))
      : SEPARATOR + SEPARATOR;
    return {
      flaw,
      warnings: isKnown && warning !== null ? warningBit(warning) : 0,
      out: read + SEPARATOR + typedUnless("", text),
      more: "",
      sign: isWall ? NOTHING : signOf(cell, context),
      until: changesAt(instant, flaw, context.asOf),
    };
  };
}

/** `2022-11-23 01:55:29.123456` */
const LONGEST_WALL = 26;
/** Of UTF-16, in UTF-8, at most. */
const BYTES_OF_A_UNIT = 3;

/** Whether a plain wall time is written as `wallText` writes it. */
function isUsualWall(cell: string): boolean {
  return cell.length === 19 && cell[10] === " ";
}

function signOf(cell: Cell, context: TimeContext): number {
  return typeof cell === "number"
    ? orderSignOfWall(serialWall(cell), context)
    : orderSign(displayedText(cell), context);
}
