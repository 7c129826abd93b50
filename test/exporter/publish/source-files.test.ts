import { expect, test } from "vitest";
import { sourceFiles } from "../../../exporter/publish/source-files";

const counts = (read: number) => ({ read, blank: 0, clean: read, duplicate: 0, held: 0 });
const source = { sha256: "", rows: 0, is_fallback: false, description: "", format: "csv", encoding: "utf-8", bytes: 0 };

test("a source of one file has all rows of its tab, one of several those that each has", () => {
  const files = [
    { path: "a.csv", first_row: 2, last_row: 4 },
    { path: "b.csv", first_row: 5, last_row: 9 },
  ];
  const found = sourceFiles({
    counts: { leads: counts(8), companies: counts(3) },
    sources: [
      { ...source, tab: "Leads", kind: "file", path: "*.csv", files },
      { ...source, tab: "Companies", kind: "file", path: "companies.csv" },
    ],
  });
  expect(found).toEqual([
    { tab: "Leads", ...files[0] },
    { tab: "Leads", ...files[1] },
    { tab: "Companies", path: "companies.csv", first_row: 2, last_row: 4 },
  ]);
});
