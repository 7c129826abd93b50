import { displayedText } from "../../shared/cell";
import type { TabContract } from "../../shared/contract";
import { type Binding, bindHeaders, type HeaderNotice } from "../../shared/headers";
import { type RenamedNotice, restoreHeaders } from "../../shared/renamed-columns";
import { isDate } from "./cells";
import type { SheetCell, TabInput } from "./sheet-input";

/** Which column holds which field, and what is worth a repair: write `suggestion` into `cell`. */
export interface BoundTab {
  readonly binding: Binding;
  readonly notices: readonly (HeaderNotice | RenamedNotice)[];
}

export function bindTab(
  contract: TabContract,
  { values, remembered }: Pick<TabInput, "values" | "remembered">,
): BoundTab {
  const cells = (values[0] ?? []).map(headerText);
  const { headers, notices } = restoreHeaders(contract, cells, remembered);
  const binding = bindHeaders(contract, headers);
  return { binding, notices: [...notices, ...binding.notices] };
}

/** A date is no header of ours. */
export function headerText(cell: SheetCell): string {
  return isDate(cell) ? "" : displayedText(cell);
}
