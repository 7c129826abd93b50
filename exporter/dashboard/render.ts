import type { PageContent } from "./island";

const ISLAND = '<script id="report" type="application/json">';

/**
 * A dashboard: the template made by `buildDashboard`, with what it shows as data inside it. One self-contained HTML text; it opens from
 * disk and asks the network for nothing.
 */
export function renderDashboard(template: string, content: PageContent): string {
  const at = template.indexOf(ISLAND);
  if (at < 0) throw new Error("The dashboard template has no place for the report: build it again.");
  const start = at + ISLAND.length;
  return template.slice(0, start) + islandText(content) + template.slice(start);
}

/** What a page made here holds; `null` of any other text. Pages of earlier versions held a report and nothing else, and less in it. */
export function contentOf(page: string): PageContent | null {
  const start = page.indexOf(ISLAND) + ISLAND.length;
  if (start < ISLAND.length) return null;
  try {
    const held = JSON.parse(page.slice(start, page.indexOf("</script", start)));
    const { report, ...rest } = "report" in held ? held : { report: held, details: null, front: null };
    return { report: report && { compared: null, marks: [], ...report }, ...rest };
  } catch {
    return null;
  }
}

/** JSON that cannot end, or open, an HTML element, whatever text it carries. */
function islandText(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
