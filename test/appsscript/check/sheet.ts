import { checkSheet, type ReadSheet } from "../../../appsscript/check/check-sheet";
import type { SheetCell, SheetInput, TabInput } from "../../../appsscript/check/sheet-input";
import { loadZone } from "../../../exporter/words/zone";

export const LEADS_HEADER = ["Company", "First Name", "Last Name", "Title", "Country", "Timestamp"];
export const COMPANIES_HEADER = ["Company", "HQ Location"];

export const AS_OF = Date.parse("2026-11-22T12:00:00Z");

/** A tab as `getValues` gives it. */
export function tab(values: SheetCell[][], more: Partial<TabInput> = {}): TabInput {
  return { values, remembered: [], shown: null, ...more };
}

/** Two tabs, checked in Lagos unless another zone is named. */
export function input(
  leads: TabInput,
  companies: TabInput = tab([COMPANIES_HEADER, ["Acme", "Nigeria"]]),
  { zone = "Africa/Lagos", ...more }: Partial<Omit<SheetInput, "zone">> & { zone?: string } = {},
): SheetInput {
  return { leads, companies, zone: loadZone(zone), dateOrder: "mdy", asOf: AS_OF, apart: new Set(), ...more };
}

/** The sheet, checked; fails when its headers cannot be read. */
export function checked(sheet: SheetInput): ReadSheet {
  const result = checkSheet(sheet);
  if (!result.readable) throw new Error(result.problems.map(({ sentence }) => sentence).join(" "));
  return result;
}

/** What Status says of rows of leads in the usual columns. */
export function statuses(rows: SheetCell[][], ...more: [companies?: TabInput, options?: Parameters<typeof input>[2]]) {
  return checked(input(tab([LEADS_HEADER, ...rows]), ...more)).statuses;
}
