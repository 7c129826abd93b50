import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readTab } from "../../exporter/inputs/read-tab";
import { judgeTable } from "../../exporter/rules/judge-table";
import { loadZone } from "../../exporter/words/zone";
import type { Cell } from "../../shared/cell";
import { COMPANIES, LEADS } from "../../shared/contract";
import type { CountryReadings } from "../../shared/country-field";
import { decidedCountries, NO_DECISIONS, readDecisions } from "../../shared/decisions";
import { VERDICT_NAMES } from "../../shared/verdicts";
import { DECISIONS_HEADER } from "../../shared/workbook";
import { AS_OF, COMPANIES_HEADER, checked, companyTab, input, LEADS_HEADER, tab } from "../appsscript/check/sheet";

const folder = mkdtempSync(join(tmpdir(), "decisions-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const decision = (typed: Cell, means: Cell, kind: Cell = "country"): Cell[] => [
  kind,
  typed,
  means,
  "ada@example.com",
  "",
];
const read = (...rows: Cell[][]) => readDecisions([DECISIONS_HEADER, ...rows]);

describe("the tab of decisions", () => {
  test("gives each text one country, whichever of its names is meant, and by whom", () => {
    const at = "2026-11-03T09:00:00.000Z";
    const { countries, ignored } = read(
      ["Country", " Untied  States ", "USA", "ada@example.com", at],
      [],
      ["country", "Korea", "South Korea", "", 46_329.5],
      ["country", "untied states", "United States of America", "ben@example.com", ""],
    );
    expect(ignored).toEqual([]);
    expect(countries).toEqual([
      { typed: "Untied States", code: "US", by: "ada@example.com", at },
      { typed: "Korea", code: "KR", by: "", at: "2026-11-03" },
    ]);
  });

  test.each<[string, Cell[][], string]>([
    [
      "an unknown country",
      [decision("Untied States", "Atlantis")],
      'Row 2 of Decisions does not count: "Atlantis" is not a country known by that name.',
    ],
    [
      "an ambiguous one",
      [decision("Untied States", "Congo")],
      'Row 2 of Decisions does not count: "Congo" could mean several countries.',
    ],
    [
      "no country",
      [decision("Untied States", " ")],
      'Row 2 of Decisions does not count: it does not say which country "Untied States" means.',
    ],
    [
      "nothing typed",
      [[], decision("", "France")],
      "Row 3 of Decisions does not count: it does not say what was typed.",
    ],
    [
      "a name that is a country's",
      [decision("France", "Germany")],
      'Row 2 of Decisions does not count: "France" is already a name of France.',
    ],
    [
      "a code that is a country's",
      [decision("de", "Denmark")],
      'Row 2 of Decisions does not count: "de" is already a name of Germany.',
    ],
    [
      "an error in a cell",
      [decision("#REF!", "France")],
      'Row 2 of Decisions does not count: "#REF!" holds its row, whatever it may mean.',
    ],
    [
      "another kind of field",
      [decision("Acme", "Acme Ltd", "company")],
      'Row 2 of Decisions does not count: its field kind is "company", and only a country can be decided.',
    ],
    [
      "no kind of field",
      [decision("Untied States", "USA", "")],
      'Row 2 of Decisions does not count: its field kind is "", and only a country can be decided.',
    ],
    [
      "rows that contradict",
      [decision("Korea", "South Korea"), [], decision("KOREA", "North Korea")],
      'Rows 2 and 4 of Decisions do not count: they say different things of "Korea".',
    ],
  ])("does not count %s, and says so", (_, rows, sentence) => {
    const { countries, ignored } = read(...rows, decision("Atlantis", "Greece"));
    expect(ignored).toEqual([sentence]);
    expect(countries.map(({ typed }) => typed)).toEqual(["Atlantis"]);
  });

  test("says that it is another tab, or that its header is gone; an empty one says nothing", () => {
    expect(readDecisions([])).toBe(NO_DECISIONS);
    expect(readDecisions([[""], []])).toBe(NO_DECISIONS);
    expect(readDecisions([decision("Korea", "South Korea")])).toEqual({
      countries: [],
      ignored: [
        "Row 1 of Decisions does not say Field kind, As typed, Means, Decided by, When, so no decision counts.",
      ],
    });
  });
});

describe("a decision about a country", () => {
  const context = { zone: loadZone("Africa/Lagos"), asOf: AS_OF, dateOrder: "mdy" } as const;
  const meant = decidedCountries(
    read(decision("Untied States", "USA"), decision("Korea", "South Korea"), decision("Lagos", "Nigeria")).countries,
  );
  const lead = (country: string, name = "Ada", title = "CTO") => [
    "Acme",
    name,
    "Obi",
    title,
    country,
    "2026-11-20 10:00:00",
  ];
  const file = (name: string, rows: string[][]) => {
    const path = join(folder, `${name}.json`);
    writeFileSync(path, JSON.stringify(rows));
    return path;
  };

  /** What both engines find, proven equal: verdicts, warnings, names and codes. */
  async function judged(leads: string[][], companies: string[][]) {
    const theirCompanies = await readTab(COMPANIES, file("companies", [COMPANIES_HEADER, ...companies]));
    const exporterCompanies = judgeTable(COMPANIES, theirCompanies, context, null, undefined, meant);
    const theirLeads = await readTab(LEADS, file("leads", [LEADS_HEADER, ...leads]));
    const exporter = judgeTable(LEADS, theirLeads, context, exporterCompanies.known, undefined, meant);
    const sheet = checked(input(tab([LEADS_HEADER, ...leads]), companyTab(...companies), { decisions: meant }));
    const found = ({ readings, verdicts }: Pick<typeof exporter, "readings" | "verdicts">, at: number) => {
      const { codes, names, isoCodes, keys } = readings.fields[at] as CountryReadings;
      return Array.from(verdicts.verdict, (verdict, row) => ({
        verdict: VERDICT_NAMES[verdict],
        warns: verdicts.warnings[row] !== 0,
        name: names[codes[row]],
        code: isoCodes[codes[row]],
        key: keys[codes[row]],
      }));
    };
    const [inLeads, inCompanies] = [found(exporter, 4), found(exporterCompanies, 1)];
    expect(found(sheet.leads, 4)).toEqual(inLeads);
    expect(found(sheet.companies, 1)).toEqual(inCompanies);
    return { leads: inLeads, companies: inCompanies, statuses: sheet.statuses };
  }

  test.each([
    ["Untied States", "United States", "US"],
    ["  UNTIED states\u00a0", "United States", "US"],
    ["Korea", "South Korea", "KR"],
    ["lagos", "Nigeria", "NG"],
    ["USA", "United States", "US"],
    ["North Korea", "North Korea", "KP"],
  ])("makes %s count as %s", async (typed, name, code) => {
    const { leads, companies, statuses } = await judged([lead(typed)], [["Acme", typed]]);
    expect(leads).toMatchObject([{ verdict: "clean", warns: false, name, code }]);
    expect(companies).toMatchObject([{ verdict: "clean", warns: false, name, code }]);
    expect(leads[0].key).toBe(companies[0].key);
    expect(statuses).toEqual(["OK"]);
  });

  test.each(["Untied Statess", "Congo", "Lagos State"])("leaves %s as it is", async (typed) => {
    const { leads, statuses } = await judged([lead(typed)], [["Acme", "Nigeria"]]);
    expect(leads).toMatchObject([{ verdict: "clean", warns: true, name: typed, code: "" }]);
    expect(statuses[0]).toMatch(/^Check: country/);
  });

  test("makes repeats of rows that name the same country, and joins a headquarters of that name", async () => {
    const rows = [lead("Untied States"), lead("United States"), lead("untied states", "Bo")];
    const { leads, companies, statuses } = await judged(rows, [["Acme", "USA"]]);
    expect(leads.map(({ verdict }) => verdict)).toEqual(["clean", "duplicate", "clean"]);
    expect(statuses).toEqual(["OK", "Repeat of row 2 (same time, higher up)", "OK"]);
    expect(new Set([...leads, ...companies].map(({ key }) => key)).size).toBe(1);
  });
});
