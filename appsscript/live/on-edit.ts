import { COMPANIES, LEADS } from "../../shared/contract";
import { TO_CHECK } from "../../shared/workbook";
import { lockDocument } from "../services/lock";
import { readHeader, writeColumn } from "../sheet/cells";
import { noteOnStatus } from "../sheet/look";
import type { Sheet } from "../sheet/workbook";
import { readStored, type Stored, setFlag } from "../stored";
import { checkLeads, writeFindings } from "./check-leads";
import { headerTrouble } from "./header-trouble";
import type { Rows } from "./stamp";
import { statusColumn } from "./status-column";
import { tooMany } from "./too-many";

/** An edit waits so long for the one before: Google ends it after 30 s. */
const PATIENCE_MS = 10_000;

/**
 * After an edit of Leads or Companies, Status of every row of Leads says what is true now: also of the twins the edit made or unmade.
 * At most six service calls at any size. (A seventh, where a time is stamped while words of a lead are numbers and Status was moved away
 * from Timestamp.)
 */
export function checkAfterEdit(event: GoogleAppsScript.Events.SheetsOnEdit): void {
  const { range } = event;
  const sheet = range.getSheet();
  const tab = sheet.getName().toLowerCase();
  const onLeads = tab === LEADS.tab.toLowerCase();
  if (!onLeads && tab !== COMPANIES.tab.toLowerCase()) return;
  const { rowStart, rowEnd } = range as unknown as { rowStart: number; rowEnd: number };

  if (!lockDocument(PATIENCE_MS)) {
    setFlag("stale", true);
    return;
  }
  const stored = readStored();
  if (stored.version === 0 || stored.paused) return;
  const edited = { from: rowStart, to: rowEnd };
  if (tooMany(stored, onLeads ? edited : null)) {
    leaveToSweep(stored, onLeads ? sheet : null, edited);
    return;
  }
  const now = Date.now();
  const found = checkLeads(stored, now, onLeads && stored.settings.stamp ? edited : null);
  if (found === null) return;
  writeFindings(found);
  if (rowStart === 1 && found.status >= 0) noteOnStatus(found.leads, found.status, headerTrouble(found) ?? "");
}

/** Marks the edited rows as still to be checked; those below the last filled row are none. */
function leaveToSweep(stored: Stored, leads: Sheet | null, { from, to }: Rows): void {
  if (!stored.stale) setFlag("stale", true);
  if (leads === null) return;
  const status = statusColumn(readHeader(leads));
  const first = Math.max(2, from);
  const count = Math.min(to, leads.getLastRow()) - first + 1;
  if (status < 0 || count <= 0) return;
  writeColumn(leads, first, status, Array<string>(count).fill(TO_CHECK));
}
