import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { checkFile } from "../../../exporter/check/check-file";
import { listProblems } from "../../../exporter/check/list-problems";
import { SimilarCompanies } from "../../../exporter/check/similar-companies";
import { loadZone } from "../../../exporter/words/zone";
import { HELD_CODES, WARNING_CODES } from "../../../shared/problem";

const folder = mkdtempSync(join(tmpdir(), "check-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const COMPANIES = "Company,HQ Location\nAcme Trading,Germany\nBeta,Ghana\n";
const LEADS = [
  // The columns stand in another order than the contract's: places are those of the file.
  "Timestamp,Country,Company,First Name,Last Name,Title",
  "2026-11-20 10:00,Germany,Acme Trading,Ada,Obi,CTO",
  "2026-11-20 09:00,Germany,acme trading,ADA,Obi,CTO",
  ",Germany,Beta,Bo,Eze,CTO",
  "soon,Germany,Beta,Bo,Eze,CTO",
  "31/10/2026 9:00,Germany,Beta,Bo,Eze,CTO",
  "2026-11-22 13:06,Germany,Beta,Bo,Eze,CTO",
  "1999-12-31 23:59,#REF!,Beta,Bo,Eze,",
  `2026-11-20 10:00,Germany,Beta,Bo,Eze,${"x".repeat(1001)}`,
  "2026-11-20 10:00,Germany,Beta,Bo,Eze,CTO,more",
  "2026-11-20 10:00,Korea,Acme Tradings,Cy,Li,CTO",
  "2026-11-20 10:00,Untied States,Beta,Jos\u00e9,Ro,CTO",
  "2026-11-20 10:00,Untied States,Beta,Jose,Ro,CTO",
  "2026-03-29 02:30:00,Germany,Beta,Di,Ko,CTO",
  "2025-10-26 02:30,Germany,Beta,Di,Mo,CTO",
  "2026-11-20 10:00,Germany,Beta,Zo&euml;,Fi\ufffdld,CTO",
  ",,,,,",
].join("\n");

const paths = { leads: join(folder, "leads.csv"), companies: join(folder, "companies.csv") };
writeFileSync(paths.leads, `${LEADS}\n`);
writeFileSync(paths.companies, COMPANIES);
const context = {
  zone: loadZone("Europe/Berlin"),
  asOf: Date.parse("2026-11-22T12:00:00Z"),
  dateOrder: "mdy",
} as const;

async function listed(companiesPath: string | null) {
  const { tab, companies } = await checkFile(paths.leads, null, companiesPath, context, new Map(), new Set(), () => {});
  const similar = companies === null ? null : new SimilarCompanies(companies);
  return [...listProblems(tab, context, similar)];
}

describe("the problems of a file with every code", async () => {
  const problems = await listed(paths.companies);

  test("each has its place, its sentence and, where one is known, a suggestion", () => {
    expect(
      problems.map(({ place, verdict, code, sentence, suggestion }) => [place, verdict, code, sentence, suggestion]),
    ).toEqual([
      ["Leads!2:2", "duplicate", "DUPLICATE", "repeat of row 3 (typed earlier)", null],
      ["Leads!A4", "held", "MISSING", "timestamp is missing", null],
      ["Leads!A5", "held", "BAD_TIMESTAMP", 'timestamp "soon" is not a date and time', null],
      [
        "Leads!A6",
        "held",
        "BAD_TIMESTAMP",
        'timestamp "31/10/2026 9:00" is not a date and time, did you mean 2026-10-31 9:00?',
        "2026-10-31 9:00",
      ],
      [
        "Leads!A7",
        "held",
        "FUTURE_TIMESTAMP",
        "timestamp 2026-11-22 13:06:00 is in the future: at the check it was 2026-11-22 13:00 in Europe/Berlin",
        null,
      ],
      ["Leads!F8", "held", "MISSING", "title is missing", null],
      ["Leads!B8", "held", "CELL_ERROR", "country shows an error (#REF!)", null],
      [
        "Leads!A8",
        "held",
        "OUT_OF_RANGE",
        "timestamp 1999-12-31 23:59:00 is out of range: leads start at 2000-01-01",
        null,
      ],
      ["Leads!F9", "held", "TOO_LONG", "title is longer than 1,000 characters", null],
      ["Leads!10:10", "held", "EXTRA_CELLS", "the row has filled cells beyond the last column", null],
      [
        "Leads!C11",
        "clean",
        "UNKNOWN_COMPANY",
        'company "Acme Tradings" is not in Companies, did you mean Acme Trading?',
        "Acme Trading",
      ],
      [
        "Leads!B11",
        "clean",
        "AMBIGUOUS_COUNTRY",
        'country "Korea" could mean South Korea or North Korea',
        "South Korea or North Korea",
      ],
      [
        "Leads!B12",
        "clean",
        "UNKNOWN_COUNTRY",
        'country "Untied States" is unknown, did you mean United States?',
        "United States",
      ],
      ["Leads!12:12", "clean", "POSSIBLE_DUPLICATE", "possible repeat of row 13", null],
      [
        "Leads!B13",
        "clean",
        "UNKNOWN_COUNTRY",
        'country "Untied States" is unknown, did you mean United States?',
        "United States",
      ],
      ["Leads!13:13", "clean", "POSSIBLE_DUPLICATE", "possible repeat of row 12", null],
      [
        "Leads!A14",
        "clean",
        "GAP_TIMESTAMP",
        "timestamp 2026-03-29 02:30:00 does not exist because clocks went forward, the time after the change was taken",
        null,
      ],
      [
        "Leads!A15",
        "clean",
        "TWICE_TIMESTAMP",
        "timestamp 2025-10-26 02:30 exists twice because clocks went back, the earlier was taken",
        null,
      ],
      ["Leads!D16", "clean", "DAMAGED_TEXT", 'first name "Zo&euml;" looks damaged, did you mean Zoë?', "Zoë"],
      ["Leads!E16", "clean", "DAMAGED_TEXT", 'last name "Fi\ufffdld" looks damaged', null],
    ]);
  });

  test("every code there is occurs", () => {
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set([...HELD_CODES, "DUPLICATE", ...WARNING_CODES]));
  });
});

test("without a Companies table no company is called unknown", async () => {
  const codes = (await listed(null)).map(({ code }) => code);
  expect(codes).not.toContain("UNKNOWN_COMPANY");
  expect(codes).toContain("AMBIGUOUS_COUNTRY");
});
