/** 0 is A, 25 is Z, 26 is AA. */
export function columnName(column: number): string {
  let name = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** A is 0; letters only, any case. */
export function columnIndex(name: string): number {
  let index = 0;
  for (const letter of name.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

/** A rectangle as written: an end that was left out is undefined. Ends excluded, from 0. */
export interface Written {
  readonly top?: number;
  readonly bottom?: number;
  readonly left?: number;
  readonly right?: number;
}

const A1_END = /^\$?([A-Za-z]{1,3})?\$?([1-9]\d{0,8})?$/;
const R1C1 = /^[Rr]([1-9]\d*)[Cc]([1-9]\d*)(?::[Rr]([1-9]\d*)[Cc]([1-9]\d*))?$/;

/** Reads `A1`, `A1:B2`, `A:C`, `2:3`, `A2:C`, `A1:2`, `R1C1`, `R1C1:R2C2`; undefined when the text is none of these. */
export function readCells(text: string): Written | undefined {
  const r1c1 = R1C1.exec(text);
  if (r1c1 !== null) {
    const [, row, column, row2 = row, column2 = column] = r1c1;
    return written([Number(row) - 1, Number(column) - 1], [Number(row2) - 1, Number(column2) - 1]);
  }
  const parts = text.split(":");
  if (parts.length > 2) return undefined;
  const ends = parts.map(readEnd);
  const [first, last = first] = ends;
  if (first === undefined || last === undefined) return undefined;
  if (parts.length === 1 && (first[0] === undefined || first[1] === undefined)) return undefined;
  return written(first, last);
}

type End = readonly [row: number | undefined, column: number | undefined];

function readEnd(text: string): End | undefined {
  const match = A1_END.exec(text);
  if (match === null || (match[1] === undefined && match[2] === undefined)) return undefined;
  const [, letters, digits] = match;
  return [
    digits === undefined ? undefined : Number(digits) - 1,
    letters === undefined ? undefined : columnIndex(letters),
  ];
}

function written([row, column]: End, [row2, column2]: End): Written {
  const [top, bottom] = span(row, row2);
  const [left, right] = span(column, column2);
  return {
    ...(top === undefined ? {} : { top }),
    ...(bottom === undefined ? {} : { bottom }),
    ...(left === undefined ? {} : { left }),
    ...(right === undefined ? {} : { right }),
  };
}

/** Two ends of one axis, in any order; where one is missing the range is open there (`A2:C`, `A1:2`). */
function span(a: number | undefined, b: number | undefined): [number | undefined, number | undefined] {
  if (a !== undefined && b !== undefined) return [Math.min(a, b), Math.max(a, b) + 1];
  return [a ?? b, undefined];
}

const PLAIN_TITLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const LOOKS_LIKE_CELL = /^(?:[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*|[Rr]\d*|[Cc]\d*|true|false)$/i;

/** A sheet's title as it stands before the `!`: quoted when it is not a plain word or could be read as a cell. */
export function quoteTitle(title: string): string {
  if (PLAIN_TITLE.test(title) && !LOOKS_LIKE_CELL.test(title)) return title;
  return `'${title.replaceAll("'", "''")}'`;
}

/** `Sheet1!A1:B2` as Google echoes it; a single cell without the colon. */
export function writeRange(title: string, top: number, bottom: number, left: number, right: number): string {
  const first = `${columnName(left)}${top + 1}`;
  const last = `${columnName(right - 1)}${bottom}`;
  return `${quoteTitle(title)}!${first === last ? first : `${first}:${last}`}`;
}
