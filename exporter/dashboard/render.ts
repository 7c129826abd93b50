import type { PageContent, PageReport, PageTable } from "./island";

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

function islandText({ report, details, front }: PageContent): string {
  return `{"report":${jsonOf(report)},"details":${jsonOf(details)},"front":${jsonOf(front)}}`;
}

/** What was made of parts of pages: a snapshot's rows stand in its own page and in the one for today. */
const made = new WeakMap<object, string>();

/** Makes the JSON of a report now, so that the page is soon rendered once all its parts are there. */
export function prepared(report: PageReport): PageReport {
  jsonOf(report);
  return report;
}

/** A table of rows whose JSON DuckDB made: the page has it as it is, and whoever else looks at the rows reads it. */
export function tableOf(columns: PageTable["columns"], json: string, allRows: PageTable["allRows"]): PageTable {
  const table: PageTable = {
    columns,
    get rows() {
      return JSON.parse(json);
    },
    allRows,
  };
  made.set(table, `{"columns":${jsonOf(columns)},"rows":${escaped(json)},"allRows":${allRows}}`);
  return table;
}

function jsonOf(part: unknown): string {
  if (typeof part !== "object" || part === null || Array.isArray(part)) return escaped(JSON.stringify(part));
  const text = made.get(part) ?? objectOf(Object.entries(part));
  made.set(part, text);
  return text;
}

function objectOf(parts: [string, unknown][]): string {
  const there = parts.filter(([, value]) => value !== undefined);
  return `{${there.map(([name, value]) => `${jsonOf(name)}:${jsonOf(value)}`).join(",")}}`;
}

/** JSON that cannot end, or open, an HTML element, whatever text it carries. */
function escaped(json: string): string {
  return json.replace(/[<\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
