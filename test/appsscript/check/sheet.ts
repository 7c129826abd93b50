import { bindTab } from "../../../appsscript/check/bind-tab";
import { checkSheet, type ReadSheet } from "../../../appsscript/check/check-sheet";
import type { SheetCell, SheetInput, TabInput } from "../../../appsscript/check/sheet-input";
import { loadZone } from "../../../exporter/words/zone";
import { COMPANIES, LEADS } from "../../../shared/contract";
import { NO_OWN_HEADERS, type OwnHeaders } from "../../../shared/own-headers";
import type { RememberedColumn } from "../../../shared/renamed-columns";

export const LEADS_HEADER = ["Company", "First Name", "Last Name", "Title", "Country", "Timestamp"];
export const COMPANIES_HEADER = ["Company", "HQ Location"];

export const AS_OF = Date.parse("2026-11-22T12:00:00Z");

/** A tab (Leads unless it is said) as `getValues` gives it. */
export function tab(
  values: SheetCell[][],
  { contract = LEADS, remembered = [], shown = null, own = NO_OWN_HEADERS }: TabOptions = {},
): TabInput {
  return { ...bindTab(contract, values, remembered, own), shown };
}

interface TabOptions extends Partial<Pick<TabInput, "contract" | "shown">> {
  remembered?: RememberedColumn[];
  own?: OwnHeaders;
}

/** Companies with these rows below its header. */
export function companyTab(...rows: SheetCell[][]): TabInput {
  return tab([COMPANIES_HEADER, ...rows], { contract: COMPANIES });
}

/** Two tabs, checked in Lagos unless another zone is named. */
export function input(
  leads: TabInput,
  companies: TabInput = companyTab(["Acme", "Nigeria"]),
  { zone = "Africa/Lagos", ...more }: Partial<Omit<SheetInput, "zone">> & { zone?: string } = {},
): SheetInput {
  return {
    leads,
    companies,
    zone: loadZone(zone),
    dateOrder: "mdy",
    asOf: AS_OF,
    apart: new Set(),
    stamps: false,
    decisions: new Map(),
    ...more,
  };
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
