import type { Report } from "../words/report";

/** One row of the Exports tab. */
export interface RunRecord {
  /** Never twice in the tab. */
  run: string;
  /** UTC ms. */
  at: number;
  requestedBy: string;
  outcome: "published" | "restored" | "unchanged" | "stopped" | "failed";
  /** `null` when the rows were not counted to the end. */
  counts: Report["counts"] | null;
  snapshot: string | null;
  reason: string | null;
}
