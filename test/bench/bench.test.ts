import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeCountries } from "../../bench/aliases.mjs";
import { AS_OF, makeData } from "../../bench/data.mjs";
import { firstDifference, measure, median } from "../../bench/measure.mjs";
import { readCountry } from "../../shared/country";

const ROWS = 4_000;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bench-test-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Enough CSV for the made data: a comma is the only thing that is quoted. */
function readRows(path: string): string[][] {
  const lines = readFileSync(path, "utf8").trimEnd().split("\n").slice(1);
  return lines.map((line) => [...line.matchAll(/(?<=^|,)(?:"([^"]*)"|([^",]*))(?=,|$)/g)].map((m) => m[1] ?? m[2]));
}

const sha256 = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");

const tidy = (cell: string) => cell.replace(/ +/g, " ").trim();

/** The job in the plainest way, to hold the fast programs to. */
function plainAnswers(leadsPath: string, companiesPath: string) {
  const wallNow = "2026-11-22 13:00:00";
  const real = (text: string) =>
    !Number.isNaN(Date.parse(`${text.replace(" ", "T")}Z`)) && !text.startsWith("2025-02-30");
  const tab = (path: string, held: (cells: string[]) => boolean, key: (cells: string[]) => string, time: number) => {
    const all = readRows(path).map((cells, row) => ({ row, cells: cells.map(tidy) }));
    const filled = all.filter(({ cells }) => cells.some((cell) => cell !== ""));
    const good = filled.filter(({ cells }) => !cells.includes("") && !held(cells));
    const best = new Map<string, (typeof good)[number]>();
    for (const lead of good) {
      const other = best.get(key(lead.cells));
      if (!other || lead.cells[time] < other.cells[time]) best.set(key(lead.cells), lead);
    }
    const clean = [...best.values()].map(({ cells }) => cells);
    const read = all.length;
    const counts = {
      read,
      blank: read - filled.length,
      clean: clean.length,
      duplicate: good.length - clean.length,
      held: filled.length - good.length,
    };
    return { clean, counts };
  };
  const lower = (cells: string[]) => cells.join("\n").toLowerCase();
  const leads = tab(
    leadsPath,
    ([, , , , , ts]) => !real(ts) || ts < "2000-01-01" || ts > "2026-11-22 13:05:00",
    ([company, first, last, , country]) => lower([company, first, last]) + readCountry(country).key,
    5,
  );
  const companies = tab(
    companiesPath,
    () => false,
    ([company, hq]) => lower([company]) + readCountry(hq).key,
    2,
  );
  const leadsIn = (prefix: string) =>
    leads.clean.filter((cells) => cells[5].startsWith(prefix) && cells[5] <= wallNow).length;
  const two = (n: number) => String(n).padStart(2, "0");
  const hq = new Set(companies.clean.map(([company, country]) => company.toLowerCase() + readCountry(country).key));
  const staff = new Map<string, number>();
  for (const [company, , , , country] of leads.clean) {
    const key = company.toLowerCase();
    if (hq.has(key + readCountry(country).key)) staff.set(key, (staff.get(key) ?? 0) + 1);
  }
  return {
    counts: { leads: leads.counts, companies: companies.counts },
    months: Array.from({ length: 11 }, (_, i) => ({ month: i + 1, leads: leadsIn(`2026-${two(i + 1)}-`) })),
    days: Array.from({ length: 10 }, (_, i) => ({ day: `2026-11-${13 + i}`, leads: leadsIn(`2026-11-${13 + i}`) })),
    staff,
  };
}

describe("the made data", () => {
  it("is the same bytes on every machine", () => {
    const hashes = ["A", "B", "C"].map((shape) => {
      const { leads, companies } = makeData(folder, shape, 1000, 1001);
      return createHash("sha256")
        .update(readFileSync(leads))
        .update(readFileSync(companies))
        .digest("hex")
        .slice(0, 16);
    });
    expect(hashes).toMatchInlineSnapshot(`
      [
        "d55836e69f9e6515",
        "95b063bd20f0a17b",
        "f2c5e297843da6c6",
      ]
    `);
  });

  it("repeats an early lead nine tenths of the rows later", () => {
    const rows = readRows(makeData(folder, "B", ROWS, ROWS + 1).leads);
    expect(rows[ROWS * 0.9 + 42].slice(0, 2)).toEqual(rows[42].slice(0, 2).map((cell) => cell.toUpperCase()));
  });
});

describe("a peer", () => {
  it.each([
    ["duckdb", "A"],
    ["duckdb", "B"],
    ["duckdb", "C", "--guarantees"],
    ["polars", "C", "--guarantees"],
  ])("%s answers as the plainest program does on %s", async (peer, shape, ...more) => {
    const data = makeData(folder, shape, ROWS, ROWS + 1);
    const countries = join(folder, `${shape}.csv`);
    await writeCountries(countries, data.countries);
    const files = ["--leads", data.leads, "--companies", data.companies, "--countries", countries];
    const words = [`bench/peers/${peer}.mjs`, ...files, "--as-of", AS_OF, ...more];
    const run = await measure((out: string) => [...words, "--out", out]);
    const plain = plainAnswers(data.leads, data.companies);
    const { sources, counts, answers } = run.output;
    expect(sources).toEqual(more.length === 0 ? null : [data.leads, data.companies].map(sha256));
    expect(counts).toEqual(plain.counts);
    expect(answers.leads_per_month).toEqual(plain.months);
    expect(answers.leads_past_10_days).toEqual(plain.days);
    const staff = answers.hq_staff.map((r: { company: string; staff: number }) => [r.company.toLowerCase(), r.staff]);
    expect(new Map(staff)).toEqual(plain.staff);
    expect(run.peak).toBeGreaterThan(10);
    expect(run.files).toBeGreaterThan(0.05);
    expect(Object.keys(run.phases)).toContain("answers");
  });

  it("that fails stops the bench with what it said", async () => {
    await expect(measure(() => ["-e", "console.error('no such table'); process.exit(7)"])).rejects.toThrow(
      /ended with code 7:\nno such table/,
    );
  });
});

describe("comparing contenders", () => {
  it.each([
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, null],
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, "a.1.b: 2 against 3"],
    [{ a: [1] }, { a: [1, 2] }, "a.1: undefined against 2"],
    [{ a: null }, { a: {} }, "a: null against {}"],
    [1, "1", 'the whole: 1 against "1"'],
  ])("%j and %j differ at %s", (a, b, where) => {
    expect(firstDifference(a, b)).toBe(where);
  });

  it.each([
    [[3], 3],
    [[9, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
  ])("the median of %j is %d", (values, middle) => {
    expect(median(values)).toBe(middle);
  });
});
