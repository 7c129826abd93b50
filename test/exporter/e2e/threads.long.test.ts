import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { published, workplace } from "./world";

const ROWS = 300_000;
const TABLES = ["leads", "companies", "held", "duplicates"];

/** A file but for its footer, which names the run. */
function pagesOf(path: string): Buffer {
  const file = readFileSync(path);
  return file.subarray(0, file.length - 8 - file.readUInt32LE(file.length - 8));
}

test("the same bytes come out of one, two and four threads", async () => {
  const place = workplace();
  const leads = place.leads(
    "leads.csv",
    Array.from({ length: ROWS }, (_, i) => [
      `Company ${i % 5000}`,
      i % 9 === 0 ? `Zoë "Z" ${i}` : `Ada ${i % 70_000}`,
      i % 1000 === 0 ? "" : `Obi ${i % 17}`,
      "CTO",
      i % 7 === 0 ? "Nigeria" : "Ghana",
      `2026-11-20 10:${String(i % 60).padStart(2, "0")}:00`,
    ]),
  );
  const companies = place.companies(
    "companies.csv",
    Array.from({ length: 4000 }, (_, i) => [`COMPANY ${i}`, i % 2 === 0 ? "Nigeria" : "Ghana"]),
  );
  const results: { pages: Buffer[]; counts: unknown; answers: unknown }[] = [];
  for (const threads of ["1", "2", "4"]) {
    const ended = await published({ leads, companies, out: place.newOut(), env: { LEAD_EXPORT_THREADS: threads } });
    const pages = TABLES.map((name) => pagesOf(join(ended.folder, `${name}.parquet`)));
    results.push({ counts: ended.counts, answers: ended.answers, pages });
  }
  expect(results[0].pages[0].length).toBeGreaterThan(1_000_000);
  for (const result of results) {
    expect(result.pages.map((bytes, i) => bytes.equals(results[0].pages[i]))).toEqual(TABLES.map(() => true));
    expect([result.counts, result.answers]).toEqual([results[0].counts, results[0].answers]);
  }
}, 120_000);
