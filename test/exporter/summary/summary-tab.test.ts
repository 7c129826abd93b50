import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CHART_COLUMN, WIDTHS } from "../../../exporter/summary/area";
import { lookAtWorkbook, readRanges } from "../../../exporter/summary/look";
import { summaryState, tabTitled } from "../../../exporter/summary/state";
import { writeFailure, writeSummary } from "../../../exporter/summary/write-summary";
import { Failure } from "../../../exporter/words/failure";
import { type Local, openLocal, tabOf } from "./local";
import { render } from "./render";
import { contentOf, countries, staff } from "./reports";

let local: Local;
beforeEach(async () => {
  local = await openLocal();
});
afterEach(() => local.close());

const failure = new Failure("HEADER_MISSING", "Leads!C1 is empty.", { way: "workbook", fix: "Put the header back." });
const failedAt = Date.parse("2026-11-23T06:00:00Z");

const write = (change = {}) => writeSummary(local.client, contentOf(change));
const fail = () => writeFailure(local.client, failure, failedAt);
const looks = () => render(local.client, "Summary");

test("looks like this", async () => {
  await write();
  await expect(await looks()).toMatchFileSnapshot("looks/summary.txt");
});

test("looks like this after a failed day", async () => {
  await write();
  await fail();
  await expect(`${(await looks()).split("\n").slice(0, 6).join("\n")}\n`).toMatchFileSnapshot("looks/failed.txt");
});

test("a second write changes nothing", async () => {
  await write();
  const once = local.book();
  await write();
  expect(local.book()).toBe(once);
});

test("one write is one call, also when the tab has to be made", async () => {
  await local.call([{ deleteSheet: { sheetId: 3 } }]);
  const before = local.google.log.calls.length;
  await write();
  const writes = local.google.log.calls.slice(before).filter(({ path }) => path.endsWith(":batchUpdate"));
  expect(writes).toHaveLength(1);
  expect(await looks()).toContain("Leads as of 22 November 2026, 12:00 (Africa/Lagos)");
});

test("of an older, longer page nothing is left", async () => {
  await write();
  const short = local.book();
  await write({ answers: [...contentOf().report.answers, { ...staff(480), question: "fifth" }] });
  expect(tabOf(local, "Summary").rows.length).toBeGreaterThan(500);
  await write();
  const rows = (text: string) => JSON.stringify(JSON.parse(text).sheets[2].rows);
  expect(rows(local.book())).toBe(rows(short));
});

test("what a person keeps to the right stays, with its format, note and chart", async () => {
  const cell = {
    userEnteredValue: { formulaValue: "=1+1" },
    note: "mine",
    userEnteredFormat: { textFormat: { bold: true } },
  };
  const range = { sheetId: 3, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 12, endColumnIndex: 14 };
  const source = { sourceRange: { sources: [{ ...range, endColumnIndex: 13 }] } };
  const basicChart = { chartType: "LINE", domains: [{ domain: source }], series: [{ series: source }] };
  const position = { overlayPosition: { anchorCell: { sheetId: 3, rowIndex: 2, columnIndex: 13 } } };
  await local.call([
    { repeatCell: { range, cell, fields: "*" } },
    { addChart: { chart: { chartId: 99, spec: { title: "Mine", basicChart }, position } } },
  ]);
  const kept = () => ({
    cells: tabOf(local, "Summary").rows[0]!.slice(12),
    chart: tabOf(local, "Summary").charts.find(({ chartId }) => chartId === 99),
  });
  const before = structuredClone(kept());
  await write();
  await fail();
  await write({ answers: [staff(900)] });
  await write();
  expect(kept()).toEqual(before);
});

test("the other tabs stay as they are", async () => {
  const others = () => JSON.stringify(JSON.parse(local.book()).sheets.filter((_: unknown, i: number) => i !== 2));
  const before = others();
  await write();
  await fail();
  expect(others()).toBe(before);
});

test("text of others stays text", async () => {
  const names = [
    "=1+1",
    "+1",
    "-1",
    "@A1",
    "\t=1",
    "\r=1",
    "＝1",
    "＋1",
    "－1",
    "＠1",
    "'=1",
    "007",
    "TRUE",
    "1/2/2026",
    "#REF!",
  ];
  await write({ answers: [staff(names.length, (at) => names[at - 1])] });
  const [cells] = await readRanges(local.client, "Summary", ["A1:A200"]);
  expect(cells.flat()).toEqual(expect.arrayContaining(names));
  expect(local.book()).not.toContain('"formula"');
});

test("a long answer is cut, says so, and adds up", async () => {
  await write({ answers: [staff(1234)] });
  const text = await looks();
  expect(text).toContain(
    "and 734 more rows; all are in the dashboard: out/snapshots/2026-11-22T110000Z-255a03a3/dashboard.html",
  );
  expect(text).toMatch(
    / 500 +counted in the 500 rows above \(\+1,230 since yesterday\)\n +734 +counted in the 734 rows not shown here\n/,
  );
  expect(text).toMatch(/ 1,150 +whose country is not an HQ of the company\n +2,384 +clean leads in all/);
  expect(text).not.toContain("Company 501\n");
});

test("answers from a copy say so on top", async () => {
  await write({ notices: [{ code: "FALLBACK_USED", sentence: "These are the rows of Friday." }] });
  const lines = (await looks()).split("\n");
  expect(lines[1]).toBe("These are the rows of Friday.");
  expect(lines.filter((line) => line.includes("Friday"))).toHaveLength(2);
});

test("nothing in it is of a command line, and ids are at the bottom", async () => {
  await write();
  const lines = (await looks()).split("\n");
  expect(lines.join("\n")).not.toMatch(/--[a-z]|parquet/);
  const about = lines.indexOf("About these numbers");
  expect(lines.findIndex((line) => line.includes("2026-11-22T110000Z"))).toBeGreaterThan(about);
  expect(lines.findIndex((line) => line.startsWith("Staff in the country"))).toBeLessThan(about);
});

test("the address of a dashboard that is served is a link", async () => {
  const content = contentOf();
  const dashboard = "https://leads.example/snapshots/one/dashboard.html";
  await writeSummary(local.client, { ...content, places: { ...content.places, dashboard } });
  const [, cell] = tabOf(local, "Summary").rows.find((row) => row?.[0] === "Dashboard")!;
  expect(cell).toMatchObject({ value: dashboard, format: { textFormat: { link: { uri: dashboard } } } });
});

test("numbers that do not add up are said not to", async () => {
  const wrong = { ...staff(10), remainder: [] };
  await write({ answers: [wrong] });
  expect(await looks()).toContain("This does not add up to the 2,384 clean leads.");
});

test("a narrow, short tab is made large enough, and never smaller", async () => {
  await local.call([
    {
      updateSheetProperties: {
        properties: { sheetId: 3, gridProperties: { rowCount: 5, columnCount: 3 } },
        fields: "gridProperties(rowCount,columnCount)",
      },
    },
  ]);
  await write();
  const { rowCount, columnCount } = tabTitled(await lookAtWorkbook(local.client), "Summary")!;
  expect(columnCount).toBe(12);
  expect(rowCount).toBeGreaterThan(50);
  await write({ answers: [] });
  expect(tabTitled(await lookAtWorkbook(local.client), "Summary")!.rowCount).toBe(rowCount);
});

test("a tab of that name with somebody's cells is not written over", async () => {
  const range = { sheetId: 3, startRowIndex: 30, endRowIndex: 31, startColumnIndex: 2, endColumnIndex: 3 };
  await local.call([
    { repeatCell: { range, cell: { userEnteredValue: { stringValue: "mine" } }, fields: "userEnteredValue" } },
  ]);
  const before = local.book();
  await expect(write()).rejects.toMatchObject({ code: "TAB_IN_USE" });
  await expect(fail()).rejects.toMatchObject({ code: "TAB_IN_USE" });
  expect(local.book()).toBe(before);
});

describe("charts", () => {
  const charts = () => tabOf(local, "Summary").charts;

  test("keep their ids, follow their tables, and go with their question", async () => {
    await write({ answers: [countries(20)] });
    const [before] = structuredClone(charts());
    await write({ answers: [{ ...staff(40), question: "first" }, countries(3)] });
    expect(charts()).toHaveLength(1);
    expect(charts()[0].chartId).toBe(before.chartId);
    const anchor = (chart: typeof before) => chart.position.overlayPosition.anchorCell.rowIndex;
    expect(anchor(charts()[0])).toBeGreaterThan(anchor(before));
    await write({ answers: [staff(3)] });
    expect(charts()).toHaveLength(0);
  });

  test("one that a person deleted comes back, and one that moved to another sheet stays there", async () => {
    await write({ answers: [countries(3)] });
    const { chartId } = charts()[0];
    await local.call([{ deleteEmbeddedObject: { objectId: chartId } }]);
    await write({ answers: [countries(3)] });
    expect(charts().map((chart) => chart.chartId)).toEqual([chartId]);
    const anchorCell = { sheetId: 2, rowIndex: 0, columnIndex: 5 };
    await local.call([
      { deleteEmbeddedObject: { objectId: chartId } },
      { addChart: { chart: { chartId, spec: charts()[0].spec, position: { overlayPosition: { anchorCell } } } } },
    ]);
    await write({ answers: [countries(5)] });
    expect(charts()).toHaveLength(0);
    expect(tabOf(local, "Companies").charts[0].position.overlayPosition.anchorCell).toMatchObject(anchorCell);
  });

  test("end inside a window of 1280 pixels, and bars that are not finished are paler", async () => {
    await write();
    expect(charts()).toHaveLength(3);
    const ROW_NUMBERS_AND_SCROLL_BAR = 46 + 17;
    const widths = WIDTHS.slice(0, CHART_COLUMN).reduce((sum, width) => sum + width, ROW_NUMBERS_AND_SCROLL_BAR);
    for (const { position } of charts()) {
      const { anchorCell, offsetXPixels, widthPixels } = position.overlayPosition;
      expect(anchorCell.columnIndex).toBe(CHART_COLUMN);
      expect(widths + offsetXPixels + widthPixels).toBeLessThanOrEqual(1280);
    }
    const paler = charts().map(({ spec }) =>
      spec.basicChart.series[0].styleOverrides.map(({ index }: { index: number }) => index),
    );
    expect(paler.sort()).toEqual([[10], [9], []].sort());
  });

  test("never cover a table or each other", async () => {
    const wide = { ...countries(4), question: "wide" };
    wide.columns = [...wide.columns, ...["a", "b", "c"].map((name) => ({ name, label: name, type: "text" as const }))];
    await write({ answers: [wide, countries(2), ...contentOf().report.answers] });
    const boxes = charts().map(({ position: { overlayPosition: at } }) => ({
      top: at.anchorCell.rowIndex ?? 0,
      bottom: (at.anchorCell.rowIndex ?? 0) + Math.ceil(at.heightPixels / 21),
      left: at.anchorCell.columnIndex ?? 0,
    }));
    boxes.sort((a, b) => a.top - b.top);
    boxes.forEach((box, i) => {
      if (i > 0) expect(box.top).toBeGreaterThanOrEqual(boxes[i - 1].bottom);
      const rows = tabOf(local, "Summary").rows.slice(box.top, box.bottom);
      for (const row of rows) expect((row ?? []).slice(box.left, 12).every((slot) => slot === undefined)).toBe(true);
    });
  });
});

describe("a failed day", () => {
  test("leaves the answers and stands on top; the next run that goes well clears it", async () => {
    await write();
    const good = local.book();
    await fail();
    const text = await looks();
    expect(text).toMatch(/^The run of 23 November 2026, 07:00 \(Africa\/Lagos\) failed: Leads!C1 is empty.\n/);
    expect(text).toContain("The answers below stay: as of 22 November 2026, 12:00 (Africa/Lagos)");
    expect(text.split("\n").slice(3)).toContain("Leads per month");
    const failed = local.book();
    await fail();
    expect(local.book()).toBe(failed);
    await write();
    expect(local.book()).toBe(good);
  });

  test.each([["missing"], ["empty"]])(
    "before the first answer, with the tab %s, there is only the reason",
    async (how) => {
      if (how === "missing") await local.call([{ deleteSheet: { sheetId: 3 } }]);
      await fail();
      expect((await looks()).trim().split("\n")).toHaveLength(2);
      expect(await looks()).toContain("There is no answer to show yet. Put the header back.");
      await write();
      expect(await looks()).not.toContain("failed");
      expect(summaryState(await lookAtWorkbook(local.client)).memory!.value.charts).toHaveLength(3);
    },
  );
});
