import { formatDate } from "./date-format";
import type { Message } from "./json";
import { datePattern, dateTimePattern, timePattern } from "./locale";

const DEFAULT_PATTERNS: Record<string, string> = {
  NUMBER: "#,##0.00",
  PERCENT: "0.00%",
  CURRENCY: "$#,##0.00",
  SCIENTIFIC: "0.00E+00",
};

export const DATE_TYPES: ReadonlySet<string> = new Set(["DATE", "TIME", "DATE_TIME"]);

/** Shows a number by a `NumberFormat`, or as Google's "Automatic" does when there is none. */
export function formatNumber(value: number, format: Message | undefined, locale: string): string {
  const type: string = format?.type ?? "NUMBER_FORMAT_TYPE_UNSPECIFIED";
  if (DATE_TYPES.has(type)) return formatDate(value, format?.pattern || defaultDatePattern(type, locale));
  if (type === "TEXT") return general(value);
  const pattern: string | undefined = format?.pattern || DEFAULT_PATTERNS[type];
  if (pattern === undefined || /^(general|@)$/i.test(pattern)) return general(value);
  return byPattern(value, pattern);
}

const datePatterns = new Map<string, string>();

function defaultDatePattern(type: string, locale: string): string {
  const key = `${type} ${locale}`;
  let pattern = datePatterns.get(key);
  if (pattern === undefined) {
    pattern = { DATE: datePattern, TIME: timePattern, DATE_TIME: dateTimePattern }[type as "DATE"](locale);
    datePatterns.set(key, pattern);
  }
  return pattern;
}

/** The "Automatic" form: up to ten significant decimals, exponent for the very large and the very small. */
export function general(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e15) return String(value);
  if (size >= 1e15 || size < 1e-9) return exponent(value, "0.#####E+0");
  const digits = Math.max(0, Math.min(10, size >= 1 ? 10 - String(Math.floor(size)).length : 10));
  return String(Number(value.toFixed(digits)));
}

/** A number by a pattern of up to three sections: positive; negative; zero. */
function byPattern(value: number, pattern: string): string {
  const sections = pattern.match(/(?:"[^"]*"|\\.|[^;])+/g) ?? [pattern];
  if (value < 0 && sections.length > 1) return bySection(-value, sections[1]);
  if (value === 0 && sections.length > 2) return bySection(value, sections[2]);
  const text = bySection(Math.abs(value), sections[0]);
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text;
}

const PIECES = /"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.|([0#?,]*[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+)(?:E([+-])(0+|#+))?|./gi;

function bySection(value: number, section: string): string {
  const bare = section.replace(/"[^"]*"|\\./g, "");
  const percents = bare.split("%").length - 1;
  if (!/[0#?]/.test(bare) && /[ymdhs]/i.test(bare.replace(/\[[^\]]*\]/g, ""))) return formatDate(value, section);
  let shown = false;
  return section.replace(PIECES, (piece, quoted, escaped, digits, sign, power) => {
    if (quoted !== undefined) return quoted;
    if (escaped !== undefined) return escaped;
    if (digits !== undefined) {
      if (shown) return "";
      shown = true;
      if (power !== undefined) return exponent(value, `${digits}E${sign}${power}`);
      return fixed(value * 100 ** percents, digits);
    }
    if (piece.startsWith("[")) return /^\[\$([^\]-]*)/.exec(piece)?.[1] ?? "";
    if (piece.length === 2) return piece[0] === "_" ? " " : "";
    return piece;
  });
}

function fixed(value: number, digits: string): string {
  const [whole, decimals = ""] = digits.split(".");
  const least = decimals.replace(/[^0]/g, "").length;
  const scaled = value / 1000 ** (/,+$/.exec(whole)?.[0].length ?? 0);
  let [integer, fraction = ""] = roundedText(scaled, decimals.length).split(".");
  while (fraction.length > least && fraction.endsWith("0")) fraction = fraction.slice(0, -1);
  const width = whole.replace(/[^0]/g, "").length;
  integer = integer === "0" && width === 0 ? "" : integer.padStart(width, "0");
  if (/,/.test(whole.replace(/,+$/, ""))) integer = integer.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return fraction === "" ? integer : `${integer}.${fraction}`;
}

/** Rounds half away from zero on the decimal the number shows (1.005 to 1.01), as a spreadsheet does. */
function roundedText(value: number, decimals: number): string {
  const text = value.toPrecision(15);
  return Number(`${Math.round(Number(`${Number(text)}e${decimals}`))}e-${decimals}`).toFixed(decimals);
}

function exponent(value: number, pattern: string): string {
  const [, digits, sign, zeros] = /^([^E]*)E([+-])(.*)$/i.exec(pattern) as RegExpExecArray;
  const decimals = digits.split(".")[1] ?? "";
  const [mantissa, power] = value.toExponential(decimals.length).split("e");
  let [integer, fraction = ""] = mantissa.split(".");
  const least = decimals.replace(/[^0]/g, "").length;
  while (fraction.length > least && fraction.endsWith("0")) fraction = fraction.slice(0, -1);
  if (fraction !== "") integer += `.${fraction}`;
  const size = String(Math.abs(Number(power))).padStart(zeros.length, "0");
  return `${integer}E${Number(power) < 0 ? "-" : sign === "+" ? "+" : ""}${size}`;
}
