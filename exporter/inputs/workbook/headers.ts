import type { TabContract } from "../../../shared/contract";
import type { Binding } from "../../../shared/headers";
import { type RememberedColumn, restoreHeaders } from "../../../shared/renamed-columns";
import type { Notice } from "../../words/report";
import type { Row } from "./values";

/** A tab's header row, with the names of columns that were renamed put right, and which column is which: found once, and handed on. */
export interface Headers {
  readonly headers: readonly string[];
  readonly binding: Binding;
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
  const { headers, binding, notices } = restoreHeaders(contract, cells, remembered);
  return { headers, binding, notices: notices.map(({ code, sentence }) => ({ code, sentence })) };
}
