import { displayedText } from "../../shared/cell";
import type { TabContract } from "../../shared/contract";
import { headerBelow } from "../../shared/header-below";
import { inContractsWords, NO_OWN_HEADERS, type OwnHeaders } from "../../shared/own-headers";
import { type RememberedColumn, restoreHeaders } from "../../shared/renamed-columns";
import { isDate } from "./cells";
import type { SheetCell, TabInput } from "./sheet-input";

/**
 * A tab with its columns found: made once per reading, then handed on.
 * @param values from A1 on, the header row first
 * @param remembered columns that were bound to a field before, from the developer metadata: a renamed header does not lose its column
 * @param own headers of the team's own
 */
export function bindTab(
  contract: TabContract,
  values: TabInput["values"],
  remembered: readonly RememberedColumn[],
  own: OwnHeaders = NO_OWN_HEADERS,
): TabInput {
  const wordsOf = (row: number) => inContractsWords(contract, own, (values[row] ?? []).map(headerText));
  const headers = wordsOf(0);
  const { binding, notices } = restoreHeaders(contract, headers, remembered);
  // Columns that are remembered seem to have lost their names where rows stand above the header.
  const isWhole = binding.problems.length === 0 && notices.length === 0;
  const below = isWhole ? null : headerBelow(contract, headers, values.length - 1, (row) => wordsOf(row + 1));
  return {
    contract,
    values,
    binding,
    headerBelow: below,
    notices: [...notices, ...binding.notices],
    shown: null,
  };
}

/** A date is no header of ours. */
export function headerText(cell: SheetCell): string {
  return isDate(cell) ? "" : displayedText(cell);
}
