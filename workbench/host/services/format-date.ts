import { Temporal } from "temporal-polyfill";

const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
/** A quoted text, a run of one letter, or a run of anything else. */
const TOKEN = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/g;

type Time = Temporal.ZonedDateTime;

const padded = (value: number, width: number) => String(value).padStart(width, "0");

/** What each pattern letter of Java's SimpleDateFormat gives for a run of `width` letters. Texts are English, as Google's. */
const LETTERS: Readonly<Record<string, (time: Time, width: number) => string>> = {
  G: () => "AD",
  y: ({ year }, width) => (width === 2 ? padded(year % 100, 2) : padded(year, width)),
  M: ({ month }, width) => {
    const name = MONTHS[month - 1];
    return width >= 4 ? name : width === 3 ? name.slice(0, 3) : padded(month, width);
  },
  d: ({ day }, width) => padded(day, width),
  D: ({ dayOfYear }, width) => padded(dayOfYear, width),
  E: ({ dayOfWeek }, width) => (width >= 4 ? DAYS[dayOfWeek - 1] : DAYS[dayOfWeek - 1].slice(0, 3)),
  u: ({ dayOfWeek }, width) => padded(dayOfWeek, width),
  a: ({ hour }) => (hour < 12 ? "AM" : "PM"),
  H: ({ hour }, width) => padded(hour, width),
  k: ({ hour }, width) => padded(hour === 0 ? 24 : hour, width),
  K: ({ hour }, width) => padded(hour % 12, width),
  h: ({ hour }, width) => padded(hour % 12 || 12, width),
  m: ({ minute }, width) => padded(minute, width),
  s: ({ second }, width) => padded(second, width),
  S: ({ millisecond }, width) => padded(millisecond, width),
  Z: ({ offsetNanoseconds }) => offset(offsetNanoseconds, ""),
  X: ({ offsetNanoseconds }, width) => {
    if (offsetNanoseconds === 0) return "Z";
    return width === 1 ? offset(offsetNanoseconds, "").slice(0, 3) : offset(offsetNanoseconds, width === 2 ? "" : ":");
  },
};

/**
 * A time (UTC ms) in a zone by a pattern of Java's SimpleDateFormat, as `Utilities.formatDate`. A RangeError names a zone that does not
 * exist, or a letter that is not implemented.
 */
export function formatDate(ms: number, zone: string, pattern: string): string {
  const time = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(javaZone(zone));
  if (time.year < 1) throw new RangeError("A year before 1");
  return pattern.replace(TOKEN, (token, quoted: string | undefined, letter: string | undefined) => {
    if (quoted !== undefined) return quoted === "" ? "'" : quoted.replaceAll("''", "'");
    if (letter === undefined) return token;
    const write = LETTERS[letter];
    if (write === undefined) throw new RangeError(`The pattern letter ${letter}`);
    return write(time, token.length);
  });
}

/** Java also knows `GMT+1`, `GMT-3:30` and `GMT`. */
function javaZone(name: string): string {
  const parts = /^GMT([+-])(\d{1,2})(?::?(\d\d))?$/.exec(name);
  if (parts !== null) return `${parts[1]}${parts[2].padStart(2, "0")}:${parts[3] ?? "00"}`;
  return name === "GMT" ? "UTC" : name;
}

function offset(nanoseconds: number, between: string): string {
  const minutes = Math.trunc(Math.abs(nanoseconds) / 6e10);
  return (nanoseconds < 0 ? "-" : "+") + padded(Math.trunc(minutes / 60), 2) + between + padded(minutes % 60, 2);
}
