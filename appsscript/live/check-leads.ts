import { localDay, shortDay } from "../../shared/calendar";
import { COMPANIES, LEADS } from "../../shared/contract";
import { toWall, type Zone } from "../../shared/zone";
import { bindTab } from "../check/bind-tab";
import { type CheckedSheet, checkSheet } from "../check/check-sheet";
import { columnsToShow } from "../check/columns-to-show";
import { differing, type StatusBlock } from "../check/differing";
import type { Exported, SheetInput, TabInput } from "../check/sheet-input";
import { readShown, writeColumn, writeTimeAndText, writeTimes } from "../sheet/cells";
import { findTab, type Sheet } from "../sheet/workbook";
import type { Stored } from "../stored";
import { companyStatus } from "./company-status";
import { readTab } from "./read-tab";
import { type Edited, type Stamp, stamped, stampOf } from "./stamp";
import { statusColumn } from "./status-column";

/** Both tabs as they were read, and what was found in them. */
export interface Checked {
  readonly leads: Sheet;
  readonly companies: Sheet;
  readonly input: SheetInput;
  /** 0-based; -1 when there is no such column, or two. */
  readonly status: number;
  /** The same of Companies; -1 when it has none of ours: it can do without, for Problems lists what is wrong there. */
  readonly companyStatus: number;
  readonly checked: CheckedSheet;
  /** The time that edited rows lacked; it was judged as if it stood there already. */
  readonly stamp: Stamp | null;
}

/**
 * Reads both tabs and judges every row. `null` when a tab is missing or nobody has set up. Three service calls at most, a
 * fourth where a time is put in.
 * @param edited cells, in whose rows a missing time is filled in; `null` for none
 * @param isHeaderEdited whether that of Companies may have been
 */
export function checkLeads(stored: Stored, now: number, edited: Edited | null, isHeaderEdited = false): Checked | null {
  const { zone, dateOrder, apart, decisions, columns, ownHeaders, settings } = stored;
  const leads = findTab(LEADS.tab);
  const companies = findTab(COMPANIES.tab);
  if (leads === null || companies === null || zone === null) return null;
  const read = bindTab(LEADS, readTab(LEADS, leads), columns.Leads, ownHeaders);
  const status = statusColumn(read.values[0] ?? []);
  const stamp = edited === null || status < 0 ? null : stampOf(leads, read, edited, { status, zone, now });
  const readCompanies = bindTab(COMPANIES, readTab(COMPANIES, companies), columns.Companies, ownHeaders);
  const input: SheetInput = {
    leads: withShown(leads, stamp === null ? read : stamped(read, stamp), zone),
    companies: readCompanies,
    zone,
    dateOrder,
    asOf: now,
    apart,
    stamps: settings.stamp,
    decisions,
    exported: settings.exported === true ? exportedBy(stored, zone) : null,
  };
  const ofCompanies = companyStatus(companies, readCompanies.values[0] ?? [], columns, isHeaderEdited);
  return { leads, companies, input, status, companyStatus: ofCompanies, checked: checkSheet(input), stamp };
}

/** What was exported, for Status; of an export that is still on, nothing yet. */
function exportedBy({ exported }: Stored, zone: Zone): Exported | null {
  if (exported === null || exported.count === 0) return null;
  const day = shortDay(localDay(toWall(zone, exported.at)));
  return { rows: new Set(exported.rows.slice(0, exported.count)), day };
}

function withShown(sheet: Sheet, tab: TabInput, zone: SheetInput["zone"]): TabInput {
  const show = columnsToShow(tab, zone);
  return show === null ? tab : { ...tab, shown: readShown(sheet, show, tab.values.length) };
}

/**
 * Makes Status say what was found, with one write a tab of the rows that say something else, and puts the time into rows that lacked it.
 * Where a new row is last filled in and Status stands beside Timestamp, as set-up puts it, both are one write.
 */
export function writeFindings(found: Checked): void {
  const { companies, input, status, companyStatus, checked } = found;
  if (!checked.readable) return;
  if (status >= 0) writeLeads(found, changes(input.leads, status, checked.statuses));
  if (companyStatus < 0) return;
  const block = changes(input.companies, companyStatus, checked.companyStatuses);
  if (block !== null) writeColumn(companies, block.from + 2, companyStatus, block.statuses);
}

function changes({ values }: TabInput, status: number, wanted: readonly string[]): StatusBlock | null {
  const current = values.slice(1).map((row) => String(row[status]));
  return differing(current, wanted);
}

function writeLeads({ leads, status, stamp }: Checked, block: StatusBlock | null): void {
  if (stamp !== null) {
    const isOneRow = block?.statuses.length === 1 && stamp.rows.length === 1 && stamp.rows[0] === block.from + 2;
    if (isOneRow && status === stamp.column + 1) {
      writeTimeAndText(leads, stamp.rows[0], stamp.column, stamp.instant, block.statuses[0]);
      return;
    }
    writeTimes(leads, stamp.rows, stamp.column, stamp.instant);
  }
  if (block !== null) writeColumn(leads, block.from + 2, status, block.statuses);
}
