import type { Zone } from "../../shared/zone";
import type { TabInput } from "../check/sheet-input";
import { stampable, stampColumn } from "../check/stampable";

/** Rows as the sheet counts, ends included. */
export interface Rows {
  readonly from: number;
  readonly to: number;
}

/** A time for rows that lack nothing else. */
export interface Stamp {
  /** As the sheet counts, ascending. */
  readonly rows: readonly number[];
  /** 0-based. */
  readonly column: number;
  /** UTC ms, whole seconds. */
  readonly instant: number;
}

/** The time `now` (UTC ms) for the edited rows that are complete but for it; `null` when there are none. */
export function stampOf(leads: TabInput, edited: Rows, zone: Zone, now: number): Stamp | null {
  const rows = stampable(leads, edited.from, edited.to, zone);
  if (rows.length === 0) return null;
  return { rows, column: stampColumn(leads), instant: Math.floor(now / 1000) * 1000 };
}

/** The tab as it is with the time put in. */
export function stamped(leads: TabInput, { rows, column, instant }: Stamp): TabInput {
  const lacking = new Set(rows);
  const values = leads.values.map((cells, i) =>
    lacking.has(i + 1) ? cells.map((cell, at) => (at === column ? new Date(instant) : cell)) : cells,
  );
  return { ...leads, values };
}
