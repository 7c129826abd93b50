import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COUNTRIES, expected, type Tables, wallText } from "./oracle";
import { select } from "./parquet";
import { COMPANIES_HEADER, csv, LEADS_HEADER, published, workplace } from "./world";

const DAY = 86_400_000;

const often = (weight: number, ...texts: string[]) => ({ weight, arbitrary: fc.constantFrom(...texts) });
const trouble = often(1, "", " \u00a0", "\u200b", "#REF!", "#n/a", "x".repeat(1001), "é".repeat(1000));
const company = fc.oneof(
  often(12, "Acme", "ACME", " acme ", "Ac\u200bme", "Ａcme", "Beta  Ltd", "beta ltd", "Nowhere", "=1+1"),
  trouble,
);
const name = fc.oneof(
  often(
    10,
    "Ada",
    "ADA",
    "\u202eAda",
    "Zoë",
    "Zoe\u0308",
    "Zoe",
    "O'Neil",
    "O’Neil",
    "Straße",
    "STRASSE",
    "None",
    "007",
  ),
  {
    weight: 2,
    arbitrary: fc.string({
      unit: fc.constantFrom("a", "A", "é", "e\u0301", " ", "\t", "\u00ad", "-", '"', ",", "\n", "😀"),
      maxLength: 4,
    }),
  },
  trouble,
);
const country = fc.oneof(
  often(
    12,
    ...Object.keys(COUNTRIES).filter((spelling) => COUNTRIES[spelling][1] !== null),
    "NIGERIA",
    " Usa",
    "Namibia\u200b",
    "Atlantis",
    "Korea ",
  ),
  trouble,
);

/** Wall times and instants around as-of, in every form, and a few that are none. */
function timestamp(asOf: number, zone: string) {
  const ago = fc.oneof(
    fc.integer({ min: -600, max: 600 }),
    fc.integer({ min: 0, max: 12 * 86_400 }),
    fc.integer({ min: 0, max: 400 * 86_400 }),
  );
  const written = fc.tuple(ago, fc.constantFrom("iso", "day", "american", "serial", "utc")).map(([seconds, form]) => {
    const instant = asOf - seconds * 1000;
    const wall = wallText(instant, zone);
    const [year, month, day, ...time] = wall.split(/[-T:]/);
    switch (form) {
      case "iso":
        return wall.replace("T", " ");
      case "day":
        return wall.slice(0, 10);
      case "american":
        return `${Number(month)}/${Number(day)}/${year} ${Number(time[0])}:${time[1]}:${time[2]}`;
      case "serial":
        return String(Date.parse(`${wall}Z`) / DAY + 25_569);
      default:
        return new Date(instant).toISOString().replace(".000", "");
    }
  });
  return fc.oneof(
    { weight: 14, arbitrary: written },
    often(1, "soon", "13/13/2026 1:00:00", "1999-05-05", "2031-01-01 00:00:00", "", "#REF!"),
  );
}

const tables: fc.Arbitrary<Tables> = fc
  .record({
    asOf: fc
      .constantFrom(
        "2026-01-01T00:30:00Z",
        "2026-03-29T02:30:00Z",
        "2026-11-01T06:30:00Z",
        "2026-11-22T11:00:00Z",
        "2026-12-31T23:30:00Z",
      )
      .map(Date.parse),
    zone: fc.constantFrom("Africa/Lagos", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC"),
  })
  .chain(({ asOf, zone }) => {
    const beyond = fc.oneof(
      { weight: 9, arbitrary: fc.constant<string[]>([]) },
      { weight: 1, arbitrary: fc.constantFrom([""], [" "], ["more"]) },
    );
    const row = (...cells: fc.Arbitrary<string>[]) =>
      fc.oneof(
        { weight: 12, arbitrary: fc.tuple(fc.tuple(...cells), beyond).map(([own, more]) => [...own, ...more]) },
        { weight: 1, arbitrary: fc.constant(cells.map(() => "")) },
      );
    return fc.record({
      leads: fc.array(row(company, name, fc.constantFrom("Obi", "obi", "Ito"), name, country, timestamp(asOf, zone)), {
        minLength: 1,
        maxLength: 60,
        size: "max",
      }),
      companies: fc.array(row(company, country), { maxLength: 12, size: "max" }),
      asOf: fc.constant(asOf),
      zone: fc.constant(zone),
    });
  });

describe("random tables: counts, verdicts and answers are those of a slow program that shares no code", () => {
  const place = workplace();
  const samples = fc.sample(tables, { numRuns: 16, seed: 20_261_122 }).map((table, number) => ({ number, table }));

  test.concurrent.each(samples)(
    "table $number",
    async ({ number, table }) => {
      const oracle = expected(table);
      const { counts, answers, folder } = await published({
        leads: place.write(`${number}-leads.csv`, csv([LEADS_HEADER, ...table.leads])),
        companies: place.write(`${number}-companies.csv`, csv([COMPANIES_HEADER, ...table.companies])),
        out: place.newOut(),
        when: ["--as-of", new Date(table.asOf).toISOString(), "--zone", table.zone],
        // Only a table without a clean lead needs it.
        more: ["--release", "any table will do"],
      });
      const unknown = "warnings IS NULL OR NOT contains(warnings, 'UNKNOWN_COMPANY')";
      const rows = {
        leads: await select(
          folder,
          `SELECT source_row, company, first_name, last_name, title, country, country_code,
         strftime(operator_timestamp, '%Y-%m-%dT%H:%M:%S.%gZ'), ${unknown}, company_id, at_hq FROM leads ORDER BY 1`,
        ),
        companies: await select(
          folder,
          "SELECT source_row, company, hq_location, hq_code, company_id FROM companies ORDER BY 1",
        ),
        held: await select(folder, "SELECT tab, source_row, problems FROM held ORDER BY 1, 2"),
        duplicates: await select(folder, "SELECT tab, source_row, winner_row FROM duplicates ORDER BY 1, 2"),
      };
      expect({ counts, answers, ...rows }).toEqual(oracle);
    },
    120_000,
  );

  test("the tables hold every verdict, many times", () => {
    const all = samples.map(({ table }) => expected(table).counts.leads);
    for (const verdict of ["blank", "clean", "duplicate", "held"] as const) {
      expect(all.reduce((sum, counts) => sum + counts[verdict], 0)).toBeGreaterThan(15);
    }
  });
});
