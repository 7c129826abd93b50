import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { USUAL_GUARD } from "../../../exporter/config/guard-settings";
import type { RunInput } from "../../../exporter/inputs/run-input";
import { requireCurrent } from "../../../exporter/publish/current";
import { restore } from "../../../exporter/publish/restore";
import { type RunRequest, type RunResult, troubleOf } from "../../../exporter/run/result";
import { run } from "../../../exporter/run/run";
import { FolderStore } from "../../../exporter/stores/folder";
import { lookAtWorkbook, readRanges } from "../../../exporter/summary/look";
import { summaryState } from "../../../exporter/summary/state";
import { EXIT } from "../../../exporter/words/exit";
import { Failure } from "../../../exporter/words/failure";
import { loadZone } from "../../../exporter/words/zone";
import { type Local, openLocal } from "../summary/local";
import { surroundings } from "../surroundings";

const LEADS = `Company,First Name,Last Name,Title,Country,Timestamp
Acme,Ada,Obi,CEO,Nigeria,2026-11-20T09:00:00Z
Acme,Ben,Poe,CTO,Ghana,2026-11-21T09:00:00Z
Acme,Cleo,Roy,CFO,Nigeria,2026-11-21T10:00:00Z
`;
const MORE = `${LEADS}Acme,Dan,Sim,COO,Nigeria,2026-11-22T09:00:00Z\n`;
const COMPANIES = "Company,HQ Location\nAcme,Nigeria\n";

const SUMMARY_WRITE = { call: 1, match: { path: ":batchUpdate" } };
const RECORD_WRITE = { call: 2, match: { path: ":batchUpdate" } };

let local: Local;
let folder: string;
let out: string;
beforeEach(async () => {
  local = await openLocal();
  folder = mkdtempSync(join(tmpdir(), "lead-export-tabs-"));
  out = join(folder, "out");
});
afterEach(async () => {
  await local.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One run for the workbook, of this table of leads; `open` may be what fails. */
function runOf(
  leads: string,
  change: { open?: () => Promise<RunInput>; isFallback?: boolean } & Partial<Pick<RunRequest, "guard" | "release">> &
    Partial<Pick<RunInput, "asOf" | "notices">> = {},
): Promise<RunResult> {
  const paths = { leads: join(folder, "leads.csv"), companies: join(folder, "companies.csv") };
  writeFileSync(paths.leads, leads);
  writeFileSync(paths.companies, COMPANIES);
  const input: RunInput = {
    ...paths,
    origin: { kind: "files", isFallback: change.isFallback ?? false },
    asOf: change.asOf ?? Date.parse("2026-11-22T12:00:00Z"),
    zone: loadZone("Africa/Lagos"),
    dateOrder: "mdy",
    notices: change.isFallback
      ? [{ code: "FALLBACK_USED", sentence: "These are the rows of Friday." }]
      : (change.notices ?? []),
    keep: async () => {},
    discard: async () => {},
  };
  return run(
    {
      out,
      open: change.open ?? (async () => input),
      release: change.release ?? null,
      guard: change.guard,
      requestedBy: "ada",
      workbook: { client: local.client, site: null },
      onPhase: () => {},
    },
    surroundings(),
  );
}

/** Outcome and snapshot of every recorded run, newest first. */
async function records(): Promise<[unknown, unknown][]> {
  const [rows] = await readRanges(local.client, "Exports", ["C2:N"]);
  return rows.map((row) => [row[0], row[11] ?? ""]);
}

/** The snapshot the Summary tab shows. */
async function shown(): Promise<string | undefined> {
  const stamp = summaryState(await lookAtWorkbook(local.client)).memory?.value.shows ?? "";
  return /snapshot (\S+)$/.exec(stamp)?.[1];
}

const current = async () => (await requireCurrent(new FolderStore(out))).snapshot;
const banner = async () => (await readRanges(local.client, "Summary", ["A1:A2"]))[0].flat().join("\n");

test("a run publishes its files, then writes the Summary tab, then the record", async () => {
  const { published, summaryFailure } = await runOf(LEADS);
  expect([published, summaryFailure]).toEqual([true, undefined]);
  expect(await shown()).toBe(await current());
  expect(await records()).toEqual([["published", await current()]]);
});

test("a run that finds nothing new is recorded as such, and the Summary stays", async () => {
  await runOf(LEADS);
  const before = JSON.parse(local.book()).sheets[2];
  await runOf(LEADS);
  expect(JSON.parse(local.book()).sheets[2]).toEqual(before);
  expect((await records()).map(([outcome]) => outcome)).toEqual(["unchanged", "published"]);
});

describe("what a run that finds nothing new says is of now, and not of when the snapshot was made", () => {
  const noticesOf = ({ report }: RunResult) => report.notices.map(({ sentence }) => sentence);

  test("as of when, the windows of the answers, notices and warnings of the guard, in its report and in Summary", async () => {
    const first = await runOf(LEADS, { notices: [{ code: "MERGED_CELLS", sentence: "Two cells were merged." }] });
    const asOf = Date.parse("2026-11-22T15:30:00Z");
    const guard = { ...USUAL_GUARD, oldLeads: { effect: "warn", limit: 1 } } as const;
    const notices = [{ code: "IGNORED_COLUMNS", sentence: "There is a new column." }];
    const again = await runOf(LEADS, { asOf, guard, notices });
    expect([again.published, again.report.snapshot]).toEqual([false, first.report.snapshot]);
    const [own, warned] = noticesOf(again);
    expect([own, noticesOf(again).length]).toEqual(["There is a new column.", 2]);
    expect(warned).toMatch(/newest lead/i);
    expect([again.report.asOf, again.manifest.as_of]).toEqual(["2026-11-22T15:30:00.000Z", first.report.asOf]);
    expect(again.report.answers.map(({ rows }) => rows)).toEqual(first.report.answers.map(({ rows }) => rows));
    for (const { window } of again.report.answers) expect(window).toMatch(/22 November 2026, 16:30 \(Africa\/Lagos\)$/);
    const summary = JSON.stringify(await readRanges(local.client, "Summary", ["A1:L200"]));
    for (const text of [own, warned, "22 November 2026, 16:30"]) expect(summary).toContain(text);
    for (const text of ["Two cells were merged.", "22 November 2026, 13:00"]) expect(summary).not.toContain(text);
  });

  test("a limit that was drawn tighter since is a notice: what is published stays", async () => {
    await runOf(LEADS);
    const guard = { ...USUAL_GUARD, oldLeads: { effect: "stop", limit: 1 } } as const;
    const again = await runOf(LEADS, { asOf: Date.parse("2026-11-22T15:30:00Z"), guard });
    expect([again.published, again.report.notices.map(({ code }) => code)]).toEqual([false, ["OLD_LEADS"]]);
  });

  test("whether a copy stood in for the workbook goes by this run", async () => {
    await runOf(LEADS, { isFallback: true });
    expect(troubleOf(await runOf(LEADS, { isFallback: true }))).toMatchObject({ code: "FALLBACK_USED" });
    expect(troubleOf(await runOf(LEADS))).toBeUndefined();
  });
});

describe.each([
  ["before the Summary tab", SUMMARY_WRITE],
  ["between the Summary tab and the record", RECORD_WRITE],
])("stopped %s", (_, where) => {
  test("the files stay published, the run says so, and the next one writes what is missing", async () => {
    await runOf(LEADS);
    const [first] = await records();
    local.google.faults.queue({ kind: "403", ...where });
    const { published, summaryFailure } = await runOf(MORE);
    expect(published).toBe(true);
    expect(summaryFailure).toMatchObject({ code: "SUMMARY_NOT_WRITTEN", exit: EXIT.other });
    expect(summaryFailure!.message).toContain(`Snapshot ${await current()} is published and current`);
    expect(await records()).toEqual([first]);

    local.google.faults.clear();
    expect((await runOf(MORE)).summaryFailure).toBeUndefined();
    expect(await shown()).toBe(await current());
    expect(await records()).toEqual([["unchanged", await current()], ["published", await current()], first]);
  });

  test("a run that fails next records what was missing too, and leaves the answers of the older tab", async () => {
    local.google.faults.queue({ kind: "403", ...where });
    await runOf(LEADS);
    local.google.faults.clear();
    await expect(runOf("Company\nAcme\n")).rejects.toMatchObject({ exit: EXIT.contract });
    expect(await records()).toEqual([
      ["failed", ""],
      ["published", await current()],
    ]);
    await runOf(LEADS);
    expect(await shown()).toBe(await current());
    expect(await banner()).not.toContain("failed: ");
  });
});

describe("a run that publishes nothing", () => {
  test("leaves its reason in the workbook and ends with its own failure", async () => {
    await runOf(LEADS);
    await expect(runOf("Company\nAcme\n")).rejects.toMatchObject({ exit: EXIT.contract });
    expect(await banner()).toContain("failed: ");
    expect((await records()).map(([outcome]) => outcome)).toEqual(["failed", "published"]);
  });

  test("is 'stopped' when the guard stopped it", async () => {
    await runOf(LEADS);
    const few = LEADS.split("\n").slice(0, 2).join("\n");
    await expect(runOf(few)).rejects.toMatchObject({ code: "FEWER_LEADS" });
    expect((await records()).map(([outcome]) => outcome)).toEqual(["stopped", "published"]);
    // What was counted is told also when it is not published.
    const [[read, blank, clean]] = (await readRanges(local.client, "Exports", ["D2:F2"]))[0];
    expect([read, blank, clean]).toEqual(["1", "0", "1"]);
    expect(await banner()).toMatch(/was stopped: There are 1 clean leads, 66 % fewer/);
    const everything = JSON.stringify(await readRanges(local.client, "Summary", ["A1:L60"]));
    const recorded = JSON.stringify(await readRanges(local.client, "Exports", ["A1:P2"]));
    expect(await banner()).toContain("2 leads vanished (2 now blank) and 0 appeared; rows 3 to 4 are blank now");
    expect(recorded).toContain("2 leads vanished (2 now blank)");
    // Numbers and rows; who vanished is told where a stop is decided on.
    for (const text of [everything, recorded]) expect(text).not.toMatch(/Ben|Poe|Cleo/);
    // Whoever reads the tabs has no command line.
    const [[[below]]] = (await readRanges(local.client, "Summary", ["A2"])) as [[[string]]];
    const [[[reason]]] = (await readRanges(local.client, "Exports", ["P2"])) as [[[string]]];
    for (const text of [below, reason])
      expect(text).toMatch(/ Look at the workbook; .*release the export and say why\.$/);
  });

  test("ends with its own failure also when the workbook cannot be told", async () => {
    const failure = new Failure("SHEETS_UNREACHABLE", "Google is away.");
    local.google.faults.always("503");
    const open = async () => {
      throw failure;
    };
    await expect(runOf(LEADS, { open })).rejects.toMatchObject({
      code: "SHEETS_UNREACHABLE",
      exit: EXIT.unreachable,
      message: "Google is away.",
      wayOut: `${failure.wayOut} The workbook could not be told.`,
    });
  });

  test("because another holds the lock, says nothing in the workbook", async () => {
    const before = local.book();
    const inside = async (): Promise<RunInput> => {
      await expect(runOf(LEADS)).rejects.toMatchObject({ exit: EXIT.locked });
      expect(local.book()).toBe(before);
      throw new Failure("DISK_FULL", "Over.");
    };
    await expect(runOf(LEADS, { open: inside })).rejects.toMatchObject({ code: "DISK_FULL" });
  });
});

test("from a copy, with Google away, is a success with a notice", async () => {
  local.google.faults.always("503");
  const { published, summaryFailure, report } = await runOf(LEADS, { isFallback: true });
  expect([published, summaryFailure]).toEqual([true, undefined]);
  expect(report.notices.map(({ code }) => code)).toContain("SUMMARY_NOT_WRITTEN");
  local.google.faults.clear();
  await runOf(LEADS, { isFallback: true });
  const [cells] = await readRanges(local.client, "Exports", ["C2:P"]);
  expect(cells.map((row) => row[0])).toEqual(["unchanged", "published"]);
  expect(cells[1][13]).toBe("These are the rows of Friday.");
});

test("a snapshot that was restored by hand is recorded and shown by the next run", async () => {
  await runOf(LEADS);
  const first = await current();
  await runOf(MORE);
  await restore(new FolderStore(out), first);
  await runOf(LEADS);
  expect(await shown()).toBe(first);
  expect((await records()).map(([outcome]) => outcome)).toEqual(["unchanged", "restored", "published", "published"]);
});
