import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunResult } from "../../../exporter/run/result";
import { run } from "../../../exporter/run/run";
import { endOf } from "../../../exporter/service/export-result";
import { readRanges } from "../../../exporter/summary/look";
import { shown } from "../../../shared/shown";
import { open as openSidebar, page as sidebar, useSidebar } from "../../appsscript/sidebar/hands";
import { PUBLISHED } from "../../appsscript/sidebar/samples";
import { lead } from "../commands/cli";
import { dashboards, noBrowser } from "../dashboard/browser";
import { inputOf } from "../files-input";
import { openLocal } from "../summary/local";
import { surroundings } from "../surroundings";

// Questions that nobody shipped, with columns of every type and every trap: the same cells in every view.

const LEADS = `Company,First Name,Last Name,Title,Country,Timestamp
Acme,Ada,Obi,Chief of Staff,Nigeria,2025-09-03T09:00:00Z
Acme,Ben,Poe,"=1+1",Ghana,2026-01-21T09:00:00Z
Acme,Cleo,Roy,None,Congo,2026-05-21T10:00:00Z
Acme,Dan,Sim,2026,Nigeria,2026-11-01T09:00:00Z
`;

const PART = (name: string) => `CAST(${name}(captured_date) AS INTEGER)`;
const QUESTIONS = {
  /** Nothing is stated: the value is shown, whatever its column is called. */
  fifth: `-- title: Nothing stated
-- columns: month "Month", year "Year", title "Title", code "Code", day "Day", leads "Leads"
-- chart: bar month leads
-- window: w
SELECT ${PART("year")} * 100 + ${PART("month")} AS month, ${PART("year")} AS year, title, country_code AS code, captured_date AS day,
  CAST(source_row * 1000 AS BIGINT) AS leads
FROM leads ORDER BY source_row
`,
  /** All is stated, by other names; the third row has nothing at all, and the last no month. */
  sixth: `-- title: All stated
-- columns: a "A" month, b "B" year, c "C" text, d "D" day, e "E" count, month "Month" number
-- chart: bar a e
-- window: w
SELECT CASE WHEN title = '2026' THEN 13 WHEN title <> 'None' THEN ${PART("month")} END AS a,
  CASE WHEN title <> 'None' THEN ${PART("year")} END AS b,
  CASE WHEN title <> 'None' THEN title END AS c,
  CASE WHEN title <> 'None' THEN captured_date END AS d,
  CASE WHEN title <> 'None' THEN CAST(source_row * 1000000 AS BIGINT) END AS e,
  CASE WHEN title <> 'None' THEN ${PART("month")} END AS month
FROM leads ORDER BY source_row
`,
};
const CELLS: Record<string, string[][]> = {
  fifth: [
    ["202509", "2025", "Chief of Staff", "NG", "Wed 3 September 2025", "2000"],
    ["202601", "2026", "=1+1", "GH", "Wed 21 January 2026", "3000"],
    ["202605", "2026", "None", "–", "Thu 21 May 2026", "4000"],
    ["202611", "2026", "2026", "NG", "Sun 1 November 2026", "5000"],
  ],
  sixth: [
    ["September", "2025", "Chief of Staff", "Wed 3 September 2025", "2,000,000", "9"],
    ["January", "2026", "=1+1", "Wed 21 January 2026", "3,000,000", "1"],
    ["–", "–", "–", "–", "–", "–"],
    ["13", "2026", "2026", "Sun 1 November 2026", "5,000,000", "11"],
  ],
};
const TICKS: Record<string, string[]> = {
  fifth: ["202509", "202601", "202605", "202611"],
  sixth: ["Sep", "Jan", "–", "13"],
};

let folder: string;
let out: string;
let result: RunResult;
let summary: string[][];
let summaryValues: unknown[][];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lead-export-views-"));
  out = join(folder, "out");
  for (const [name, sql] of Object.entries(QUESTIONS)) writeFileSync(join(folder, `${name}.sql`), sql);
  const paths = { leads: join(folder, "leads.csv"), companies: join(folder, "companies.csv") };
  writeFileSync(paths.leads, LEADS);
  writeFileSync(paths.companies, "Company,HQ Location\nAcme,Nigeria\n");
  const local = await openLocal();
  result = await run(
    {
      out,
      open: async () => inputOf(paths.leads, paths.companies, "2026-11-22T12:00:00Z"),
      release: null,
      requestedBy: "ada",
      workbook: { client: local.client, site: null },
      onPhase: () => {},
    },
    surroundings(folder),
  );
  expect(result.summaryFailure).toBeUndefined();
  [summary] = (await readRanges(local.client, "Summary", ["A:L"])) as [string[][]];
  const { spreadsheetId } = local.client;
  const range = "'Summary'!A:L";
  const valueRenderOption = "UNFORMATTED_VALUE";
  ({ values: summaryValues } = await local.client.call({
    what: "reading the values",
    kind: "read",
    send: (api, options) => api.spreadsheets.values.get({ spreadsheetId, range, valueRenderOption }, options),
    schema: v.object({ values: v.array(v.array(v.unknown())) }),
  }));
  await local.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const QUESTION_NAMES = Object.keys(CELLS);
const answerOf = (question: string) => result.report.answers.find((answer) => answer.question === question)!;

test.each(QUESTION_NAMES)("%s in the terminal", async (question) => {
  const { stdout } = await lead(["answers", "--out", out]);
  const lines = stdout.split("\n");
  const header = lines.indexOf(answerOf(question).title) + 3;
  const rows = lines.slice(header + 1, header + 5).map((line) => line.trim().split(/ {2,}/));
  expect(rows).toEqual(CELLS[question]);
});

test.each(QUESTION_NAMES)("%s with --json: the values themselves, whose words are the cells", async (question) => {
  const { stdout } = await lead(["answers", "--out", out, "--json"]);
  const rows = JSON.parse(stdout).answers[question] as (typeof result.report.answers)[number]["rows"];
  expect(rows[0]).toEqual(answerOf(question).rows[0]);
  const { columns } = answerOf(question);
  expect(rows.map((row) => columns.map((column) => shown(row[column.name], column)))).toEqual(CELLS[question]);
});

test.each(QUESTION_NAMES)("%s in the Summary tab", (question) => {
  const header = summary.findIndex(([first]) => first === answerOf(question).title) + 2;
  expect(summary[header]).toEqual(answerOf(question).columns.map(({ label }) => label));
  expect(summary.slice(header + 1, header + 5)).toEqual(CELLS[question]);
});

test("figures and days are numbers in the Summary's cells, so that a person can go on reckoning with them", () => {
  const rowAfter = (question: string) =>
    summaryValues[summaryValues.findIndex(([first]) => first === answerOf(question).title) + 3];
  expect(rowAfter("fifth")).toEqual([202509, 2025, "Chief of Staff", "NG", 45903, 2000]);
  expect(rowAfter("sixth")).toEqual(["September", 2025, "Chief of Staff", 45903, 2_000_000, 9]);
});

describe.skipIf(noBrowser)("in the dashboard", () => {
  let house: Awaited<ReturnType<typeof dashboards>>;
  beforeAll(async () => {
    house = await dashboards();
  });
  afterAll(() => house.close());

  test.each(QUESTION_NAMES)("%s, and under its bars", async (question) => {
    const { page, complaints } = await house.open(result.report);
    const card = page.locator(`[data-question=${question}]`);
    await card.locator("summary").click();
    const rows = await card.locator("tbody tr").all();
    expect(await Promise.all(rows.map((row) => row.locator("td").allTextContents()))).toEqual(CELLS[question]);
    expect(await card.locator(".tick").allTextContents()).toEqual(TICKS[question]);
    expect(complaints).toEqual([]);
  });
});

describe.skipIf(noBrowser)("in the sidebar", () => {
  useSidebar();

  test.each(QUESTION_NAMES)("%s", async (question) => {
    await openSidebar("export", { lastExport: () => ({ ...PUBLISHED, result: endOf(result, null).result }) });
    const card = sidebar.getByRole("region", { name: answerOf(question).title });
    await card.waitFor();
    const rows = await card.locator("tbody tr").all();
    expect(await Promise.all(rows.map((row) => row.locator("td").allTextContents()))).toEqual(CELLS[question]);
  });
});
