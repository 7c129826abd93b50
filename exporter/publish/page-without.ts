import type { Cell } from "../../shared/cell";
import { type IsOfPerson, NAMES } from "../inputs/person";

/** The data of a page, as JSON in it. */
const DATA = /(<script id="[\w-]+" type="application\/json">)(.*?)(?=<\/script)/gs;

/**
 * A page without the rows of a person, whatever tables its data have: those with a column of names. Where only a part of the name may stand
 * in the page, that part decides. Returns how many rows went, too.
 */
export function pageWithout(page: string, isTheirs: IsOfPerson): { page: string; rows: number } {
  let removed = 0;
  const left = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(left);
    if (typeof value !== "object" || value === null) return value;
    const parts = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, left(part)]));
    const { columns, rows, allRows } = parts;
    if (!Array.isArray(columns) || !Array.isArray(rows)) return parts;
    const at = new Map(columns.map((column, i) => [column?.name, i]));
    if (!NAMES.some((name) => at.has(name))) return parts;
    const kept = rows.filter((row: readonly Cell[]) => !isTheirs((field) => row[at.get(field) ?? -1]));
    const gone = rows.length - kept.length;
    removed += gone;
    return { ...parts, rows: kept, ...(typeof allRows === "number" && { allRows: allRows - gone }) };
  };
  const cleaned = page.replace(DATA, (_, open: string, data: string) => `${open}${escaped(left(JSON.parse(data)))}`);
  return removed === 0 ? { page, rows: 0 } : { page: cleaned, rows: removed };
}

/** JSON that cannot end, or open, an HTML element, whatever text it carries. */
function escaped(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
