import { columnLetter } from "../../shared/headers";
import { STATUS_HEADER } from "../../shared/workbook";
import { noteOnStatus } from "../sheet/look";
import { toast } from "../sheet/screen";
import type { Checked } from "./check-leads";
import { statusColumns } from "./status-column";

/** Why no row can be judged, and what to do about it. */
export interface HeaderTrouble {
  readonly sentence: string;
  readonly wayOut: string;
}

/** What is wrong with the headers, in words for a person; `null` when every row can be judged and has a Status to say it in. */
export function headerTrouble({ checked, input, status }: Checked): HeaderTrouble | null {
  if (!checked.readable) {
    const said = (of: "sentence" | "wayOut") => checked.problems.map((problem) => problem[of]).join(" ");
    return { sentence: said("sentence"), wayOut: said("wayOut") };
  }
  if (status >= 0) return null;
  const columns = statusColumns(input.leads.values[0]).map(columnLetter);
  if (columns.length === 0) {
    return {
      sentence: `Leads has no column ${STATUS_HEADER}, so nothing is checked.`,
      wayOut: "Choose Set up in the menu Leads: it brings the column back.",
    };
  }
  return {
    sentence: `Leads has ${columns.length} columns named ${STATUS_HEADER} (${columns.join(", ")}), so nothing is checked.`,
    wayOut: "Give the one that is yours another name, such as Lead status.",
  };
}

/** The trouble stands at the Status header as long as there is any, or is said once where there is no such header. */
export function tellTrouble(found: Checked): void {
  const trouble = headerTrouble(found);
  const text = trouble === null ? null : `${trouble.sentence} ${trouble.wayOut}`;
  if (found.status >= 0) noteOnStatus(found.leads, found.status, text);
  else if (text !== null) toast(text);
}
