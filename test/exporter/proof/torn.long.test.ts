import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSheets } from "../../../exporter/inputs/workbook/client";
import { readWorkbook } from "../../../exporter/inputs/workbook/read-workbook";
import { Failure } from "../../../exporter/words/failure";
import { handle } from "../../../workbench/api/handle";
import { randomNumbers } from "../../../workbench/host/services/random-numbers";
import { Tally } from "./judge";
import { LEADS_HEADER, openStage, type Stage } from "./stage";

const TABS = { leads: "Leads", companies: "Companies" };
const PLACES = ["Nigeria", "Ghana", "Kenya", "Germany"];
const ROWS = 40;

/** Each cell says of which column it is, so that one read for another shows. */
const leadOf = (i: number) => [
  `Company ${i % 7}`,
  `First ${i}`,
  `Last ${i}`,
  `Title ${i}`,
  PLACES[i % 4],
  `2026-11-0${1 + (i % 9)}`,
];
const LEADS = [LEADS_HEADER, ...Array.from({ length: ROWS }, (_, i) => leadOf(i))];
const COMPANIES = [["Company", "HQ Location"], ...Array.from({ length: 7 }, (_, i) => [`Company ${i}`, PLACES[i % 4]])];

type Edit = (stage: Stage, below: (end: number) => number, n: number) => void;
const sheetId = 1;
const COMPANIES_ID = 2;
const rows = (startIndex: number, id = sheetId) => ({
  range: { sheetId: id, dimension: "ROWS", startIndex, endIndex: startIndex + 1 },
});
const COLUMNS = "ABCDEF";

const EDITS: Edit[] = [
  (stage, below) => stage.batch({ insertDimension: rows(1 + below(ROWS)) }),
  (stage, below) => stage.batch({ deleteDimension: rows(1 + below(ROWS)) }),
  (stage, below) => {
    const range = { sheetId, startRowIndex: 1, endRowIndex: ROWS + 2, startColumnIndex: 0, endColumnIndex: 6 };
    const sortOrder = below(2) === 0 ? "ASCENDING" : "DESCENDING";
    stage.batch({ sortRange: { range, sortSpecs: [{ dimensionIndex: below(6), sortOrder }] } });
  },
  (stage, below, n) => {
    const column = below(6);
    const row = 2 + below(ROWS);
    const text = `${leadOf(n)[column]}${column < 4 ? " edited" : ""}`;
    stage.put(`Leads!${COLUMNS[column]}${row}`, [[text]]);
  },
  (stage, below, n) => stage.put(`Leads!A${2 + below(ROWS)}`, [leadOf(n)]),
  (stage, below, n) => stage.put(`Leads!B${2 + below(ROWS)}`, [[n]]),
  (stage, below, n) => stage.put(`Companies!A${2 + below(9)}`, [[`Company ${n}`, PLACES[n % 4]]]),
  (stage, below, n) => stage.put(`Companies!A${2 + below(9)}`, [[n]]),
  (stage, below) => stage.batch({ insertDimension: rows(1 + below(7), COMPANIES_ID) }),
  (stage, below) => stage.batch({ deleteDimension: rows(1 + below(7), COMPANIES_ID) }),
  // A new row, and the change of another, in one step.
  (stage, below, n) =>
    stage.batch({ deleteDimension: rows(1 + below(ROWS)) }, { insertDimension: rows(1 + (n % ROWS)) }),
  (stage, below, n) => stage.put(`Leads!${COLUMNS[below(6)]}1`, [[n % 3 === 0 ? "" : `Renamed ${n}`]]),
  (stage, below) => {
    const from = below(6);
    const source = { sheetId, dimension: "COLUMNS", startIndex: from, endIndex: from + 1 };
    stage.batch({ moveDimension: { source, destinationIndex: below(7) } });
  },
  (stage, _, n) => {
    const properties = { sheetId, title: n % 2 === 0 ? "Leads" : "Leads of today" };
    stage.batch({ updateSheetProperties: { properties, fields: "title" } });
  },
];
/** Those of headers and tabs come less often: they end most runs. */
const HEADER_EDITS = 3;

let stage: Stage;
let back: () => void;
beforeAll(async () => {
  stage = await openStage({}, { leads: LEADS, companies: COMPANIES });
  // The columns are marked by then.
  expect((await stage.run()).result?.published).toBe(true);
  back = stage.save();
});
afterAll(() => stage.close());

/** Edits before and between the calls of what follows. Answers every version there is from now on. */
function disturb(seed: number): Set<string> {
  const random = randomNumbers(seed);
  const below = (end: number) => Math.floor(random() * end);
  const often = [0.05, 0.15, 0.3, 0.6][seed % 4];
  const versions = new Set([versionOf(stage)]);
  stage.onCall = () => {
    while (random() < often) {
      const some = random() < 0.15 ? EDITS.length : EDITS.length - HEADER_EDITS;
      try {
        EDITS[below(some)](stage, below, below(1000));
      } catch {
        // The tab has another name just now.
      }
      versions.add(versionOf(stage));
    }
  };
  return versions;
}

/** The cells of both tabs below their headers, by Google's own words rather than the exporter's. */
function versionOf({ google, id }: Stage): string {
  const query = new URLSearchParams("valueRenderOption=UNFORMATTED_VALUE&dateTimeRenderOption=SERIAL_NUMBER");
  const [leads, companies] = google.books.get(id)!.sheets.map(({ title }) => title);
  const tabs = [leads, companies].map((title) => {
    const { body } = handle(google.books, {
      method: "GET",
      path: `/v4/spreadsheets/${id}/values/${title}`,
      query,
      body: undefined,
    });
    return plain(((body as { values?: unknown[][] }).values ?? []).slice(1));
  });
  return JSON.stringify(tabs);
}

/** A number in a text column is read as what it looks like; here every cell is. What is empty at the ends is nothing. */
function plain(rows: unknown[][]): string[][] {
  const texts = rows.map((row) => trimmed(row.map(String), (text) => text === ""));
  return trimmed(texts, (row) => row.length === 0);
}

function trimmed<T>(list: T[], isNothing: (one: T) => boolean): T[] {
  let end = list.length;
  while (end > 0 && isNothing(list[end - 1])) end--;
  return list.slice(0, end);
}

/** Rows below the header of a tab as it was read. */
const rowsOf = (text: string) =>
  plain(
    text
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => JSON.parse(line)),
  );

const isByName = (failure: unknown) =>
  failure instanceof Failure && /^(SHEET_BUSY|HEADER_|TAB_MISSING)/.test(failure.code);

test("500 readings, each of one version that the workbook really had, or refused by name", {
  timeout: 120_000,
}, async () => {
  const tally = new Tally();
  let changed = 0;
  for (let seed = 1; seed <= 500; seed++) {
    back();
    const versions = disturb(seed);
    const { id: spreadsheetId, google, pace } = stage;
    const client = openSheets({ spreadsheetId, sheetsUrl: google.url, token: google.token, pace });
    try {
      const { tabs } = await readWorkbook(client, TABS, () => {});
      const read = JSON.stringify([rowsOf(tabs.leads.text.toString()), rowsOf(tabs.companies.text.toString())]);
      expect([...versions], `seed ${seed}`).toContain(read);
      tally.add("one version");
      if (versions.size > 1) changed++;
    } catch (error) {
      if (!isByName(error)) throw error;
      tally.add((error as Failure).code);
    }
  }
  console.log(`torn reads: ${tally.total} readings, ${changed} of them amid changes: ${tally}`);
  expect(changed).toBeGreaterThan(100);
});

test("40 runs, each of which publishes one version, every cell in its column, or nothing", {
  timeout: 120_000,
}, async () => {
  const tally = new Tally();
  for (let seed = 1001; seed <= 1040; seed++) {
    back();
    const before = stage.left();
    const versions = disturb(seed);
    const { result, failure } = await stage.run();
    stage.onCall = null;
    const left = stage.left();
    if (failure !== null) {
      expect(isByName(failure), `seed ${seed}: ${failure.message}`).toBe(true);
      expect([left.current, left.snapshots, left.copies]).toEqual([before.current, before.snapshots, before.copies]);
      tally.add((failure as Failure).code);
      continue;
    }
    const copies = join(stage.place.folder, "raw", stage.id);
    const [copy] = readdirSync(copies);
    const read = ["leads", "companies"].map((name) =>
      rowsOf(gunzipSync(readFileSync(join(copies, copy, `${name}.jsonl.gz`))).toString()),
    );
    expect([...versions], `seed ${seed}`).toContain(JSON.stringify(read));
    const { leads } = result!.report.counts;
    expect(leads.read, `seed ${seed}`).toBe(read[0].length);
    await expectColumnsKept(join(stage.place.folder, "snapshots", left.snapshot!, "leads.parquet"), leads.clean);
    tally.add(result!.published ? "published" : "unchanged");
  }
  console.log(`torn reads: ${tally.total} whole runs: ${tally}`);
});

async function expectColumnsKept(path: string, clean: number): Promise<void> {
  const bytes = readFileSync(path);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const leads = await parquetReadObjects({ file, compressors });
  expect(leads).toHaveLength(clean);
  for (const { company, first_name, last_name, title, country } of leads) {
    expect(company).toMatch(/^Company /);
    expect(first_name).toMatch(/^(First |\d+$)/);
    expect(last_name).toMatch(/^Last /);
    expect(title).toMatch(/^Title /);
    expect(PLACES).toContain(country);
  }
}
