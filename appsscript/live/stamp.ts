import { LEADS } from "../../shared/contract";
import { STATUS } from "../../shared/status";
import type { Zone } from "../../shared/zone";
import { mayBeResult } from "../check/formula-results";
import type { TabInput } from "../check/sheet-input";
import { stampable, stampColumn } from "../check/stampable";
import { readFormulasTo } from "../sheet/cells";
import type { Sheet } from "../sheet/workbook";

/** Rows as the sheet counts, ends included. */
export interface Rows {
  readonly from: number;
  readonly to: number;
}

/** Cells that were edited, as the sheet counts, ends included. */
export interface Edited extends Rows {
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** Where edits were left over: what was completed since the last check shows by its Status. */
export const ANYWHERE: Edited = { from: 1, to: Number.POSITIVE_INFINITY, firstColumn: 0, lastColumn: 0 };

/** A time for rows that lack nothing else. */
export interface Stamp {
  /** As the sheet counts, ascending. */
  readonly rows: readonly number[];
  /** 0-based. */
  readonly column: number;
  /** UTC ms, whole seconds. */
  readonly instant: number;
}

/**
 * The time `now` (UTC ms) for the rows that this edit made complete but for it; `null` when there are none. What a row was before the edit
 * its Status (0-based column) still says: an old lead that never had a time, and one whose time a person cleared, get none. Nor does a
 * cell that a formula fills, or may fill. One service call, where a row is to be stamped.
 */
export function stampOf(
  sheet: Sheet,
  leads: TabInput,
  edited: Edited,
  { status, zone, now }: { readonly status: number; readonly zone: Zone; readonly now: number },
): Stamp | null {
  const column = stampColumn(leads);
  const maySort = edited.from < edited.to && edited.firstColumn <= column + 1 && column < edited.lastColumn;
  const completed = stampable(leads, edited.from, edited.to, zone).filter((row) =>
    wasIncomplete(String(leads.values[row - 1][status] ?? ""), maySort),
  );
  if (completed.length === 0) return null;
  const formulas = readFormulasTo(sheet, completed.at(-1)!, column + 1);
  // One formula in the column: its next rows may want the same.
  if (formulas.some((cells) => cells[column] !== "")) return null;
  const rows = completed.filter((row) => !mayBeResult(formulas, row - 1, column));
  if (rows.length === 0) return null;
  return { rows, column, instant: Math.floor(now / 1000) * 1000 };
}

const ONLY_TIME = `${STATUS.toFill}: ${LEADS.fields.find(({ type }) => type === "timestamp")!.noun}`;

/** Whether a row lacked more than its time, by the Status it had. `maySort`: that may be the Status of another row, left where it was. */
function wasIncomplete(before: string, maySort: boolean): boolean {
  if (before === "") return true;
  if (maySort || before.startsWith(ONLY_TIME)) return false;
  return before.startsWith(STATUS.toFill) || before.startsWith(STATUS.held);
}

/** The tab as it is with the time put in. */
export function stamped(leads: TabInput, { rows, column, instant }: Stamp): TabInput {
  const lacking = new Set(rows);
  const values = leads.values.map((cells, i) =>
    lacking.has(i + 1) ? cells.map((cell, at) => (at === column ? new Date(instant) : cell)) : cells,
  );
  return { ...leads, values };
}
