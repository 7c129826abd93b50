import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { filesInput } from "../../../../exporter/inputs/make-input";
import { readTab } from "../../../../exporter/inputs/read-tab";
import { run } from "../../../../exporter/run/run";
import { LEADS as LEADS_TAB } from "../../../../shared/contract";
import { surroundings } from "../../surroundings";
import { COMPANIES, LEADS, openWorld, type World } from "../workbook/local";
import { AS_OF, runFrom } from "./run-from";

const HOUR = 3_600_000;

let folder: string;
let out: string;
let world: World;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "lead-export-"));
  out = join(folder, "out");
  // Trouble of every kind, so that the same rows must come to the same verdicts.
  const leads = [
    ...LEADS,
    [],
    ["Acme", "Ada", "OBI", "CTO", "nigeria", "11/19/2026 8:00:00"],
    ["Gamma", "Dan", "Eze", "", "Korea", "11/19/2026"],
    ["Gamma", "Eve", "Foo", "CTO", "Untied States", "tomorrow"],
    ["Acme", "#REF!", "Goo", "CTO", "Ghana", "2026-11-18T10:00:00Z"],
  ];
  world = await openWorld({ leads });
  world.put("Leads!B4", [[7]]);
});
afterEach(async () => {
  await world.google.close();
  rmSync(folder, { recursive: true, force: true });
});

const fail = () => world.google.faults.always("503");
const recover = () => world.google.faults.clear();
const copies = () => readdirSync(join(out, "raw", world.id));
const manifest = (snapshot: string) =>
  JSON.parse(readFileSync(join(out, "snapshots", snapshot, "manifest.json"), "utf8"));
const csv = (name: string, rows: string[][]) => {
  const path = join(folder, name);
  writeFileSync(path, `${rows.map((row) => row.join(",")).join("\n")}\n`);
  return path;
};

describe("a run from a workbook", () => {
  test("publishes, says where the rows come from, and takes the workbook's own zone", async () => {
    const { published, report, said } = await runFrom(world, out);
    expect(published).toBe(true);
    expect(report).toMatchObject({ zone: "Africa/Lagos", counts: { leads: { read: 8, blank: 1, held: 3 } } });
    expect(report.notices).toEqual([]);
    expect(said).toEqual(["Taken as now: 22 November 2026, 12:00 in Africa/Lagos."]);
    expect(manifest(report.snapshot).sources).toEqual(
      ["Leads", "Companies"].map((tab) =>
        expect.objectContaining({
          tab,
          kind: "spreadsheet",
          workbook_id: world.id,
          workbook_title: "Leads",
          tab_title: tab,
          is_fallback: false,
          revision: expect.stringMatching(/^[0-9a-f]{64}$/),
        }),
      ),
    );
  });

  test("half a surrogate pair becomes U+FFFD, as in files", async () => {
    world.put("Leads!D2", [["CTO \ud83d"]]);
    const { report } = await runFrom(world, out);
    expect(report.counts.leads.held).toBe(3);
    const table = await readTab(LEADS_TAB, join(out, "raw", world.id, copies()[0], "leads.jsonl.gz"));
    const { distinct } = table.table.columns[3];
    expect(Buffer.from(distinct.arena).toString("utf8")).toContain("CTO \ufffd");
  });

  test("what is wrong in a tab is told of the tab, never of the copy that is staged", async () => {
    world.batch({ appendDimension: { sheetId: 1, dimension: "COLUMNS", length: 1100 } });
    world.put("Leads!APA2", [["far"]]);
    const failure = await runFrom(world, out).catch((error) => error);
    expect(failure.message).toBe('The tab "Leads" of the workbook "Leads" has more than 1,024 columns.');
  });

  test("marks the columns, and keeps one copy, the last", async () => {
    await runFrom(world, out);
    const [first] = copies();
    await world.pace.sleep(HOUR);
    const again = await runFrom(world, out);
    expect(again.published).toBe(false);
    expect(copies()).toHaveLength(1);
    expect(copies()[0] > first).toBe(true);
    expect(world.google.books.get(world.id)!.developerMetadata).toHaveLength(8);
  });

  test("the copy has the cells of the contract's columns and of no others, and the same comes of it", async () => {
    world.put("Leads!G1", [["Phone"], ["+234 1"], ["+234 2"]]);
    // A column without a header, that something stands in it is told.
    world.put("Leads!H4", [["private note"], ["another note"]]);
    world.put("Leads!I1", [["Status"], ["OK"]]);
    const live = await runFrom(world, out);
    const sentence = "Leads: columns are not part of the contract and ignored: Phone, column H.";
    expect(live.report.notices).toEqual([{ code: "EXTRA_COLUMNS", sentence }]);
    const text = gunzipSync(readFileSync(join(out, "raw", world.id, copies()[0], "leads.jsonl.gz"))).toString();
    expect(text).toContain('"Timestamp","Phone","","Status"]\n["Acme","Ada","Obi","CTO","Nigeria"');
    expect(text).not.toMatch(/234|note|OK/);
    fail();
    const copied = await runFrom(world, out);
    expect(copied.report.answers).toEqual(live.report.answers);
    expect(copied.report.notices.slice(1)).toEqual(live.report.notices);
  });

  test("says so when it is cut in another zone than the workbook's", async () => {
    const { report } = await runFrom(world, out, { zone: "Europe/London" });
    expect(report.zone).toBe("Europe/London");
    expect(report.notices).toEqual([
      { code: "OTHER_ZONE", sentence: expect.stringMatching(/Africa\/Lagos.*Europe\/London/) },
    ]);
  });

  test("takes a zone without a place, and the date order of the workbook's locale", async () => {
    Object.assign(world.google.books.get(world.id)!.properties, { timeZone: "GMT-07:00", locale: "en_GB" });
    world.put("Leads!F2", [["3/11/2026"]]);
    const { report } = await runFrom(world, out);
    expect(report.zone).toBe("GMT-07:00");
    const months = report.answers.find(({ question }) => question === "leads_per_month")!.rows;
    expect(months.find(({ month }) => month === 3)).toMatchObject({ leads: 0 });
  });

  test("keeps no copy of what the guard stopped", async () => {
    await runFrom(world, out);
    const before = copies();
    world.batch({ deleteDimension: { range: { sheetId: 1, dimension: "ROWS", startIndex: 1, endIndex: 4 } } });
    await expect(runFrom(world, out)).rejects.toMatchObject({ exit: 4 });
    expect(copies()).toEqual(before);
  });
});

describe("when Google cannot be reached", () => {
  test("the last good copy gives the answers the workbook gave, and says how old it is", async () => {
    const live = await runFrom(world, out);
    // An edit that the copy cannot know.
    world.put("Leads!A20", [["Acme", "New", "Lead", "CTO", "Ghana", "11/22/2026"]]);
    await world.pace.sleep(5 * HOUR);
    fail();
    const copied = await runFrom(world, out);
    expect(copied.published).toBe(true);
    expect(copied.report.answers).toEqual(live.report.answers);
    expect(copied.report.counts).toEqual(live.report.counts);
    expect(copied.report.problems).toEqual(live.report.problems);
    expect(copied.report.snapshot).not.toBe(live.report.snapshot);
    expect(copied.report.notices).toEqual([
      {
        code: "FALLBACK_USED",
        sentence: expect.stringMatching(/could not be reached.*\(Africa\/Lagos\), 5 hours before/),
      },
    ]);
    for (const { description } of copied.report.sources) expect(description).toContain("could not be reached");
    expect(manifest(copied.report.snapshot).sources[0]).toMatchObject({ kind: "spreadsheet", is_fallback: true });
    expect(copied.said[0]).toMatch(/503.*The last good copy is used instead\.$/);
    // The Parquet files hold the same rows, byte for byte but for the run's own name.
    // What changed since the run before is told by the second one alone.
    const isOfBoth = ({ path }: { path: string }) => !["changes.parquet", "compared.json"].includes(path);
    const rows = ({ manifest }: typeof live) => manifest.files.filter(isOfBoth).map(({ path, rows }) => [path, rows]);
    expect(rows(copied)).toEqual(rows(live));

    recover();
    const back = await runFrom(world, out);
    expect(back).toMatchObject({ published: true, report: { counts: { leads: { read: 19 } }, notices: [] } });
  });

  test("for a week, each day says how old the rows are; when Google is back, so are its own", async () => {
    const live = await runFrom(world, out);
    world.put("Leads!A20", [["Acme", "New", "Lead", "CTO", "Ghana", "11/22/2026"]]);
    fail();
    for (let day = 1; day <= 7; day++) {
      await world.pace.sleep(24 * HOUR);
      const { report } = await runFrom(world, out);
      expect(report.counts).toEqual(live.report.counts);
      const age = new RegExp(`, ${day} days? before`);
      expect(report.notices).toEqual([{ code: "FALLBACK_USED", sentence: expect.stringMatching(age) }]);
    }
    recover();
    const { report } = await runFrom(world, out);
    expect([report.counts.leads.read, report.notices]).toEqual([19, []]);
  });

  test("a header renamed before is right in the copy too", async () => {
    await runFrom(world, out);
    world.put("Leads!E1", [["Land"]]);
    const live = await runFrom(world, out);
    expect(live.report.counts.leads.clean).toBeGreaterThan(0);
    fail();
    const copied = await runFrom(world, out);
    expect(copied.report.counts).toEqual(live.report.counts);
  });

  test("configured files come before the copy", async () => {
    await runFrom(world, out);
    const leads = csv("leads.csv", LEADS);
    const companies = csv("companies.csv", COMPANIES);
    fail();
    const { report, said } = await runFrom(world, out, { fallback: { leads, companies } });
    expect(report.counts.leads).toMatchObject({ read: 3, clean: 3 });
    expect(report.zone).toBe("Africa/Lagos");
    expect(report.notices).toEqual([
      {
        code: "FALLBACK_USED",
        sentence: expect.stringMatching(/leads\.csv and .*companies\.csv were used instead, last changed /),
      },
    ]);
    expect(manifest(report.snapshot).sources[0]).toMatchObject({ kind: "file", path: leads, is_fallback: true });
    expect(said[0]).toMatch(/The fallback files are used instead\.$/);
  });

  test("files and workbook give identical answers from identical rows", async () => {
    const live = await openWorld();
    const fromWorkbook = await runFrom(live, join(folder, "a"));
    const [leads, companies] = [csv("leads.csv", LEADS), csv("companies.csv", COMPANIES)];
    const fromFiles = await run(
      {
        out: join(folder, "b"),
        open: async () =>
          filesInput(leads, companies, { asOf: AS_OF, dateOrder: "mdy", zone: "Africa/Lagos" }, () => {}),
        release: null,
        requestedBy: "test",
        onPhase: () => {},
      },
      surroundings(),
    );
    expect(fromFiles.report.answers).toEqual(fromWorkbook.report.answers);
    expect(fromFiles.report.counts).toEqual(fromWorkbook.report.counts);
    await live.google.close();
  });

  test("with neither files nor a copy nothing is published, and the failure says both", async () => {
    fail();
    const failure = await runFrom(world, out).catch((error) => error);
    expect(failure).toMatchObject({ code: "SHEETS_UNREACHABLE", exit: 5 });
    expect(failure.message).toMatch(/503.*There is no copy of an earlier run/);
    expect(readdirSync(out)).not.toContain("current.json");
  });

  test("a damaged copy is no copy", async () => {
    await runFrom(world, out);
    const [copy] = copies();
    writeFileSync(join(out, "raw", world.id, copy, "leads.jsonl.gz"), "damaged");
    fail();
    await expect(runFrom(world, out)).rejects.toMatchObject({ code: "SHEETS_UNREACHABLE" });
  });

  test.each<["403" | "404" | "401", string]>([
    ["403", "SHEETS_FORBIDDEN"],
    ["404", "SHEETS_NOT_FOUND"],
    ["401", "SHEETS_CREDENTIALS"],
  ])("%s is for a person to put right: no copy covers it up", async (kind, code) => {
    await runFrom(world, out);
    world.google.faults.always(kind);
    await expect(runFrom(world, out)).rejects.toMatchObject({ code });
  });
});
