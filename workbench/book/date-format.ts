import { MONTH_NAMES, weekday } from "../../shared/calendar";
import { wallTimeOf } from "./serial";

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const TOKENS = /\[(h+|m+|s+)\]|"([^"]*)"|\\(.)|am\/pm|a\/p|y+|m+|d+|h+|s+|\.0+|./gi;

/** Shows a serial number by a date pattern (`yyyy-mm-dd hh:mm:ss`, `m/d/yyyy h:mm am/pm`, `[h]:mm`). Names are English. */
export function formatDate(serial: number, pattern: string): string {
  const time = wallTimeOf(serial);
  const tokens = [...pattern.matchAll(TOKENS)];
  const twelve = tokens.some(([token]) => /^(am\/pm|a\/p)$/i.test(token));
  const hour = twelve ? time.hour % 12 || 12 : time.hour;
  let afterHour = false;
  return tokens
    .map(([token, elapsed, quoted, escaped], at) => {
      if (elapsed !== undefined) {
        afterHour = elapsed[0].toLowerCase() === "h";
        return elapsedTime(serial, elapsed);
      }
      if (quoted !== undefined) return quoted;
      if (escaped !== undefined) return escaped;
      const lower = token.toLowerCase();
      switch (lower[0]) {
        case "y":
          return lower.length > 2 ? String(time.year).padStart(4, "0") : pad(time.year % 100, 2);
        case "m": {
          const beforeSecond = /^\[?s/i.test(tokens.slice(at + 1).find(([next]) => /^\[?[ymdhs]/i.test(next))?.[0] ?? "");
          if (lower.length <= 2 && (afterHour || beforeSecond)) {
            afterHour = false;
            return pad(time.minute, lower.length);
          }
          return monthText(time.month, lower.length);
        }
        case "d":
          return dayText(time.day, time.days, lower.length);
        case "h":
          afterHour = true;
          return pad(hour, lower.length);
        case "s":
          return pad(time.second, lower.length);
        case "a":
          if (lower === "am/pm") return time.hour < 12 ? "AM" : "PM";
          return lower === "a/p" ? (time.hour < 12 ? "A" : "P") : token;
        case ".":
          return lower.length > 1 ? `.${pad(time.millisecond, 3).padEnd(lower.length - 1, "0").slice(0, lower.length - 1)}` : ".";
        default:
          return token;
      }
    })
    .join("");
}

function pad(value: number, width: number): string {
  return String(value).padStart(width > 1 ? width : 1, "0");
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
