import type { Report } from "../words/report";
import { type FrontPage, type PageContent, pageReport } from "./island";

const ISLAND = '<script id="report" type="application/json">';

/** What a page shows. */
export interface Shown {
  /** `null`: nothing is published yet. */
  readonly report: Report | null;
  /** Of the page at a fixed address alone. */
  readonly front?: FrontPage;
}

/**
 * A dashboard: the template made by `buildDashboard`, with what it shows as data inside it. One self-contained HTML text; it opens from
 * disk and asks the network for nothing.
 */
export function renderDashboard(template: string, { report, front }: Shown): string {
  const at = template.indexOf(ISLAND);
  if (at < 0) throw new Error("The dashboard template has no place for the report: build it again.");
  const start = at + ISLAND.length;
  const content: PageContent = { report: report && pageReport(report), front: front ?? null };
  return template.slice(0, start) + islandText(content) + template.slice(start);
}

/** Whether a text is a page that was made here. */
export function isDashboard(text: string): boolean {
  return text.includes(ISLAND);
}

/** JSON that cannot end, or open, an HTML element, whatever text it carries. */
function islandText(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
