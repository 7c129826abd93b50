import { columnIndex, columnName, quoteTitle } from "./a1";

/** One end of a reference in a formula: from 0, undefined where the axis is whole (`A:A`, `2:2`). */
export interface ReferenceEnd {
  readonly row: number | undefined;
  readonly column: number | undefined;
  readonly fixedRow: boolean;
  readonly fixedColumn: boolean;
}

export interface Reference {
  /** The sheet's title when written. */
  readonly title: string | undefined;
  readonly first: ReferenceEnd;
  /** The other end of a range. */
  readonly last: ReferenceEnd | undefined;
}

export type Token =
  | { readonly kind: "number" | "text" | "name" | "sign" | "space" | "error"; readonly text: string }
  | { readonly kind: "reference"; readonly text: string; readonly reference: Reference };

const TITLE = String.raw`(?:'(?:[^']|'')*'|[\p{L}_][\p{L}\p{N}_.]*)!`;
const CELL = String.raw`\$?[A-Za-z]{1,3}\$?[1-9]\d*`;
const COLUMN = String.raw`\$?[A-Za-z]{1,3}`;
const ROW = String.raw`\$?[1-9]\d*`;
const REFERENCE = String.raw`(?<title>${TITLE})?(?<cells>${CELL}:${CELL}|${CELL}:${COLUMN}|${CELL}(?![\p{L}\p{N}_(.])|${COLUMN}:${COLUMN}(?![\p{L}\p{N}_(])|${ROW}:${ROW}(?!\d))`;
const PARTS = new RegExp(
  String.raw`(?<text>"(?:[^"]|"")*")|(?<error>#(?:REF!|N/A|DIV/0!|VALUE!|NUM!|NAME\?|NULL!|ERROR!))|${REFERENCE}|(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[\p{L}_][\p{L}\p{N}_.]*)|(?<space>\s+)|(?<sign><>|<=|>=|.)`,
  "gu",
);

/** Splits a formula (without its `=`) into its words. Joining the texts gives the formula back. */
export function tokensOf(formula: string): Token[] {
  return [...formula.matchAll(PARTS)].map((match): Token => {
    const groups = match.groups as Record<string, string | undefined>;
    if (groups.cells !== undefined)
      return { kind: "reference", text: match[0], reference: readReference(groups.title, groups.cells) };
    for (const kind of ["text", "error", "number", "name", "space"] as const) {
      if (groups[kind] !== undefined) return { kind, text: match[0] };
    }
    return { kind: "sign", text: match[0] };
  });
}

function readReference(title: string | undefined, cells: string): Reference {
  const [first, last] = cells.split(":").map((end): ReferenceEnd => {
    const [, fixedColumn, letters, fixedRow, digits] = /^(\$?)([A-Za-z]*)(\$?)(\d*)$/.exec(end) as RegExpExecArray;
    return {
      row: digits === "" ? undefined : Number(digits) - 1,
      column: letters === "" ? undefined : columnIndex(letters),
      fixedRow: (letters === "" ? fixedColumn : fixedRow) === "$",
      fixedColumn: letters !== "" && fixedColumn === "$",
    };
  });
  const bare = title?.slice(0, -1);
  return { title: bare?.startsWith("'") ? bare.slice(1, -1).replaceAll("''", "'") : bare, first, last };
}

function writeEnd(end: ReferenceEnd): string {
  const column = end.column === undefined ? "" : `${end.fixedColumn ? "$" : ""}${columnName(end.column)}`;
  return `${column}${end.row === undefined ? "" : `${end.fixedRow ? "$" : ""}${end.row + 1}`}`;
}

/** Rewrites every reference of a formula (with its `=`); `change` returns the new one, or undefined for `#REF!`. */
export function mapReferences(formula: string, change: (reference: Reference) => Reference | undefined): string {
  const parts = tokensOf(formula.slice(1)).map((token) => {
    if (token.kind !== "reference") return token.text;
    const changed = change(token.reference);
    return changed === undefined ? "#REF!" : writeReference(changed, token);
  });
  return `=${parts.join("")}`;
}

/** The title stays as it was written unless it is another. */
function writeReference({ title, first, last }: Reference, was: { text: string; reference: Reference }): string {
  const written = /^(?:'(?:[^']|'')*'|[^!']*)!/.exec(was.text)?.[0] ?? "";
  const before = title === undefined || title === was.reference.title ? written : `${quoteTitle(title)}!`;
  return `${before}${writeEnd(first)}${last === undefined ? "" : `:${writeEnd(last)}`}`;
}

/** A formula pasted so many rows and columns away: what is not fixed with `$` moves along. */
export function movedFormula(formula: string, rows: number, columns: number): string {
  const move = (end: ReferenceEnd): ReferenceEnd => ({
    ...end,
    row: end.row === undefined || end.fixedRow ? end.row : end.row + rows,
    column: end.column === undefined || end.fixedColumn ? end.column : end.column + columns,
  });
  const lost = (end: ReferenceEnd | undefined) => (end?.row ?? 0) < 0 || (end?.column ?? 0) < 0;
  return mapReferences(formula, ({ title, first, last }) => {
    const moved = { title, first: move(first), last: last === undefined ? undefined : move(last) };
    return lost(moved.first) || lost(moved.last) ? undefined : moved;
  });
}
