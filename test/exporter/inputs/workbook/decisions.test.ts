import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readWorkbook } from "../../../../exporter/inputs/workbook/read-workbook";
import { NO_DECISIONS } from "../../../../shared/decisions";
import { DECISIONS, DECISIONS_HEADER } from "../../../../shared/workbook";
import { runFrom } from "../copy/run-from";
import { LEADS_HEADER, openWorld, type World } from "./local";

const UNTIED = ["country", "Untied States", "United States", "ada@example.com", "2026-11-03T09:00:00Z"];
const APPLIED =
  '3 rows have a country by decision. 3 rows: "Untied States" was read as United States, as decided by ada@example.com on 3 November 2026.';

let out: string;
let world: World;

beforeEach(async () => {
  out = mkdtempSync(join(tmpdir(), "lead-export-"));
  const leads = [
    LEADS_HEADER,
    ["Acme", "Ada", "Obi", "CTO", "Untied States", "11/20/2026 8:00:00"],
    ["Acme", "Ben", "Ode", "CEO", "untied states", "11/21/2026 9:30:00"],
    ["Acme", "Cia", "Pau", "CFO", "USA", "11/21/2026 10:30:00"],
  ];
  world = await openWorld({
    leads,
    companies: [
      ["Company", "HQ Location"],
      ["Acme", "Untied States"],
    ],
  });
});
afterEach(async () => {
  await world.google.close();
  rmSync(out, { recursive: true, force: true });
});

function addTab(...rows: unknown[][]): void {
  world.batch({ addSheet: { properties: { sheetId: 78, title: DECISIONS, hidden: true } } });
  world.put(`${DECISIONS}!A1`, [[...DECISIONS_HEADER], ...rows]);
}
const read = (client = world.client()) => readWorkbook(client, { leads: "Leads", companies: "Companies" }, () => {});
type Ran = Awaited<ReturnType<typeof runFrom>>;
const noticed = ({ report }: Ran, code: string) =>
  report.notices.filter((one) => one.code === code).map((one) => one.sentence);
const staff = ({ report }: Ran) => report.answers.find(({ question }) => question === "hq_staff")!.rows;

test("decisions are read with the tables, and are part of what must agree between two readings", async () => {
  expect((await read()).decisions).toEqual(NO_DECISIONS);
  const client = world.client();
  let calls = 0;
  const disturbed: typeof client = {
    ...client,
    call: async (call) => {
      const answer = await client.call(call);
      if (++calls === 2) addTab(UNTIED);
      return answer;
    },
  };
  const { decisions } = await read(disturbed);
  expect(decisions.countries).toMatchObject([{ typed: "Untied States", code: "US", by: "ada@example.com" }]);
  expect(calls).toBe(6);
});

test("a run reads rows of both tabs by them, says how many, and forgets them when they are undone", async () => {
  const first = await runFrom(world, out);
  expect(first.report.problems).toEqual([
    { tab: "Leads", code: "UNKNOWN_COUNTRY", rows: 2 },
    { tab: "Companies", code: "UNKNOWN_COUNTRY", rows: 1 },
  ]);
  expect(staff(first)).toMatchObject([{ company: "Acme", staff: 2 }]);
  addTab(UNTIED);
  const second = await runFrom(world, out);
  expect([second.published, second.report.problems]).toEqual([true, []]);
  expect(staff(second)).toMatchObject([{ company: "Acme", staff: 3 }]);
  expect(noticed(second, "DECISIONS_APPLIED")).toEqual([APPLIED]);
  expect((await runFrom(world, out)).published).toBe(false);
  world.put(`${DECISIONS}!A2`, [["", "", "", "", ""]]);
  const back = await runFrom(world, out);
  expect(back.report.snapshot).toBe(first.report.snapshot);
});

test("rows that cannot be are named, at most five, and change nothing else", async () => {
  addTab(
    UNTIED,
    ["country", "France", "Germany"],
    ...Array.from({ length: 6 }, () => ["country", "Korea", "Atlantis"]),
  );
  const ran = await runFrom(world, out);
  expect(noticed(ran, "DECISIONS_APPLIED")).toEqual([APPLIED]);
  const [sentence] = noticed(ran, "DECISIONS_IGNORED");
  expect(sentence).toMatch(
    /^Row 3 of Decisions does not count: "France" is already a name of France\. Row 4 .*2 more rows of it do not count\.$/,
  );
  world.put(`${DECISIONS}!A3`, [["", "", ""]]);
  expect((await runFrom(world, out)).published).toBe(true);
});

test("a run from the last good copy still knows them; what the configuration decides comes after the tab", async () => {
  addTab(UNTIED);
  const configured = [
    { typed: "UNTIED STATES", code: "GB", by: "the configuration", at: "" },
    { typed: "Nowhere", code: "FR", by: "the configuration", at: "" },
  ];
  world.put("Leads!E4", [["Nowhere"]]);
  const ran = await runFrom(world, out, { decisions: configured });
  expect(noticed(ran, "DECISIONS_APPLIED")).toEqual([
    `4 rows have a country by decision. ${APPLIED.slice(APPLIED.indexOf("3 rows:"), -1)}; 1 row: "Nowhere" was read as France, as decided by the configuration.`,
  ]);
  world.google.faults.always("503");
  const copied = await runFrom(world, out, { decisions: configured });
  expect(copied.report.notices.map(({ code }) => code)).toEqual(["FALLBACK_USED", "DECISIONS_APPLIED"]);
  expect(copied.report.problems).toEqual([]);
});
