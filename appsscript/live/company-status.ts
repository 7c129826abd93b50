import type { SheetCell } from "../check/sheet-input";
import { rememberedStatus } from "../sheet/remembered-columns";
import type { Sheet } from "../sheet/workbook";
import { remember, type Stored } from "../stored";
import { statusColumns } from "./status-column";

/**
 * The Status column (0-based) of Companies, -1 when it has none of ours. A column that is only called so may be a person's: ours bears the
 * mark that set-up put on it. Where the mark is, `columns` remember; it is looked for (two service calls) where a header was edited and where
 * the column has moved since.
 */
export function companyStatus(
  sheet: Sheet,
  header: readonly SheetCell[],
  columns: Stored["columns"],
  isHeaderEdited: boolean,
): number {
  const named = statusColumns(header);
  const known = columns.companyStatus ?? -1;
  if (named.length === 0 || (known < 0 && !isHeaderEdited)) return -1;
  if (named.includes(known) && !isHeaderEdited) return known;
  const marked = rememberedStatus(sheet);
  if (marked !== known) remember("columns", { ...columns, companyStatus: marked });
  return named.includes(marked) ? marked : -1;
}
