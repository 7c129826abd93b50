import type { Cell } from "./cell";
import { displayedText } from "./cell";
import type { TabContract } from "./contract";
import { bindHeaders, cellName } from "./headers";
import { quoted } from "./sentences";
import { tidy } from "./text";

/** A column that was bound to a field before. */
export interface RememberedColumn {
  /** 0-based. */
  readonly column: number;
  /** `Leads.country` */
  readonly field: string;
}

/** A header row with the names of columns that were renamed put right. */
export interface RestoredHeaders {
  readonly headers: readonly string[];
  readonly notices: readonly RenamedNotice[];
}

export interface RenamedNotice {
  readonly code: "HEADER_RENAMED";
  /** `Leads!C1` */
  readonly cell: string;
  readonly sentence: string;
  /** What to write there. */
  readonly suggestion: string;
}

/**
 * A column that was bound to a field before, and whose header now names no field, gets its field's name back: the column was renamed.
 * A header that does name a field counts for itself, for cells that are cut and pasted leave the memory of their column behind.
 */
export function restoreHeaders(
  contract: TabContract,
  cells: readonly Cell[],
  remembered: readonly RememberedColumn[],
): RestoredHeaders {
  const shown = cells.map(displayedText);
  const named = shown.map((header) => fieldNamed(contract, header));
  const headers = [...shown];
  const notices: RenamedNotice[] = [];
  for (const field of contract.fields) {
    const columns = remembered.filter(
      (one) => one.field === rememberedAs(contract, field.name) && one.column < shown.length,
    );
    if (columns.length !== 1 || named.includes(field.name)) continue;
    const [{ column }] = columns;
    if (named[column] !== null) continue;
    headers[column] = field.header;
    const cell = cellName(contract.tab, column, 1);
    const now = tidy(shown[column]) === "" ? "is empty now" : `says ${quoted(tidy(shown[column]))} now`;
    notices.push({
      code: "HEADER_RENAMED",
      cell,
      sentence: `${cell} ${now}; its column was read as ${quoted(field.header)}, as it was before. To put it right, write ${quoted(field.header)} there.`,
      suggestion: field.header,
    });
  }
  return { headers, notices };
}

/** How a field of a tab stands in the metadata. */
export function rememberedAs({ tab }: TabContract, field: string): string {
  return `${tab}.${field}`;
}

/** The field that a header names, exactly or by an alias; `null` when none, or only nearly. */
function fieldNamed(contract: TabContract, header: string): string | null {
  const { columns, notices } = bindHeaders(contract, [header]);
  if (notices.length > 0) return null;
  return contract.fields.find(({ name }) => (columns as Record<string, number>)[name] === 0)?.name ?? null;
}
