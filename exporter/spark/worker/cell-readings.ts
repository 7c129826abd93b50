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
import { changesAt } from "../../run/valid-until";
import { SEPARATOR } from "./job";

/** What a cell means for its field, ready to be written. */
export interface CellReading {
  readonly flaw: number;
  /** Warning bits. */
  readonly warnings: number;
  /** The columns of `fieldColumns`, each behind a separator. */
  readonly out: string;
  /** The cell as it was typed, as JSON. */
  readonly typed: string;
  /** The key of the decision that gave it its country. */
  readonly decided?: string;
  /** What its timestamp says about the order of day and month. */
  readonly sign?: number;
  /** The instant at which time alone changes it; Infinity when it does not. */
  readonly until?: number;
}

/** The columns that a field has in a worker's line, with the types of Spark. */
export function fieldColumns(field: Field, { uniqueKey }: TabContract): readonly (readonly [string, string])[] {
  const { name, type } = field;
  const key = [`${name}_key`, "STRING"] as const;
  const loose = uniqueKey.includes(name) ? [[`${name}_loose`, "STRING"] as const] : [];
  if (type === "timestamp") {
    return [
      [name, "BIGINT"],
      [field.dateColumn, "DATE"],
    ];
  }
  if (type === "country") return [[name, "STRING"], [field.codeColumn, "STRING"], key, ...loose];
  return [[name, "STRING"], key, ...loose];
}

/** Distinct cells that are remembered: they repeat, and their reading costs far more than to find it. */
const REMEMBERED = 50_000;

/** Returns the reader of one field of a tab. */
export function readerOf(
  field: Field,
  contract: TabContract,
  context: TimeContext,
  decisions: DecidedCountries,
): (cell: Cell) => CellReading {
  if (field.type === "timestamp") return (cell) => readTime(cell, context);
  const columns = fieldColumns(field, contract).length;
  const hasLoose = contract.uniqueKey.includes(field.name);
  const blank = SEPARATOR.repeat(columns);
  const read = (cell: string): CellReading => {
    const typed = cell === "" ? "null" : JSON.stringify(cell);
    const loose = (key: string) => (hasLoose ? SEPARATOR + key : "");
    if (field.type === "country") {
      const { problem, name, code, key, warning, meantKey, decided } = readCountry(cell, decisions);
      const flaw = flawOf(problem);
      if (problem !== null) return { flaw, warnings: 0, out: blank, typed };
      const out = `${SEPARATOR}${name}${SEPARATOR}${code ?? ""}${SEPARATOR}${key}${loose(meantKey ?? key)}`;
      const warnings = warning === null ? 0 : warningBit(warning);
      return { flaw, warnings, out, typed, ...(decided !== undefined && { decided }) };
    }
    const reading = readText(cell);
    const flaw = flawOf(reading.problem);
    if (reading.problem !== null) return { flaw, warnings: 0, out: blank, typed };
    const near = field.hints === undefined ? reading.key : looseKeyOf(reading, field.hints);
    const warnings = reading.damage === undefined ? 0 : warningBit("DAMAGED_TEXT");
    return { flaw, warnings, out: `${SEPARATOR}${reading.text}${SEPARATOR}${reading.key}${loose(near)}`, typed };
  };
  let known = new Map<string, CellReading>();
  return (cell) => {
    // A number in a field of words is what it looks like.
    const text = displayedText(cell);
    let reading = known.get(text);
    if (reading === undefined) {
      if (known.size >= REMEMBERED) known = new Map();
      reading = read(text);
      known.set(text, reading);
    }
    return reading;
  };
}

/** Nearly every timestamp differs: none is remembered. */
function readTime(cell: Cell, context: TimeContext): CellReading {
  const bytes = typeof cell === "string" && cell.length <= 26 ? Buffer.from(cell) : null;
  const wall = bytes === null ? Number.NaN : plainWallTime(bytes, 0, bytes.length);
  const isWall = !Number.isNaN(wall);
  const { problem, instant, warning } = isWall ? atWall(wall, context) : readTimestamp(cell, context);
  const text = isWall ? wallText(wall) : displayedText(cell);
  const isKnown = problem === null;
  const flaw = flawOf(problem);
  return {
    flaw,
    warnings: isKnown && warning !== null ? warningBit(warning) : 0,
    out: isKnown
      ? `${SEPARATOR}${instant}${SEPARATOR}${isoDate(localDay(toWall(context.zone, instant)))}`
      : SEPARATOR + SEPARATOR,
    typed: text === "" ? "null" : JSON.stringify(text),
    sign: isWall ? NOTHING : signOf(cell, context),
    until: changesAt(instant, flaw, context.asOf),
  };
}

function signOf(cell: Cell, context: TimeContext): number {
  return typeof cell === "number"
    ? orderSignOfWall(serialWall(cell), context)
    : orderSign(displayedText(cell), context);
}
