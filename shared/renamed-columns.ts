import type { Cell } from "./cell";
import { displayedText } from "./cell";
import type { TabContract } from "./contract";
import { type Binding, bindHeaders, cellName, fieldsByName, headerKey } from "./headers";
import { quoted } from "./sentences";
import { tidy } from "./text";

/** A column that was bound to a field before. */
export interface RememberedColumn {
  /** 0-based. */
  readonly column: number;
  /** `Leads.country` */
  readonly field: string;
}

/** A header row with the names of columns that were renamed put right, and its binding: made once, then handed on. */
export interface RestoredHeaders<Name extends string = string> {
  readonly headers: readonly string[];
  readonly binding: Binding<Name>;
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
export function restoreHeaders<Name extends string>(
  contract: TabContract<Name>,
  cells: readonly Cell[],
  remembered: readonly RememberedColumn[],
): RestoredHeaders<Name> {
  const shown = cells.map(displayedText);
  const names = fieldsByName(contract.fields);
  const keys = shown.map(headerKey);
  const headers = [...shown];
  const notices: RenamedNotice[] = [];
  for (const field of contract.fields) {
    const columns = remembered.filter(
      (one) => one.field === rememberedAs(contract, field.name) && one.column < shown.length,
    );
    // An alias beside the column that was renamed was ignored while that had its header: it does not take its place now.
    if (columns.length !== 1 || keys.includes(headerKey(field.header))) continue;
    const [{ column }] = columns;
    if (names.has(keys[column])) continue;
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
  return { headers, binding: bindHeaders(contract, headers), notices };
}

/** How a field of a tab stands in the metadata. */
export function rememberedAs({ tab }: TabContract, field: string): string {
  return `${tab}.${field}`;
}
