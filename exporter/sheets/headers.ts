import { displayedText } from "../../shared/cell";
import type { TabContract } from "../../shared/contract";
import { bindHeaders, cellName } from "../../shared/headers";
import { quoted } from "../../shared/sentences";
import { tidy } from "../../shared/text";
import type { Notice } from "../report";
import type { RememberedColumn } from "./metadata";
import type { Row } from "./values";

/** A tab's header row, with the names of columns that were renamed put right. */
export interface Headers {
  readonly headers: readonly string[];
  readonly notices: readonly Notice[];
}

/**
 * The header row, as wide as the widest row. A column that was bound to a field before, and whose header now names no field, gets its
 * field's name back: the column was renamed. A header that does name a field counts for itself, for cells that are cut and pasted
 * leave the memory of their column behind.
 */
export function readHeaders(
  contract: TabContract,
  rows: readonly Row[],
  remembered: readonly RememberedColumn[],
): Headers {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const shown = Array.from({ length: width }, (_, i) => displayedText(rows[0]?.[i] ?? null));
  const named = shown.map((header) => fieldNamed(contract, header));
  const headers = [...shown];
  const notices: Notice[] = [];
  for (const field of contract.fields) {
    const columns = remembered.filter((one) => one.field === rememberedAs(contract, field.name) && one.column < width);
    if (columns.length !== 1 || named.includes(field.name)) continue;
    const [{ column }] = columns;
    if (named[column] !== null) continue;
    headers[column] = field.header;
    const cell = cellName(contract.tab, column, 1);
    const now = tidy(shown[column]) === "" ? "is empty now" : `says ${quoted(tidy(shown[column]))} now`;
    notices.push({
      code: "HEADER_RENAMED",
      sentence: `${cell} ${now}; its column was read as ${quoted(field.header)}, as it was before. To put it right, write ${quoted(field.header)} there.`,
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
