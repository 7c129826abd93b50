import { SUMMARY, SUMMARY_KEY } from "../../shared/workbook";
import { readTexts } from "./cells";
import { findTab } from "./workbook";

/** What the exporter wrote into the Summary tab. */
export interface SummaryTexts {
  /** `as of 22 November 2026, 12:00 (Africa/Lagos), from snapshot 2026-11-22T110000Z-1a2b3c4d`. */
  readonly shows: string;
  /** The cells as they look. */
  readonly rows: readonly (readonly string[])[];
}

/** Returns what the Summary tab says; `null` when it says nothing yet, or is someone else's. */
export function readSummary(): SummaryTexts | null {
  const sheet = findTab(SUMMARY);
  const memory = sheet?.getDeveloperMetadata().find((one) => one.getKey() === SUMMARY_KEY);
  const shows = memory === undefined ? null : showsOf(memory.getValue());
  return sheet === null || shows === null ? null : { shows, rows: readTexts(sheet) };
}

/** Returns what the tab shows in words, from what the exporter remembers beside its cells; `null` for nothing yet. */
export function showsOf(memory: string | null): string | null {
  try {
    const { shows } = JSON.parse(memory ?? "") as { shows?: unknown };
    return typeof shows === "string" ? shows : null;
  } catch {
    return null;
  }
}
