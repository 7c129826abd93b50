import fc from "fast-check";
import { expect, test } from "vitest";
import type { Answer } from "../../../shared/answer";
import { localDay } from "../../../shared/calendar";
import { toWall } from "../../../shared/zone";
import { ask, type Company, LAGOS, type Lead, removeFoldersAfterwards, UTC } from "./world";

removeFoldersAfterwards();

const NOON = Date.parse("2026-11-22T12:00:00Z");
const lead = (over: Partial<Lead> = {}): Lead => ({ companyId: 1, country: "Ghana", code: "GH", at: NOON, ...over });
const leads = (country: string, count: number) => Array.from({ length: count }, () => lead({ country }));
const addsUp = (answer: Answer, clean: number) =>
  expect(answer.used! + answer.remainder.reduce((sum, { leads }) => sum + (leads ?? 0), 0)).toBe(clean);

test("every month to date is there, zeros included, with the window in words", async () => {
  const world = [
    lead({ at: Date.parse("2026-01-01T00:00:00+01:00") }),
    lead({ at: Date.parse("2026-03-31T23:59:59.999+01:00") }),
    lead({ at: Date.parse("2025-12-31T23:59:59.999+01:00") }),
  ];
  const { leads_per_month: answer } = (await ask({ leads: world, asOf: Date.parse("2026-04-02T08:00:00Z") })).answers;
  expect(answer.rows).toEqual([
    { month: 1, leads: 1 },
    { month: 2, leads: 0 },
    { month: 3, leads: 1 },
    { month: 4, leads: 0 },
  ]);
  expect(answer.window).toBe("1 January 2026 to 2 April 2026, 09:00 (Africa/Lagos)");
  expect(answer.remainder).toEqual([{ reason: "captured before 1 January 2026", leads: 1 }]);
});

test("the year begins at local midnight: the same instant is January in Lagos and last year in UTC", async () => {
  const world = [lead({ at: Date.parse("2025-12-31T23:30:00Z") })];
  const asOf = Date.parse("2026-01-01T12:00:00Z");
  const lagos = (await ask({ leads: world, asOf, zone: LAGOS })).answers.leads_per_month;
  const utc = (await ask({ leads: world, asOf, zone: UTC })).answers.leads_per_month;
  expect(lagos.rows).toEqual([{ month: 1, leads: 1 }]);
  expect(utc.rows).toEqual([{ month: 1, leads: 0 }]);
  expect(utc.remainder).toEqual([{ reason: "captured before 1 January 2026", leads: 1 }]);
});

test("as-of itself can be in last year in UTC and in this one in Lagos", async () => {
  const asOf = Date.parse("2025-12-31T23:30:00Z");
  expect((await ask({ leads: [lead({ at: asOf })], asOf, zone: LAGOS })).answers.leads_per_month.rows).toEqual([
    { month: 1, leads: 1 },
  ]);
  expect((await ask({ leads: [lead({ at: asOf })], asOf, zone: UTC })).answers.leads_per_month.rows).toHaveLength(12);
});

test("the past 10 days are today and the 9 before, across the year's end too", async () => {
  const { leads_past_10_days: answer } = (
    await ask({
      leads: [
        lead({ at: Date.parse("2025-12-25T00:00:00+01:00") }),
        lead({ at: Date.parse("2025-12-24T23:59:59.999+01:00") }),
      ],
      asOf: Date.parse("2026-01-03T10:00:00Z"),
    })
  ).answers;
  expect(answer.rows.map(({ day }) => day)).toEqual([
    ...["25", "26", "27", "28", "29", "30", "31"].map((day) => `2025-12-${day}`),
    ...["01", "02", "03"].map((day) => `2026-01-${day}`),
  ]);
  expect(answer.rows.map(({ leads }) => leads)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect(answer.remainder).toEqual([{ reason: "captured before 25 December 2025", leads: 1 }]);
  expect(answer.window).toBe("25 December 2025 to 3 January 2026, 11:00 (Africa/Lagos)");
});

test("a lead at the as-of instant is in the window, one a millisecond later is not, and the answer says so", async () => {
  const { answers } = await ask({ leads: [lead({ at: NOON }), lead({ at: NOON + 1 })], asOf: NOON });
  for (const name of ["leads_per_month", "leads_past_10_days"]) {
    expect(answers[name].used).toBe(1);
    expect(answers[name].remainder).toEqual([{ reason: "captured after the as-of instant", leads: 1 }]);
  }
  expect(answers.top_countries.used).toBe(2);
});

test("just before local midnight, a lead of tomorrow is left out and counted in the remainder", async () => {
  const asOf = Date.parse("2026-12-31T23:58:00+01:00");
  const { answers } = await ask({ leads: [lead({ at: asOf + 4 * 60_000 })], asOf });
  expect(answers.leads_per_month.rows).toHaveLength(12);
  expect(answers.leads_per_month.remainder).toEqual([{ reason: "captured after the as-of instant", leads: 1 }]);
});

test("exactly 20 countries, ranked by leads, then by code point; ties cut off are stated", async () => {
  const names = Array.from({ length: 23 }, (_, i) => `Country ${String(i).padStart(2, "0")}`);
  const { top_countries: answer } = (
    await ask({
      leads: [...leads("Zambia", 3), ...names.flatMap((name) => leads(name, 2)), ...leads("Chad", 1)],
      asOf: NOON,
    })
  ).answers;
  expect(answer.rows.map(({ country }) => country)).toEqual(["Zambia", ...names.slice(0, 19)]);
  expect(answer.rows.map(({ rank }) => rank)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  expect(answer.remainder).toEqual([
    { reason: "in countries below the 20 shown", leads: 9 },
    { reason: "4 more countries have 2 leads each, as many as rank 20", leads: null },
  ]);
  addsUp(answer, 50);
});

test.each([
  [21, 1, "1 more country has 1 lead, as many as rank 20"],
  [22, 1, "2 more countries have 1 lead each, as many as rank 20"],
  [21, 3, "1 more country has 3 leads, as many as rank 20"],
])("%i countries with %i leads each: %s", async (countries, count, note) => {
  const world = Array.from({ length: countries }, (_, i) => leads(`Country ${i}`, count)).flat();
  const { top_countries: answer } = (await ask({ leads: world, asOf: NOON })).answers;
  expect(answer.remainder.at(-1)).toEqual({ reason: note, leads: null });
});

test("twenty tied countries and no more leave nothing to state", async () => {
  const world = Array.from({ length: 20 }, (_, i) => lead({ country: `Country ${i}` }));
  expect((await ask({ leads: world, asOf: NOON })).answers.top_countries.remainder).toEqual([]);
});

test("names are ordered by code point, not by a language's rules, beyond the first plane too", async () => {
  const names = ["a", "Z", "\u00c5land", "\ufffd", "\u{10000}"];
  const { top_countries: answer } = (await ask({ leads: names.map((country) => lead({ country })), asOf: NOON }))
    .answers;
  expect(answer.rows.map(({ country }) => country)).toEqual(["Z", "a", "\u00c5land", "\ufffd", "\u{10000}"]);
});

test("a country without a code still counts", async () => {
  const { top_countries: answer } = (await ask({ leads: [lead({ country: "Korea", code: null })], asOf: NOON }))
    .answers;
  expect(answer.rows).toEqual([{ rank: 1, country: "Korea", country_code: null, leads: 1 }]);
});

test("a company with three HQs, one of them listed twice, counts each lead once, under its first name by code point", async () => {
  const companies: Company[] = [
    { companyId: 7, company: "acme", hq: "Ghana" },
    { companyId: 7, company: "Acme", hq: "Kenya" },
    { companyId: 7, company: "ACMe", hq: "Chad" },
    { companyId: 7, company: "Acme", hq: "Ghana" },
    { companyId: 8, company: "Nobody Ltd", hq: "Ghana" },
  ];
  const world = ["Ghana", "Ghana", "Kenya", "Togo"].map((country) => lead({ companyId: 7, country }));
  const { hq_staff: answer } = (await ask({ leads: [...world, lead({ companyId: 9 })], companies, asOf: NOON }))
    .answers;
  expect(answer.rows).toEqual([{ company: "ACMe", staff: 3 }]);
  expect(answer.remainder).toEqual([
    { reason: "whose company has no HQ in Companies", leads: 1 },
    { reason: "whose country is not an HQ of the company", leads: 1 },
  ]);
});

test("no leads at all give whole, empty answers", async () => {
  const { answers } = await ask({ leads: [], asOf: NOON });
  expect(Object.values(answers).map(({ used, remainder }) => [used, remainder])).toEqual(Array(4).fill([0, []]));
  expect(answers.hq_staff.rows).toEqual([]);
  expect(answers.top_countries.rows).toEqual([]);
});

test("the four answers agree with a plain count over any rows, and every one adds up", async () => {
  const day = 86_400_000;
  const country = fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXY");
  const world = fc.record({
    zone: fc.constantFrom(LAGOS, UTC, { name: "Etc/GMT+11", starts: [-Infinity], offsets: [-11 * 3_600_000] }),
    asOf: fc.integer({ min: Date.parse("2026-01-01T00:00:00Z") - day, max: Date.parse("2026-01-20T00:00:00Z") }),
    leads: fc.array(
      fc.record({
        companyId: fc.integer({ min: 1, max: 5 }),
        country,
        ago: fc.integer({ min: -300_000, max: 40 * day }),
      }),
      { maxLength: 120 },
    ),
    companies: fc.array(fc.record({ companyId: fc.integer({ min: 1, max: 4 }), hq: country }), { maxLength: 30 }),
  });
  await fc.assert(
    fc.asyncProperty(world, async ({ zone, asOf, leads: drawn, companies: hqs }) => {
      const rows = drawn.map(({ companyId, country, ago }) => ({ companyId, country, code: country, at: asOf - ago }));
      const companies = hqs.map(({ companyId, hq }) => ({ companyId, hq, company: `Company ${companyId}` }));
      const { answers } = await ask({ leads: rows, companies, asOf, zone });
      for (const answer of Object.values(answers)) addsUp(answer, rows.length);

      const local = (at: number) => new Date(toWall(zone, at)).toISOString();
      const year = local(asOf).slice(0, 4);
      const past = rows.filter(({ at }) => at <= asOf);
      const months = answers.leads_per_month.rows;
      expect(months).toHaveLength(Number(local(asOf).slice(5, 7)));
      for (const { month, leads } of months) {
        const prefix = `${year}-${String(month).padStart(2, "0")}`;
        expect(leads).toBe(past.filter(({ at }) => local(at).startsWith(prefix)).length);
      }
      const days = answers.leads_past_10_days.rows;
      expect(days).toHaveLength(10);
      expect(days.at(-1)!.day).toBe(local(asOf).slice(0, 10));
      for (const { day, leads } of days) {
        expect(leads).toBe(past.filter(({ at }) => local(at).slice(0, 10) === day).length);
      }
      expect(Date.parse(String(days[0].day)) / day).toBe(localDay(toWall(zone, asOf)) - 9);

      const byCountry = new Map<string, number>();
      for (const { country } of rows) byCountry.set(country, (byCountry.get(country) ?? 0) + 1);
      const ranked = [...byCountry].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, 20);
      expect(answers.top_countries.rows.map(({ country, leads }) => [country, leads])).toEqual(ranked);

      const staff = new Map<string, number>();
      for (const { companyId, country } of rows) {
        if (!companies.some((company) => company.companyId === companyId && company.hq === country)) continue;
        const name = `Company ${companyId}`;
        staff.set(name, (staff.get(name) ?? 0) + 1);
      }
      expect(answers.hq_staff.rows.map(({ company, staff }) => [company, staff])).toEqual(
        [...staff].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)),
      );
    }),
    { numRuns: 25 },
  );
});
