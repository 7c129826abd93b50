import type { sheets_v4 } from "@googleapis/sheets";
import { DAY_MS } from "../../shared/calendar";

export type Cell = sheets_v4.Schema$CellData;
export type Format = sheets_v4.Schema$CellFormat;
export type Request = sheets_v4.Schema$Request;

/** The most characters Google takes in a cell. https://support.google.com/drive/answer/37603 */
const MOST_CHARACTERS = 50_000;

/** Serial day of 1970-01-01 in Sheets, which counts from 1899-12-30. */
const EPOCH_SERIAL = 25_569;

export const COUNT: Format = { numberFormat: { type: "NUMBER", pattern: "#,##0" } };
export const PLAIN: Format = { numberFormat: { type: "NUMBER", pattern: "0" } };
const DAY: Format = { numberFormat: { type: "DATE", pattern: "ddd d mmmm yyyy" }, horizontalAlignment: "LEFT" };
const DATE_TIME: Format = {
  numberFormat: { type: "DATE_TIME", pattern: "d mmmm yyyy hh:mm" },
  horizontalAlignment: "LEFT",
};

export const BOLD: Format = { textFormat: { bold: true } };
export const GREY: Format = { textFormat: { foregroundColorStyle: { rgbColor: { red: 0.4, green: 0.4, blue: 0.4 } } } };
export const HEADER: Format = {
  textFormat: { bold: true },
  backgroundColorStyle: { rgbColor: { red: 0.93, green: 0.94, blue: 0.95 } },
};
/** A label over figures; a long one goes on in a second line. */
export const FIGURES_HEADER: Format = { ...HEADER, horizontalAlignment: "RIGHT", wrapStrategy: "WRAP" };
/** What changed, beside its figures. */
export const CHANGE: Format = { ...GREY, horizontalAlignment: "RIGHT" };
/** The last line of a sum. */
export const TOTAL: Format = { textFormat: { bold: true }, borders: { top: { style: "SOLID" } } };

/** Text exactly as it is. Never a formula: Sheets does not parse a `stringValue`, whatever it begins with. */
export function text(value: string, format?: Format): Cell {
  if (value === "") return format === undefined ? {} : { userEnteredFormat: format };
  const fits = value.length <= MOST_CHARACTERS ? value : `${value.slice(0, MOST_CHARACTERS - 1)}…`;
  return cell({ stringValue: fits }, format);
}

/** A whole number, with thousands unless the format says otherwise, and with a word behind it where there is one. */
export function number(value: number, format: Format = COUNT, word?: string): Cell {
  return cell(
    { numberValue: value },
    word === undefined ? format : { ...format, numberFormat: followed(format, word) },
  );
}

function followed({ numberFormat }: Format, word: string): sheets_v4.Schema$NumberFormat {
  return { ...numberFormat, pattern: `${numberFormat?.pattern}" (${word})"` };
}

/** A day (days since 1970-01-01) as a date, with a word behind it where there is one. */
export function day(days: number, word?: string): Cell {
  return number(days + EPOCH_SERIAL, DAY, word);
}

/** A wall time (ms since 1970-01-01 on the local wall) as a date and time, to the second. */
export function wallTime(wallMs: number): Cell {
  return cell({ numberValue: Math.floor(wallMs / 1000) / (DAY_MS / 1000) + EPOCH_SERIAL }, DATE_TIME);
}

/** The text as a link when it is the address of a page. */
export function place(value: string): Cell {
  return linked("", value);
}

/** Words and the place they lead to, which is a link when it is the address of a page. */
export function linked(words: string, value: string): Cell {
  return text(`${words}${value}`, /^https?:\/\//.test(value) ? { textFormat: { link: { uri: value } } } : undefined);
}

function cell(userEnteredValue: sheets_v4.Schema$ExtendedValue, format: Format | undefined): Cell {
  return format === undefined ? { userEnteredValue } : { userEnteredValue, userEnteredFormat: format };
}
