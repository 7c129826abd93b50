import { COMPANIES, LEADS, type TabContract } from "../shared/contract";
import { bindTab } from "./check/bind-tab";
import { findRow } from "./check/row-key";
import type { TabInput } from "./check/sheet-input";
import { readTab } from "./live/read-tab";
import { Refusal } from "./refusal";
import type { Place } from "./rpc";
import { rememberedColumns } from "./sheet/remembered-columns";
import { findTab, type Sheet } from "./sheet/workbook";
import { readStored } from "./stored";
import { ROW_WORDS } from "./words/rows";

export interface FoundTab {
  readonly sheet: Sheet;
  readonly tab: TabInput;
}

/** The tab of a place as it is now. Throws ROW_CHANGED when it is gone. */
export function findPlace(place: Pick<Place, "tab" | "row">): FoundTab {
  const contract: TabContract = place.tab === LEADS.tab ? LEADS : COMPANIES;
  const sheet = findTab(contract.tab);
  if (sheet === null) throw changed(place);
  const { ownHeaders } = readStored();
  return { sheet, tab: bindTab(contract, readTab(contract, sheet), rememberedColumns(sheet), ownHeaders) };
}

/** The sheet row of a place as it is now. Throws ROW_CHANGED when no row says any more what it said. */
export function needRow(tab: TabInput, place: Place): number {
  const row = findRow(tab, place.key, place.row);
  if (row === null) throw changed(place);
  return row;
}

/** The column (0-based) of a field; -1 for a whole row, and where there is none. */
export function columnOf({ binding }: TabInput, field: string | null): number {
  return field === null ? -1 : (binding.columns[field] ?? -1);
}

export function changed({ tab, row }: Pick<Place, "tab" | "row">): Refusal {
  return new Refusal("ROW_CHANGED", ROW_WORDS.changed({ tab, row }));
}
