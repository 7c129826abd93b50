import { earlierOf, hasChanged, signed } from "../../shared/compared-words";
import { count } from "../../shared/numbers";
import type { SummaryNews } from "../../shared/summary-news";
import type { Report } from "../words/report";

/** Returns what the tab remembers of answers that stand in its first `rows` rows. */
export function newsOf({ counts, compared }: Report, rows: number): SummaryNews {
  const { clean } = counts.leads;
  const [earlier] = earlierOf(compared);
  const change = earlier === undefined ? "" : `${signed(clean - earlier.counts.leads.clean)} ${earlier.since}`;
  return { rows, leads: count(clean), change, isChanged: hasChanged(compared) };
}
