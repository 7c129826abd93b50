import { displayedText } from "../../../shared/cell";
import type { TabContract } from "../../../shared/contract";
import type { Binding } from "../../../shared/headers";
import { inContractsWords, type OwnHeaders } from "../../../shared/own-headers";
import { type RememberedColumn, restoreHeaders } from "../../../shared/renamed-columns";
import type { Notice } from "../../words/report";
import type { Row } from "./values";

/**
 * A tab's header row, with own headers and the names of columns that were renamed put into the words of the contract, and which column is
 * which: found once, and handed on.
 */
export interface Headers {
  readonly headers: readonly string[];
  /** The same before columns that were renamed were put right. */
  readonly shown: readonly string[];
  readonly binding: Binding;
  readonly notices: readonly Notice[];
}

/** The header row, as wide as the widest row. */
export function readHeaders(
  contract: TabContract,
  rows: readonly Row[],
  remembered: readonly RememberedColumn[],
  own: OwnHeaders,
): Headers {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const cells = Array.from({ length: width }, (_, i) => displayedText(rows[0]?.[i] ?? null));
  const shown = inContractsWords(contract, own, cells);
  const { headers, binding, notices } = restoreHeaders(contract, shown, remembered);
  return { headers, shown, binding, notices: notices.map(({ code, sentence }) => ({ code, sentence })) };
}
