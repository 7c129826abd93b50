import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pageReport } from "../../../exporter/dashboard/island";
import { contentOf, renderDashboard } from "../../../exporter/dashboard/render";
import { sampleReport } from "./report.fixture";

const OPEN = '<script id="report" type="application/json">';
const TEMPLATE = `<html>before${OPEN}</script>after</html>`;

/** What a browser takes as the island: everything to the first end tag. */
function island(html: string): string {
  const start = html.indexOf(OPEN) + OPEN.length;
  return html.slice(start, html.toLowerCase().indexOf("</script", start));
}

describe("renderDashboard", () => {
  it("puts any text in as data: a browser reads back exactly the report", () => {
    const part = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("</script>", "<!--", "<script>", "$&", "$'", "\u2028", "\u2029", "\ud800", "]]>", OPEN),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const report = { ...sampleReport(3), snapshot: parts.join("") };
        const content = { report: pageReport(report), details: null, front: null };
        const html = renderDashboard(TEMPLATE, content);
        expect(JSON.parse(island(html))).toEqual(content);
        expect(island(html)).not.toMatch(/[<\u2028\u2029]/);
        expect(html.startsWith(`<html>before${OPEN}`)).toBe(true);
        expect(html.endsWith("</script>after</html>")).toBe(true);
      }),
    );
  });

  it("reads pages of earlier versions, which said less", () => {
    const { compared, marks, ...older } = pageReport(sampleReport(3));
    const report = { ...older, compared: null, marks: [] };
    const page = (held: object) => `<html>${OPEN}${JSON.stringify(held)}</script></html>`;
    expect(contentOf(page(older))).toEqual({ report, details: null, front: null });
    const details = { byCountry: null, byCompany: null, rows: null };
    expect(contentOf(page({ report: older, details, front: null }))).toEqual({ report, details, front: null });
    expect(contentOf(page({ report: null, details: null, front: null }))?.report).toBeNull();
    expect(contentOf("<html></html>")).toBeNull();
  });

  it("refuses a template that has no place for the report", () => {
    expect(() => renderDashboard("<html></html>", { report: null, details: null, front: null })).toThrow(
      /no place for the report/,
    );
  });

  it("keeps as many rows as fit, and the number of all of them: thirty thousand companies do", () => {
    const { rows, allRows } = pageReport(sampleReport(30_000)).answers[3];
    expect([rows.length, allRows]).toEqual([30_000, 30_000]);
    const many = pageReport(sampleReport(100_000)).answers[3];
    expect(many.allRows).toBe(100_000);
    expect(many.rows.length).toBeLessThan(60_000);
    expect(JSON.stringify(many).length).toBeLessThan(1_600_000);
  });

  it("holds a row as values in column order", () => {
    const countries = pageReport(sampleReport(3)).answers[2];
    expect(countries.rows[0]).toEqual([1, "United States", "US", 2311]);
  });
});
