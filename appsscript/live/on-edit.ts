import { COMPANIES, LEADS } from "../../shared/contract";
import { STATUS } from "../../shared/status";
import { DECISIONS } from "../../shared/workbook";
import { decorate } from "../decoration";
import { Refusal } from "../refusal";
import { lockDocument } from "../services/lock";
import { readHeader, writeColumn } from "../sheet/cells";
import type { Sheet } from "../sheet/workbook";
import { readStored, type Stored, setFlag } from "../stored";
import { MARK_WORDS, ofTab } from "../words/check";
import { type Checked, checkLeads, writeFindings } from "./check-leads";
import { extendLists, refreshLists } from "./choices";
import { companyStatus } from "./company-status";
import { refreshDecisions } from "./decisions";
import { isNews, tellTrouble } from "./header-trouble";
import { needTab } from "./need-tab";
import { recheck } from "./recheck";
import { ANYWHERE, type Edited, type Rows } from "./stamp";
import { statusColumn } from "./status-column";
import { tellFailed, tellUnnamed } from "./stopped";
import { tooMany } from "./too-many";

/** An edit waits a short moment for the one before: what it leaves over, the change that follows finishes. */
const PATIENCE_MS = 2000;

/**
 * After an edit of Leads, Companies or Decisions, Status of every row of Leads and Companies says what is true now: also of the twins the edit
 * made or unmade. At most six service calls at any size. (More where decisions or headers were edited. Where a time is stamped, one more if words of a lead are
 * numbers, and one more if several rows are, or Status was moved away from Timestamp; where an accepted spelling is the first of its kind,
 * one more, and a few for a paste of several such.)
 */
export function checkAfterEdit(event: GoogleAppsScript.Events.SheetsOnEdit): void {
  const { range } = event;
  const sheet = range.getSheet();
  const tab = sheet.getName().toLowerCase();
  const onLeads = tab === LEADS.tab.toLowerCase();
  const onDecisions = tab === DECISIONS.toLowerCase();
  if (!onLeads && !onDecisions && tab !== COMPANIES.tab.toLowerCase()) return;
  const { rowStart, rowEnd, columnStart, columnEnd } = range as unknown as Record<string, number>;

  const edited = { from: rowStart, to: rowEnd, firstColumn: columnStart, lastColumn: columnEnd };
  let stored: Stored | undefined;
  try {
    if (!lockDocument(PATIENCE_MS)) {
      setFlag("stale", true);
      return;
    }
    stored = readStored();
    if (stored.version === 0 || stored.paused) return;
    const now = onDecisions ? { ...stored, decisions: refreshDecisions(stored.decisions).meant } : stored;
    const found = check(now, onDecisions ? null : { sheet, onLeads }, edited);
    if (found === null) return;
    decorate(MARK_WORDS.lists, () => {
      if (onDecisions) refreshLists(found);
      else extendLists(found, onLeads ? LEADS.tab : COMPANIES.tab, edited);
    });
  } catch (error) {
    if (error instanceof Refusal) {
      if (stored?.stopped !== true) tellFailed(error);
      return;
    }
    // Where this person may not write (somebody protected Status), the trigger that follows may: it has its keeper's rights.
    if (stored?.stale !== true) setFlag("stale", true);
    throw error;
  }
}

/** Leads or Companies, whichever was edited. */
interface EditedTab {
  readonly sheet: Sheet;
  readonly onLeads: boolean;
}

/** `tab` is `null` when neither was edited. Returns what was found, `null` when the rows are left to the sweep. */
function check(stored: Stored, tab: EditedTab | null, edited: Edited): Checked | null {
  const onLeads = tab?.onLeads === true;
  if (tooMany(stored, onLeads ? edited : null)) {
    leaveToSweep(stored, tab, edited);
    return null;
  }
  if (stored.stale) {
    recheck(stored, stored.settings.stamp ? ANYWHERE : null);
    return null;
  }
  for (const contract of [LEADS, COMPANIES]) needTab(contract);
  const ofHeader = edited.from === 1;
  const ofCompanies = ofHeader && tab !== null && !onLeads;
  const found = checkLeads(stored, Date.now(), onLeads && stored.settings.stamp ? edited : null, ofCompanies)!;
  writeFindings(found);
  if (ofHeader || isNews(found, stored)) tellTrouble(found, stored, ofHeader);
  if (ofCompanies && found.companyStatus < 0) {
    decorate(MARK_WORDS.note({ of: ofTab(COMPANIES.tab) }), () => tellUnnamed(found.companies));
  }
  return found;
}

/** Marks the edited rows as still to be checked; those below the last filled row are none. */
function leaveToSweep(stored: Stored, tab: EditedTab | null, { from, to }: Rows): void {
  if (!stored.stale) setFlag("stale", true);
  if (tab === null) return;
  const { sheet, onLeads } = tab;
  const header = readHeader(sheet);
  const status = onLeads ? statusColumn(header) : companyStatus(sheet, header, stored.columns, from === 1);
  const first = Math.max(2, from);
  const count = Math.min(to, sheet.getLastRow()) - first + 1;
  if (status < 0 || count <= 0) return;
  writeColumn(sheet, first, status, Array<string>(count).fill(STATUS.toCheck));
}
