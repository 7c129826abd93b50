import type { TabContract } from "../../../shared/contract";
import { type RememberedColumn, restoreHeaders } from "../../../shared/renamed-columns";
import type { Notice } from "../../words/report";
import type { Row } from "./values";

/** A tab's header row, with the names of columns that were renamed put right. */
export interface Headers {
  readonly headers: readonly string[];
  readonly notices: readonly Notice[];
}

/** The header row, as wide as the widest row. */
export function readHeaders(
  contract: TabContract,
  rows: readonly Row[],
  remembered: readonly RememberedColumn[],
): Headers {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const cells = Array.from({ length: width }, (_, i) => rows[0]?.[i] ?? null);
  const { headers, notices } = restoreHeaders(contract, cells, remembered);
  return { headers, notices: notices.map(({ code, sentence }) => ({ code, sentence })) };
}
