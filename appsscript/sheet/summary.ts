import type { SummaryNews } from "../../shared/summary-news";
import { SUMMARY, SUMMARY_KEY } from "../../shared/workbook";
import { readTexts } from "./cells";
import { findTab } from "./workbook";

interface Memory {
  readonly shows: string | null;
  readonly news: SummaryNews | null;
}

/** What the exporter wrote into the Summary tab. */
export interface SummaryTexts {
  /** `as of 22 November 2026, 12:00 (Africa/Lagos), from snapshot 2026-11-22T110000Z-1a2b3c4d`. */
  readonly shows: string;
  readonly news: SummaryNews;
  /** The cells as they look. */
  readonly rows: readonly (readonly string[])[];
}

/** Returns what the Summary tab says; `null` when it says nothing yet, is someone else's, or an older exporter's. */
export function readSummary(): SummaryTexts | null {
  const sheet = findTab(SUMMARY);
  const memory = sheet?.getDeveloperMetadata().find((one) => one.getKey() === SUMMARY_KEY);
  const { shows, news } = memoryOf(memory?.getValue() ?? null);
  return sheet === null || shows === null || news === null ? null : { shows, news, rows: readTexts(sheet) };
}

/** Returns what the exporter remembers of the tab beside its cells: what it shows in words, `null` for nothing yet. */
export function memoryOf(text: string | null): Memory {
  try {
    const { shows, news } = JSON.parse(text ?? "") as { shows?: unknown; news?: SummaryNews };
    return { shows: typeof shows === "string" ? shows : null, news: news ?? null };
  } catch {
    return { shows: null, news: null };
  }
}
