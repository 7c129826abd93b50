import type { Report } from "../words/report";

/** Everything the Summary tab shows. */
export interface SummaryContent {
  report: Report;
  /** Who asked for the run. */
  requestedBy: string;
  /** Where the files are: a path, or an address when the folder is served. */
  places: { dashboard: string; snapshot: string };
}
