import { COMPANIES, LEADS } from "../../shared/contract";
import { doubtSentence, doubtWayOutInSheet } from "../../shared/date-order-words";
import { columnLetter } from "../../shared/headers";
import { decorate } from "../decoration";
import { noteOnStatus } from "../sheet/look";
import { toast } from "../sheet/screen";
import { type Stored, setFlag } from "../stored";
import { CHECK_WORDS, MARK_WORDS, ofTab } from "../words/check";
import type { Said } from "../words/said";
import type { Checked } from "./check-leads";
import { statusColumns } from "./status-column";
import { tellStopped } from "./stopped";

/** What is wrong with the headers, in words for a person; `null` when every row can be judged and has a Status to say it in. */
export function headerTrouble({ checked, input, status }: Checked): Said | null {
  if (!checked.readable) {
    const said = (of: "sentence" | "wayOut") => checked.problems.map((problem) => problem[of]).join(" ");
    return { sentence: said("sentence"), wayOut: said("wayOut") };
  }
  if (status >= 0) return null;
  const columns = statusColumns(input.leads.values[0]).map(columnLetter);
  return columns.length === 0 ? CHECK_WORDS.noStatus : CHECK_WORDS.twoStatuses({ columns });
}

/** The trouble stands at the Status header as long as there is any. `aloud`: it is said too, where there is no such header. */
export function tellTrouble(found: Checked, { stopped }: Pick<Stored, "stopped">, aloud = false): void {
  const { leads: sheet, status: column, companies, companyStatus } = found;
  const trouble = headerTrouble(found);
  if (trouble === null) {
    const doubt = dateOrderTrouble(found);
    const note = doubt && { about: "dateOrder" as const, text: `${doubt.sentence} ${doubt.wayOut}` };
    decorate(MARK_WORDS.note({ of: ofTab(LEADS.tab) }), () => noteOnStatus(sheet, column, note));
    if (companyStatus >= 0)
      decorate(MARK_WORDS.note({ of: ofTab(COMPANIES.tab) }), () => noteOnStatus(companies, companyStatus, null));
    if (stopped) setFlag("stopped", false);
    return;
  }
  tellStopped(trouble, column >= 0 ? { sheet, column } : undefined);
  if (aloud && column < 0) toast(`${trouble.sentence} ${trouble.wayOut}`);
}

/** Whether what the Status header says is no longer so. */
export function isNews(found: Checked, { stopped }: Pick<Stored, "stopped">): boolean {
  return stopped !== (headerTrouble(found) !== null);
}

/** Why the days and months of dates are probably not those that were meant; `null` when nothing speaks for it. */
export function dateOrderTrouble({ checked }: Pick<Checked, "checked">): Said | null {
  const doubt = checked.readable ? checked.dateOrderDoubt() : null;
  return doubt && { sentence: doubtSentence(doubt), wayOut: doubtWayOutInSheet(doubt) };
}
