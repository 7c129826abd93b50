import { expect, test } from "vitest";
import vectors from "../../vectors/countries.json";
import { select } from "./parquet";
import { manifestOf, published, workplace } from "./world";

const place = workplace();
const DAY = "2026-11-20 08:00:00";

test("every known alias, code and spelling of every country, as leads and as headquarters of one run", async () => {
  const known = Object.entries(vectors.known).flatMap(([code, spellings]) =>
    spellings.map((spelling) => ({ code, spelling })),
  );
  expect(known.length).toBeGreaterThan(1000);
  const leads = place.leads(
    "aliases.csv",
    known.map(({ spelling }, i) => ["Acme", "Ada", `Obi ${i}`, "CTO", spelling, DAY]),
  );
  // Each country's last spelling is the headquarters: it must meet the leads that wrote it otherwise.
  const companies = place.companies(
    "aliases-companies.csv",
    Object.values(vectors.known).map((spellings) => ["Acme", spellings.at(-1)]),
  );
  const { counts, folder, answers } = await published({ leads, companies, out: place.newOut() });
  expect(counts).toEqual({
    leads: { read: known.length, blank: 0, clean: known.length, duplicate: 0, held: 0 },
    companies: { read: 250, blank: 0, clean: 250, duplicate: 0, held: 0 },
  });
  const rows = await select(folder, "SELECT source_row, country_code FROM leads ORDER BY 1");
  expect(rows).toEqual(known.map(({ code }, i) => [i + 2, code]));
  expect(await select(folder, "SELECT count(DISTINCT country), count(DISTINCT country_code) FROM leads")).toEqual([
    ["250", "250"],
  ]);
  expect(answers.hq_staff).toEqual([{ company: "Acme", staff: known.length }]);
  expect(manifestOf(folder).problems).toEqual([]);
});

test("unknown and ambiguous names keep their text, have no code, count, join an HQ of the same name, and warn", async () => {
  const odd = [
    ...vectors.ambiguous.map(({ cell }) => ({ cell, code: "AMBIGUOUS_COUNTRY" })),
    ...vectors.unknown.map(({ cell }) => ({ cell, code: "UNKNOWN_COUNTRY" })),
  ];
  const leads = place.leads(
    "odd.csv",
    odd.map(({ cell }, i) => ["Acme", "Ada", `Obi ${i}`, "CTO", cell, DAY]),
  );
  const companies = place.companies("odd-companies.csv", [
    ["Acme", "KOREA"],
    ["Acme", "xx"],
  ]);
  // So many unknown countries are what the guard is there for.
  const more = ["--release", "odd countries are what is tested"];
  const { counts, folder, answers } = await published({ leads, companies, out: place.newOut(), more });
  expect(counts.leads).toEqual({ read: odd.length, blank: 0, clean: odd.length, duplicate: 0, held: 0 });
  expect(await select(folder, "SELECT source_row, country_code, warnings FROM leads ORDER BY 1")).toEqual(
    odd.map(({ code }, i) => [i + 2, null, code]),
  );
  // Korea three times, XX once; in one spelling in both tables.
  expect(answers.hq_staff).toEqual([{ company: "Acme", staff: 4 }]);
  expect(
    await select(folder, "SELECT DISTINCT country FROM leads WHERE lower(country) IN ('korea', 'xx') ORDER BY 1"),
  ).toEqual(await select(folder, "SELECT DISTINCT hq_location FROM companies ORDER BY 1"));
});
