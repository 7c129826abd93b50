import { MONTH_NAMES, weekday } from "../../shared/calendar";
import { type WallTime, wallTimeOf } from "./serial";

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const TOKENS = /\[(h+|m+|s+)\]|"([^"]*)"|\\(.)|am\/pm|a\/p|y+|m+|d+|h+|s+|\.0+|./gi;

type Piece = string | ((time: WallTime, serial: number) => string);

/** Patterns already taken apart: a sheet shows thousands of cells by a handful of them. */
const known = new Map<string, readonly Piece[]>();

/** Shows a serial number by a date pattern (`yyyy-mm-dd hh:mm:ss`, `m/d/yyyy h:mm am/pm`, `[h]:mm`). Names are English. */
export function formatDate(serial: number, pattern: string): string {
  let pieces = known.get(pattern);
  if (pieces === undefined) {
    pieces = piecesOf(pattern);
    known.set(pattern, pieces);
  }
  const time = wallTimeOf(serial);
  let text = "";
  for (const piece of pieces) text += typeof piece === "string" ? piece : piece(time, serial);
  return text;
}

function piecesOf(pattern: string): Piece[] {
  const tokens = [...pattern.matchAll(TOKENS)];
  const twelve = tokens.some(([token]) => /^(am\/pm|a\/p)$/i.test(token));
  let afterHour = false;
  return tokens.map(([token, elapsed, quoted, escaped], at): Piece => {
    if (elapsed !== undefined) {
      afterHour = elapsed[0].toLowerCase() === "h";
      return (_, serial) => elapsedTime(serial, elapsed);
    }
    if (quoted !== undefined || escaped !== undefined) return quoted ?? escaped;
    const lower = token.toLowerCase();
    const width = lower.length;
    switch (lower[0]) {
      case "y":
        return ({ year }) => (width > 2 ? pad(year, 4) : pad(year % 100, 2));
      case "m": {
        // An m is minutes after hours or before seconds, months anywhere else.
        const next = tokens.slice(at + 1).find(([other]) => /^\[?[ymdhs]/i.test(other))?.[0] ?? "";
        const minutes = width <= 2 && (afterHour || /^\[?s/i.test(next));
        if (minutes) afterHour = false;
        return minutes ? ({ minute }) => pad(minute, width) : ({ month }) => monthText(month, width);
      }
      case "d":
        return ({ day, days }) => dayText(day, days, width);
      case "h":
        afterHour = true;
        return ({ hour }) => pad(twelve ? hour % 12 || 12 : hour, width);
      case "s":
        return ({ second }) => pad(second, width);
      case "a":
        if (lower === "am/pm") return ({ hour }) => (hour < 12 ? "AM" : "PM");
        return lower === "a/p" ? ({ hour }) => (hour < 12 ? "A" : "P") : token;
      case ".":
        return width === 1
          ? "."
          : ({ millisecond }) =>
              `.${pad(millisecond, 3)
                .padEnd(width, "0")
                .slice(0, width - 1)}`;
      default:
        return token;
    }
  });
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

function monthText(month: number, width: number): string {
  const name = MONTH_NAMES[month - 1];
  if (width <= 2) return pad(month, width);
  return width === 3 ? name.slice(0, 3) : width === 5 ? name[0] : name;
}

function dayText(day: number, days: number, width: number): string {
  if (width <= 2) return pad(day, width);
  const name = WEEKDAYS[weekday(days)];
  return width === 3 ? name.slice(0, 3) : name;
}

function elapsedTime(serial: number, token: string): string {
  const perDay = { h: 24, m: 1440, s: 86_400 }[token[0].toLowerCase() as "h" | "m" | "s"];
  // A thousandth of a second of slack, as serials are fractions.
  return pad(Math.floor(serial * perDay + perDay / 86_400_000), token.length);
}
