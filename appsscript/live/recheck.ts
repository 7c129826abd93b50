import { COMPANIES, LEADS } from "../../shared/contract";
import { type Stored, setFlag } from "../stored";
import { checkLeads, writeFindings } from "./check-leads";
import { isNews, tellTrouble } from "./header-trouble";
import { needTab } from "./need-tab";
import type { Edited } from "./stamp";
import { tellFailed } from "./stopped";

/**
 * Judges every row by what is remembered, and writes Status. What edits left over counts as done before the tabs are read, so that an edit
 * that comes after the reading says so anew. Five service calls, six where something was left over. To be called under the lock.
 * @param edited cells, in whose rows a missing time is filled in; `null` for none
 */
export function recheck(stored: Stored, edited: Edited | null): void {
  if (stored.stale) setFlag("stale", false);
  try {
    for (const contract of [LEADS, COMPANIES]) needTab(contract);
    const found = checkLeads(stored, Date.now(), edited)!;
    writeFindings(found);
    if (isNews(found, stored)) tellTrouble(found, stored);
  } catch (error) {
    if (stored.stale) setFlag("stale", true);
    if (!stored.stopped) tellFailed(error);
    throw error;
  }
}
