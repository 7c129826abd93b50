import type { Report } from "../words/report";
import { pageReport } from "./island";

const ISLAND = '<script id="report" type="application/json">';

/**
 * The dashboard of one snapshot: the template made by `buildDashboard`, with the report as data inside it.
 * One self-contained HTML text; it opens from disk and asks the network for nothing.
 */
export function renderDashboard(template: string, report: Report): string {
  const at = template.indexOf(ISLAND);
  if (at < 0) throw new Error("The dashboard template has no place for the report: build it again.");
  const start = at + ISLAND.length;
  return template.slice(0, start) + islandText(pageReport(report)) + template.slice(start);
}

/** JSON that cannot end, or open, an HTML element, whatever text it carries. */
function islandText(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
