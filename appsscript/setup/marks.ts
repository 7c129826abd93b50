import { COMPANIES, LEADS } from "../../shared/contract";
import { bindTab } from "../check/bind-tab";
import { statusColumn } from "../live/status-column";
import { readHeader } from "../sheet/cells";
import { offerCompanies, offerCountries, removeChoices } from "../sheet/choices";
import { colourStatus, removeColours } from "../sheet/colours";
import { clearStatus, noteOnStatus, showTimes } from "../sheet/look";
import { removeWarning, warnBeforeStatus } from "../sheet/protection";
import { rememberedColumns } from "../sheet/remembered-columns";
import { findTab, type Sheet } from "../sheet/workbook";

/** Puts on what people see of the check: colours, drop-downs, the date format and the warning before Status. What they made themselves stays. */
export function putOnMarks(): void {
  const { leads, columns, status } = place();
  const companies = findTab(COMPANIES.tab)!;
  if (status >= 0) {
    colourStatus(leads, status);
    warnBeforeStatus(leads, status);
  }
  const listed = columnsOf(companies, COMPANIES).company;
  if (columns.company >= 0 && listed >= 0) offerCompanies(leads, columns.company, companies, listed);
  if (columns.country >= 0) offerCountries(leads, columns.country);
  if (columns.operator_timestamp >= 0) showTimes(leads, columns.operator_timestamp);
}

/** Empties Status and takes away whatever set-up put on; dates keep their format, for it shows what they say. */
export function takeOffMarks(): void {
  const { leads, columns, status } = place();
  if (status >= 0) {
    clearStatus(leads, status);
    noteOnStatus(leads, status, "");
  }
  removeColours(leads);
  removeWarning(leads);
  for (const column of [columns.company, columns.country]) if (column >= 0) removeChoices(leads, column);
}

function place() {
  const leads = findTab(LEADS.tab)!;
  return { leads, columns: columnsOf(leads, LEADS), status: statusColumn(readHeader(leads)) };
}

function columnsOf<C extends typeof LEADS | typeof COMPANIES>(sheet: Sheet, contract: C) {
  const tab = { values: [readHeader(sheet)], remembered: rememberedColumns(sheet) };
  return bindTab(contract as typeof LEADS & typeof COMPANIES, tab).binding.columns as Record<
    C["fields"][number]["name"],
    number
  >;
}
