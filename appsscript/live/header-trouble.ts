import { STATUS_HEADER } from "../../shared/workbook";
import type { Checked } from "./check-leads";

/** Why no row can be judged, in words for a person; `null` when all can. */
export function headerTrouble({ checked, status }: Checked): string | null {
  if (!checked.readable) return checked.problems.map(({ sentence, wayOut }) => `${sentence} ${wayOut}`).join("\n");
  if (status < 0) return `Leads has no one column ${STATUS_HEADER}. Choose Set up in the menu Leads.`;
  return null;
}
