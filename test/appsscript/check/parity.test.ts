import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import type { SheetCell, TabInput } from "../../../appsscript/check/sheet-input";
import { listProblems } from "../../../exporter/check/list-problems";
import { SimilarCompanies } from "../../../exporter/check/similar-companies";
import { readTab } from "../../../exporter/inputs/read-tab";
import { judgeTable } from "../../../exporter/rules/judge-table";
import { loadZone } from "../../../exporter/words/zone";
import { DAY_MS, wallText } from "../../../shared/calendar";
import { displayedText } from "../../../shared/cell";
import { COMPANIES, LEADS, type TabContract } from "../../../shared/contract";
import { decidedCountries } from "../../../shared/decisions";
import type { TabVerdicts } from "../../../shared/judge-tab";
import { pairHash } from "../../../shared/kept-apart";
import { instantOf } from "../../../shared/zone";
import { leadKey } from "../../shared/lead-key";
import { AS_OF, COMPANIES_HEADER, checked, input, LEADS_HEADER, tab } from "./sheet";

const folder = mkdtempSync(join(tmpdir(), "parity-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ZONE = "Europe/Berlin";
const zone = loadZone(ZONE);

/** A local date and time as a person typed it into a cell with a date format. */
interface Typed {
  readonly wall: number;
}
type Cell = string | number | boolean | Typed;

const often = (weight: number, ...cells: Cell[]) => ({ weight, arbitrary: fc.constantFrom(...cells) });
const trouble = often(1, "", " \u00a0", "\u200b", "#REF!", "#n/a", "Loading...", "x".repeat(1001), 7, 0.1, true);
const typed = fc
  .oneof(
    fc.integer({ min: Date.UTC(2025, 9, 26, 0), max: Date.UTC(2025, 9, 26, 5) }),
    fc.integer({ min: Date.UTC(2026, 2, 29, 0), max: Date.UTC(2026, 2, 29, 5) }),
    fc.integer({ min: AS_OF, max: AS_OF + 2 * 3_600_000 }),
    fc.integer({ min: Date.UTC(1999, 11, 31), max: Date.UTC(2000, 0, 2) }),
    fc.constantFrom(Date.UTC(1899, 11, 30, 9), Date.UTC(1850, 1, 1), Date.UTC(2999, 0, 1)),
  )
  .map((wall): Typed => ({ wall }));
const company = fc.oneof(
  often(12, "Acme", "ACME ", "Ａcme", "Acme Ltd", "Acmé", "Beta", "Betta", "beta.", "Ａcme Ltd."),
  trouble,
);
const name = fc.oneof(
  often(
    10,
    "Ada",
    "ada",
    "Zoë",
    "Zoe",
    "Zo\u0308e",
    "O'Neil",
    "O’Neil",
    "ONeil",
    "...",
    "..",
    "Łukasz",
    "Lukasz",
    "李",
  ),
  trouble,
);
const country = fc.oneof(
  often(10, "Nigeria", "NG", "u.s.a.", "Korea", "Untied States", "Atlantis", "ATLANTIS"),
  trouble,
);
const time = fc.oneof(
  { weight: 8, arbitrary: typed },
  often(
    6,
    "2026-11-20 10:00:00",
    "2026-11-20T10:00:00Z",
    "2026-11-20T12:00:00.5+02:00",
    "11/20/2026 10:00",
    "20/11/2026",
    "2026-03-29 02:30:00",
    "2025-10-26",
    "2025-10-26 02:30",
    "soon",
    46_346.5,
    -3,
    1e12,
    20261120,
    "3.6.2026",
    "03/06/2026",
    "2026/06/29 4:41:33 PM GMT+5:30",
    "2026/06/29 4:41:33 PM EST",
    "Wed Jun 03 2026 01:55:29 GMT+0100 (West Africa Standard Time)",
    "1.78044E+12",
    1_780_444_529,
    20_230_230,
    "20260603015529",
  ),
  trouble,
);
const leadsRows = fc.array(fc.tuple(company, name, name, often(1, "CTO", "").arbitrary, country, time), {
  maxLength: 25,
});
const companyRows = fc.array(fc.tuple(company, country), { maxLength: 8 });

const decided = fc.subarray([
  ["untied STATES", "US"],
  ["Korea", "KR"],
  ["Atlantis", "NG"],
]);

const isTyped = (cell: Cell): cell is Typed => typeof cell === "object";
const serial = ({ wall }: Typed) => wall / DAY_MS + 25_569;

/** As `getValues` and `getDisplayValues` give it. */
function sheetTab(contract: TabContract, header: string[], rows: Cell[][]): TabInput {
  const values = rows.map((row) =>
    row.map((cell): SheetCell => (isTyped(cell) ? new Date(instantOf(zone, cell.wall)) : cell)),
  );
  const texts = rows.map((row) => row.map((cell) => (isTyped(cell) ? wallText(cell.wall) : displayedText(cell))));
  return tab([header, ...values], { contract, shown: { firstColumn: 0, texts: [header, ...texts] } });
}

/** As the Sheets API gives it to the exporter: numbers in columns of words are what they look like. */
function file(name: string, header: string[], rows: Cell[][], isTime: (column: number) => boolean): string {
  const path = join(folder, `${name}.json`);
  const lines = rows.map((row) =>
    row.map((cell, i) => (isTyped(cell) ? (isTime(i) ? serial(cell) : wallText(cell.wall)) : cell)),
  );
  writeFileSync(path, JSON.stringify([header, ...lines]));
  return path;
}

function found({ verdicts: { verdict, winner, warnings, counts } }: TabVerdicts) {
  return { verdict: [...verdict], winner: [...winner], warnings: [...warnings], counts };
}

test("any sheet gets the verdicts, and the sentences, that the exporter gives the same cells", async () => {
  const context = { zone, asOf: AS_OF, dateOrder: "mdy" } as const;
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(leadsRows, companyRows, fc.array(fc.nat(24)), decided, async (leads, companies, picked, pairs) => {
      const decisions = decidedCountries(pairs.map(([typed, code]) => ({ typed, code })));
      const keys = leads.map((row) => {
        const [company, first, last, , land] = row.map((cell) => (isTyped(cell) ? "" : displayedText(cell)));
        return leadKey(company, first, last, land);
      });
      const some = picked.filter((i) => i < keys.length).map((i) => keys[i]);
      const apart = new Set(some.flatMap((one) => some.map((other) => pairHash(one, other))));

      const theirCompanies = await readTab(
        COMPANIES,
        file("companies", COMPANIES_HEADER, companies, () => false),
      );
      const judgedCompanies = judgeTable(COMPANIES, theirCompanies, context, null, undefined, decisions);
      const theirLeads = await readTab(
        LEADS,
        file("leads", LEADS_HEADER, leads, (column) => column === 5),
      );
      const judged = judgeTable(LEADS, theirLeads, context, judgedCompanies.known, apart, decisions);

      const sheet = checked(
        input(sheetTab(LEADS, LEADS_HEADER, leads), sheetTab(COMPANIES, COMPANIES_HEADER, companies), {
          zone: ZONE,
          apart,
          decisions,
        }),
      );
      expect(found(sheet.leads)).toEqual(found(judged));
      expect(found(sheet.companies)).toEqual(found(judgedCompanies));

      // A date is told to a person as a date; the exporter has only its number.
      const isShownAlike = (row: number, field: string | null) =>
        field !== "operator_timestamp" || typeof leads[row - 2][5] === "string";
      const ours = sheet
        .problems()
        .items.filter((item) => item.tab === "Leads" && item.code !== "POSSIBLE_DUPLICATE")
        .filter(({ row, field }) => isShownAlike(row, field))
        .map(({ row, field, code, sentence }) => ({ row, field, code, sentence }));
      const theirs = [...listProblems(judged, context, new SimilarCompanies(judgedCompanies))]
        .filter(({ code }) => code !== "POSSIBLE_DUPLICATE")
        .filter(({ row, field }) => isShownAlike(row, field))
        .map(({ row, field, code, sentence }) => ({ row, field, code, sentence }));
      expect(ours).toEqual(theirs);
      for (const { code } of sheet.problems().kinds) seen.add(code);
    }),
    { numRuns: 150 },
  );
  expect([...seen].sort()).toEqual(
    [
      "AMBIGUOUS_COUNTRY",
      "BAD_TIMESTAMP",
      "CELL_ERROR",
      "DUPLICATE",
      "FUTURE_TIMESTAMP",
      "GAP_TIMESTAMP",
      "MISSING",
      "OUT_OF_RANGE",
      "POSSIBLE_DUPLICATE",
      "TOO_LONG",
      "TWICE_TIMESTAMP",
      "UNKNOWN_COMPANY",
      "UNKNOWN_COUNTRY",
    ].sort(),
  );
});
