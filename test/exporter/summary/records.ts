import type { RunRecord } from "../../../exporter/summary/run-record";
import { contentOf } from "./reports";

/** The record of the run with this number; a later one has a higher number. */
export function record(number: number, change: Partial<RunRecord> = {}): RunRecord {
  return {
    run: `run ${number}`,
    at: Date.parse("2026-11-22T06:00:00Z") + number * 3_600_000,
    requestedBy: "ada",
    outcome: "published",
    counts: contentOf().report.counts,
    snapshot: `snapshot-${number}`,
    reason: null,
    ...change,
  };
}
