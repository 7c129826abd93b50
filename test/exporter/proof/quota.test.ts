import { afterEach, beforeEach, expect, test } from "vitest";
import { openSheets } from "../../../exporter/inputs/workbook/client";
import { readWorkbook } from "../../../exporter/inputs/workbook/read-workbook";
import { FULL_SCOPE } from "../../../workbench/server/access";
import type { LoggedCall } from "../../../workbench/server/log";
import { type Left, openStage, type Stage } from "./stage";

const PER_MINUTE = 60;

let stage: Stage;
let clean: Left;
beforeEach(async () => {
  stage = await openStage({ quota: PER_MINUTE });
  const reset = stage.save();
  await stage.run();
  clean = stage.left();
  reset();
  // What the first run has used is used no more.
  await stage.pace.sleep(120_000);
});
afterEach(() => stage.close());

/** The most calls admitted within any 60 seconds. */
function busiestMinute(calls: readonly LoggedCall[], isMeant: (call: LoggedCall) => boolean): number {
  const times = calls.filter((call) => isMeant(call) && call.status !== 429).map(({ at }) => at);
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + 60_000).length));
}
const isRead = ({ endpoint, method }: LoggedCall) => endpoint === "sheets" && method === "GET";

function expectWithinQuota(): void {
  const { calls } = stage.google.log;
  expect(busiestMinute(calls, isRead)).toBeLessThanOrEqual(PER_MINUTE);
  expect(busiestMinute(calls, (call) => call.endpoint === "sheets" && !isRead(call))).toBeLessThanOrEqual(PER_MINUTE);
}

test("a run after 58 reads by the same account waits instead of failing", async () => {
  const { google, id, pace } = stage;
  const token = google.access.issue(stage.account, FULL_SCOPE, 3600);
  for (let read = 0; read < 58; read++) {
    const answer = await fetch(`${google.url}/v4/spreadsheets/${id}/values/Leads!A1`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(200);
  }
  const { result, failure, said } = await stage.run();
  expect([result?.published, result?.summaryFailure, failure]).toEqual([true, undefined, null]);
  const { files, summary } = stage.left();
  expect({ files, summary }).toEqual({ files: clean.files, summary: clean.summary });
  expect(said.filter((sentence) => sentence.includes("429"))).not.toHaveLength(0);
  expect(pace.slept()).toBeGreaterThan(30_000);
  expectWithinQuota();
});

test("ten runs in a row, each a program of its own, wait for one another's reads", async () => {
  for (let run = 0; run < 10; run++) {
    const { result, failure } = await stage.run();
    expect([result?.summaryFailure, failure]).toEqual([undefined, null]);
  }
  expect(stage.google.log.calls.filter(isRead).length).toBeGreaterThan(PER_MINUTE);
  expectWithinQuota();
});

test("one program keeps to the quota by itself: it is never refused", async () => {
  const { google, id, pace } = stage;
  const client = openSheets({ spreadsheetId: id, sheetsUrl: google.url, token: google.token, pace });
  const tabs = { leads: "Leads", companies: "Companies" };
  for (let reading = 0; reading < 40; reading++) await readWorkbook(client, tabs, () => {});
  expect(google.log.calls.length).toBeGreaterThan(3 * PER_MINUTE);
  expect(google.log.calls.filter(({ status }) => status === 429)).toEqual([]);
  expectWithinQuota();
});
