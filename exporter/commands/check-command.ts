import type { TabName } from "../../shared/contract";
import type { WhenOptions } from "../inputs/when";

export interface CheckedFiles extends WhenOptions {
  leads?: string;
  companies?: string;
}

/** The command that lists what is wrong with the rows of a run from files, as a shell takes it: of the leads, or of the companies. */
export function checkCommand(options: CheckedFiles, tab: TabName): string {
  const { leads, companies, asOf, zone, dateOrder } = options;
  const words = ["lead-export", "check", ...(tab === "Leads" ? [leads, "--companies", companies] : [companies])];
  if (asOf !== undefined) words.push("--as-of", asOf);
  if (zone !== undefined) words.push("--zone", zone);
  if (dateOrder !== "mdy") words.push("--date-order", dateOrder);
  return words.map((word) => shellWord(word!)).join(" ");
}

function shellWord(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
