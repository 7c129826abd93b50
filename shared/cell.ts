/** A raw value as the source gives it. A blank cell is `null` or `''`; an error cell is its text (`#REF!`). */
export type Cell = string | number | boolean | null;

/** What Sheets shows for a cell that is not text: `true` as `TRUE`, numbers in their shortest form, blank as ''. */
export function displayedText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  return String(cell);
}
