import { afterEach, beforeEach, expect, test } from "vitest";
import { readRanges } from "../../../exporter/summary/look";
import { writeRecords } from "../../../exporter/summary/write-records";
import { type Local, openLocal, tabOf } from "./local";
import { record } from "./records";
import { render } from "./render";

let local: Local;
beforeEach(async () => {
  local = await openLocal();
});
afterEach(() => local.close());

const WIDTHS = [26, 8, 12, ...Array.from({ length: 10 }, () => 21), 14, 10];
const looks = () => render(local.client, "Exports", WIDTHS);
const runs = async () => (await readRanges(local.client, "Exports", ["O2:O"]))[0].flat();

test("looks like this", async () => {
  await writeRecords(local.client, [record(1)]);
  await writeRecords(local.client, [record(2, { outcome: "unchanged", reason: "Nothing changed since snapshot-1." })]);
  const reason = "Leads!C1 is empty. Put the header back.";
  await writeRecords(local.client, [record(3, { outcome: "failed", counts: null, snapshot: null, reason })]);
  await expect(await looks()).toMatchFileSnapshot("looks/exports.txt");
});

test("the time stands in the workbook's zone", async () => {
  await writeRecords(local.client, [record(0)]);
  expect((await looks()).split("\n")[1]).toMatch(/^22 November 2026 07:00 /);
});

test("newest first; a run is there once, however often it is written", async () => {
  await writeRecords(local.client, [record(1)]);
  await writeRecords(local.client, [record(3), record(2), record(1)]);
  const once = local.book();
  await writeRecords(local.client, [record(3), record(1)]);
  expect(local.book()).toBe(once);
  expect(await runs()).toEqual(["run 3", "run 2", "run 1"]);
});

test("the oldest beyond 1,000 are dropped, and the tab does not grow for ever", async () => {
  const many = Array.from({ length: 999 }, (_, i) => record(999 - i));
  await writeRecords(local.client, many);
  await writeRecords(local.client, [record(1000)]);
  const { rowCount } = tabOf(local, "Exports");
  await writeRecords(local.client, [record(1002), record(1001)]);
  await writeRecords(local.client, [record(1003)]);
  const found = await runs();
  expect(found).toHaveLength(1000);
  expect([found[0], found.at(-1)]).toEqual(["run 1003", "run 4"]);
  expect(tabOf(local, "Exports").rowCount).toBe(rowCount);
});

test("what a person wrote beside a run stays beside it", async () => {
  await writeRecords(local.client, [record(1)]);
  const range = { sheetId: 4, startRowIndex: 1, endRowIndex: 2, startColumnIndex: 17, endColumnIndex: 18 };
  const cell = { userEnteredValue: { stringValue: "asked Ben" } };
  await local.call([{ repeatCell: { range, cell, fields: "userEnteredValue" } }]);
  await writeRecords(local.client, [record(3), record(2)]);
  const [cells] = await readRanges(local.client, "Exports", ["O2:R4"]);
  expect(cells.map((row) => [row[0], row[3]])).toEqual([
    ["run 3", undefined],
    ["run 2", undefined],
    ["run 1", "asked Ben"],
  ]);
});

test("a tab that is missing is made; one with other headers is not ours", async () => {
  await local.call([{ deleteSheet: { sheetId: 4 } }]);
  await writeRecords(local.client, [record(2), record(1)]);
  expect(await runs()).toEqual(["run 2", "run 1"]);
  const range = {
    sheetId: tabOf(local, "Exports").id,
    startRowIndex: 0,
    endRowIndex: 1,
    startColumnIndex: 1,
    endColumnIndex: 2,
  };
  const cell = { userEnteredValue: { stringValue: "Price" } };
  await local.call([{ repeatCell: { range, cell, fields: "userEnteredValue" } }]);
  const before = local.book();
  await expect(writeRecords(local.client, [record(3)])).rejects.toMatchObject({ code: "TAB_IN_USE" });
  expect(local.book()).toBe(before);
});
