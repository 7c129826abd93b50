import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runUnattended } from "../../../exporter/commands/unattended";
import { readCurrent } from "../../../exporter/publish/current";
import type { RunRequest } from "../../../exporter/run/result";
import { run } from "../../../exporter/run/run";
import { FolderStore } from "../../../exporter/stores/folder";
import { Failure } from "../../../exporter/words/failure";
import type { FailureCode } from "../../../exporter/words/failures/table";
import { loadZone } from "../../../exporter/words/zone";
import { openPostOffice } from "../mail/post-office";
import { surroundings } from "../surroundings";

// A scheduler that asks every hour, by a clock that the test sets.

const LEADS = "Company,First Name,Last Name,Title,Country,Timestamp\nAcme,Ada,Obi,CEO,Nigeria,2026-11-20T09:00:00Z\n";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lead-export-due-"));
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.stubEnv("LEAD_EXPORT_RETRY_MS", "0");
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

async function openDesk(zoneName = "Africa/Lagos") {
  const office = await openPostOffice();
  const zone = loadZone(zoneName);
  const paths = { leads: join(folder, "leads.csv"), companies: join(folder, "companies.csv") };
  writeFileSync(paths.companies, "Company,HQ Location\nAcme,Nigeria\n");
  writeFileSync(paths.leads, LEADS);
  const out = join(folder, "out");
  let away: FailureCode | null = null;
  let reads = 0;
  const request = (ifDue: boolean): RunRequest => ({
    out,
    ifDue,
    release: null,
    requestedBy: "ada",
    onPhase: () => {},
    open: async () => {
      reads++;
      if (away !== null) throw new Failure(away as "DISK_FULL", "It is away.");
      const nothing = async () => {};
      const when = { asOf: Date.now(), zone, dateOrder: "mdy", notices: [] } as const;
      return { ...paths, ...when, origin: { kind: "files", isFallback: false }, keep: nothing, discard: nothing };
    },
  });
  const attempt = (ifDue: boolean) => run(request(ifDue), { ...surroundings(), now: () => Date.now() });
  return {
    out,
    leads: (text: string) => writeFileSync(paths.leads, text),
    fails: (code: FailureCode | null) => {
      away = code;
    },
    reads: () => reads,
    /** What a scheduler starts, `run --retry --if-due`. Returns why nothing was published, or what failed. */
    hour: async (instant: string) => {
      vi.setSystemTime(Date.parse(instant));
      const unattended = { out, zone: zoneName, ifDue: true, mail: office.settings } as const;
      const ended = runUnattended(unattended, () => attempt(true));
      return ended.then(
        ({ reason }) => reason ?? "published",
        (failure: Failure) => failure.code,
      );
    },
    byHand: async (instant: string) => {
      vi.setSystemTime(Date.parse(instant));
      return attempt(false);
    },
    /** The subjects since they were last asked for, without the folder's name. */
    mails: () => office.taken.splice(0).map(({ headers }) => headers.subject.replace(`: ${out}`, "")),
  };
}

const NOT_DUE =
  /^Today's export is done: one went well at 23 November 2026, 13:00 \(Africa\/Lagos\)\. Nothing was read\.$/;
const TWICE = ["Lead Export failed, it will be tried again (DISK_FULL)", "Lead Export failed again (DISK_FULL)"];

test("after a morning that failed, one export the same day, two mails of the failure and one that it works again", async () => {
  const desk = await openDesk();
  desk.fails("DISK_FULL");
  for (const hour of ["07", "08", "12"]) expect(await desk.hour(`2026-11-23T${hour}:00:00+01:00`)).toBe("DISK_FULL");
  expect(desk.mails()).toEqual(TWICE);
  desk.fails(null);
  expect(await desk.hour("2026-11-23T13:00:00+01:00")).toBe("published");
  expect(desk.mails()).toEqual(["Lead Export works again"]);
  // A lead was typed since: it waits for tomorrow.
  desk.leads(`${LEADS}Acme,Ben,Poe,CTO,Ghana,2026-11-21T09:00:00Z\n`);
  const reads = desk.reads();
  for (const hour of ["14", "23"]) expect(await desk.hour(`2026-11-23T${hour}:00:00+01:00`)).toMatch(NOT_DUE);
  expect(desk.reads()).toBe(reads);
  expect(await desk.hour("2026-11-24T07:00:00+01:00")).toBe("published");
  expect(desk.mails()).toEqual([]);
});

test("it is back the next day only: that day's export; what fails on another day, or otherwise, is mailed", async () => {
  const desk = await openDesk();
  desk.fails("DISK_FULL");
  await desk.hour("2026-11-23T07:00:00+01:00");
  expect(desk.mails()).toEqual(TWICE);
  desk.fails("SOURCE_MISSING");
  await desk.hour("2026-11-23T23:00:00+01:00");
  expect(desk.mails()).toEqual(["Lead Export failed (SOURCE_MISSING)"]);
  await desk.hour("2026-11-24T07:00:00+01:00");
  await desk.hour("2026-11-24T08:00:00+01:00");
  expect(desk.mails()).toEqual(["Lead Export failed (SOURCE_MISSING)"]);
  desk.fails(null);
  expect(await desk.hour("2026-11-24T09:00:00+01:00")).toBe("published");
  expect(desk.mails()).toEqual(["Lead Export works again"]);
});

test("an export by hand in between was the day's: nothing is read, and that it works again is mailed", async () => {
  const desk = await openDesk();
  desk.fails("DISK_FULL");
  await desk.hour("2026-11-23T07:00:00+01:00");
  desk.fails(null);
  await desk.byHand("2026-11-23T13:00:00+01:00");
  const reads = desk.reads();
  expect(await desk.hour("2026-11-23T14:00:00+01:00")).toMatch(NOT_DUE);
  expect([desk.reads() - reads, desk.mails()]).toEqual([0, [...TWICE, "Lead Export works again"]]);
});

test("the day is that of the answers' zone, and not that of UTC or the machine", async () => {
  const desk = await openDesk("Pacific/Auckland");
  expect(await desk.hour("2026-11-23T23:59:00+13:00")).toBe("published");
  expect(await desk.hour("2026-11-24T00:01:00+13:00")).toBe("published");
  expect(await desk.hour("2026-11-24T13:30:00+13:00")).toMatch(/^Today's export is done/);
});

test("where what is published is damaged, an export is due", async () => {
  const desk = await openDesk();
  await desk.hour("2026-11-23T07:00:00+01:00");
  const { snapshot } = (await readCurrent(new FolderStore(desk.out)))!;
  writeFileSync(join(desk.out, "snapshots", snapshot, "manifest.json"), "{}");
  expect(await desk.hour("2026-11-23T08:00:00+01:00")).toBe("published");
  expect(desk.mails()).toEqual([]);
});
