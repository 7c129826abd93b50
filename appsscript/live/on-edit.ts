import { COMPANIES, LEADS } from "../../shared/contract";
import { STATUS } from "../../shared/status";
import { DECISIONS } from "../../shared/workbook";
import { lockDocument } from "../services/lock";
import { readHeader, writeColumn } from "../sheet/cells";
import type { Sheet } from "../sheet/workbook";
import { readStored, type Stored, setFlag } from "../stored";
import { type Checked, checkLeads, writeFindings } from "./check-leads";
import { extendLists, refreshLists } from "./choices";
import { refreshDecisions } from "./decisions";
import { tellTrouble } from "./header-trouble";
import type { Rows } from "./stamp";
import { statusColumn } from "./status-column";
import { tooMany } from "./too-many";

/** An edit waits so long for the one before: Google ends it after 30 s. */
const PATIENCE_MS = 10_000;

/**
 * After an edit of Leads, Companies or Decisions, Status of every row of Leads says what is true now: also of the twins the edit made or unmade.
 * At most six service calls at any size. (More where decisions were edited; a seventh, where a time is stamped while words of a lead are numbers and Status was moved away
 * from Timestamp, or where an accepted spelling is the first of its kind; of a paste of several such a few.)
 */
export function checkAfterEdit(event: GoogleAppsScript.Events.SheetsOnEdit): void {
  const { range } = event;
  const sheet = range.getSheet();
  const tab = sheet.getName().toLowerCase();
  const onLeads = tab === LEADS.tab.toLowerCase();
  const onDecisions = tab === DECISIONS.toLowerCase();
  if (!onLeads && !onDecisions && tab !== COMPANIES.tab.toLowerCase()) return;
  const { rowStart, rowEnd } = range as unknown as { rowStart: number; rowEnd: number };

  if (!lockDocument(PATIENCE_MS)) {
    setFlag("stale", true);
    return;
  }
  const stored = readStored();
  if (stored.version === 0 || stored.paused) return;
  const edited = { from: rowStart, to: rowEnd };
  try {
    const now = onDecisions ? { ...stored, decisions: refreshDecisions(stored.decisions).meant } : stored;
    const found = check(now, onLeads ? sheet : null, edited);
    if (found === null) return;
    if (onDecisions) refreshLists(found);
    else extendLists(found, onLeads ? LEADS.tab : COMPANIES.tab, edited);
  } catch (error) {
    // Where this person may not write (somebody protected Status), the trigger that follows may: it has its keeper's rights.
    if (!stored.stale) setFlag("stale", true);
    throw error;
  }
}

/** `leads`: the tab, when it was the one that was edited. Returns what was found, `null` when the rows are left to the sweep. */
function check(stored: Stored, leads: Sheet | null, edited: Rows): Checked | null {
  if (tooMany(stored, leads === null ? null : edited)) {
    leaveToSweep(stored, leads, edited);
    return null;
  }
  const found = checkLeads(stored, Date.now(), leads !== null && stored.settings.stamp ? edited : null);
  if (found === null) return null;
  writeFindings(found);
  if (edited.from === 1) tellTrouble(found);
  return found;
}

/** Marks the edited rows as still to be checked; those below the last filled row are none. */
function leaveToSweep(stored: Stored, leads: Sheet | null, { from, to }: Rows): void {
  if (!stored.stale) setFlag("stale", true);
  if (leads === null) return;
  const status = statusColumn(readHeader(leads));
  const first = Math.max(2, from);
  const count = Math.min(to, leads.getLastRow()) - first + 1;
  if (status < 0 || count <= 0) return;
  writeColumn(leads, first, status, Array<string>(count).fill(STATUS.toCheck));
}
