import { describe, expect, test } from "vitest";
import { cellOf } from "../../workbench/book/cell";
import { ADA, BEN, COMPANIES_TAB, type Desk, LEADS_TAB, openDesk, people } from "./desk";

/** After any edit Status must say what a full check says, and the edit must have cost no more than so much. */
function expectChecked(desk: Desk, calls = 6): void {
  const edits = desk.host.executions.filter((one) => one.trigger === "onEdit");
  const last = edits.at(-1)!;
  expect(last.error).toBeUndefined();
  expect(last.calls.total, JSON.stringify(last.calls.byName)).toBeLessThanOrEqual(calls);
  const after = desk.host.executions.at(-1)!;
  expect(after.calls.total, JSON.stringify(after.calls.byName)).toBeLessThanOrEqual(calls);
  const now = desk.statuses();
  desk.call("problems");
  expect(now).toEqual(desk.statuses());
}

const area = (top: number, bottom: number, left: number, right: number) => ({
  sheetId: LEADS_TAB,
  top: top - 1,
  bottom,
  left,
  right,
});
const lead = (name: string): string[] => ["Acme", name, "Obi", "CEO", "Nigeria", "11/20/2026 10:00:00"];

/** What a person may do to the tab Leads, by what it is called. Rows as the sheet counts; there are at least ten. */
const EDITS: Record<string, (desk: Desk) => void> = {
  "typing into a cell": (desk) => desk.type(5, 4, "Untied States"),
  "typing a repeat of an earlier row": (desk) => {
    desk.type(6, 1, "First0");
    desk.type(6, 2, "Last0");
  },
  "undoing a repeat": (desk) => {
    desk.paste(7, [lead("Zoe"), lead("Zoe")]);
    desk.type(7, 1, "Ann");
  },
  "pasting rows over the end": (desk) => desk.paste(9, [lead("Bo"), lead("Bo"), lead("Cy"), lead(""), lead("Di")]),
  "filling down": (desk) => desk.host.edit(ADA, { kind: "fill", source: area(3, 3, 0, 6), target: area(4, 8, 0, 6) }),
  "clearing cells": (desk) => desk.host.edit(ADA, { kind: "clear", area: area(3, 5, 2, 4) }),
  "clearing the first of two twins": (desk) => {
    desk.paste(3, [lead("Zoe"), lead("Zoe")]);
    desk.host.edit(ADA, { kind: "clear", area: area(3, 3, 0, 6) });
  },
  undo: (desk) => {
    desk.type(4, 4, "");
    desk.host.edit(ADA, { kind: "undo" });
  },
  "naming a company in Companies": (desk) => {
    desk.type(4, 0, "Newco");
    desk.host.edit(ADA, { kind: "type", sheetId: COMPANIES_TAB, row: 3, column: 0, text: "Newco" });
  },
};

describe.each([10, 5000])("with %i rows", (rows) => {
  test("every edit costs at most six service calls and leaves every row with the right Status", async () => {
    const desk = await openDesk(people(rows));
    desk.setUp();
    for (const [name, edit] of Object.entries(EDITS)) {
      edit(desk);
      expect(desk.statuses().length, name).toBeGreaterThanOrEqual(rows);
      // A company that comes changes Status of both tabs.
      expectChecked(desk, name.includes("Companies") ? 7 : 6);
    }
  });
});

const MOVES: Record<string, (desk: Desk) => void> = {
  "inserting rows": (desk) =>
    desk.host.edit(ADA, { kind: "insert", sheetId: LEADS_TAB, dimension: "ROWS", at: 2, count: 3 }),
  "deleting the first of two twins": (desk) =>
    desk.host.edit(ADA, { kind: "delete", sheetId: LEADS_TAB, dimension: "ROWS", at: 1, count: 1 }),
  sorting: (desk) =>
    desk.host.edit(ADA, { kind: "sort", area: area(2, 9, 0, 7), by: [{ column: 1, descending: true }] }),
  "sorting without the Status column": (desk) =>
    desk.host.edit(ADA, { kind: "sort", area: area(2, 9, 0, 6), by: [{ column: 1, descending: true }] }),
  "moving rows": (desk) =>
    desk.host.edit(ADA, { kind: "move", sheetId: LEADS_TAB, dimension: "ROWS", from: 1, count: 2, before: 6 }),
  "deleting rows and undoing it": (desk) => {
    desk.host.edit(ADA, { kind: "delete", sheetId: LEADS_TAB, dimension: "ROWS", at: 1, count: 1 });
    desk.host.edit(ADA, { kind: "undo" });
  },
  "inserting a column": (desk) =>
    desk.host.edit(ADA, { kind: "insert", sheetId: LEADS_TAB, dimension: "COLUMNS", at: 1, count: 1 }),
};

describe.each(["edit", "change"] as const)("when sorting and undoing fire %s", (fires) => {
  test.each(Object.keys(MOVES))("%s leaves every row with the right Status", async (name) => {
    const rows = people(8);
    rows[3] = [...rows[0]];
    rows[5][2] = "";
    const desk = await openDesk(rows, { sortFires: fires, undoFires: fires });
    desk.setUp();
    const before = desk.host.executions.length;
    MOVES[name](desk);
    const ran = desk.host.executions.slice(before);
    expect(ran.map(({ error }) => error)).toEqual(ran.map(() => undefined));
    // A new column may have moved the bound ones: they are looked up anew.
    if (!name.endsWith("column"))
      for (const { calls } of ran) expect(calls.total, JSON.stringify(calls.byName)).toBeLessThan(7);
    const now = desk.statuses();
    desk.host.choose(ADA, "menuCheckAll");
    expect(now).toEqual(desk.statuses());
    expect(now.filter((status) => status.startsWith("Repeat"))).toHaveLength(name.startsWith("deleting the") ? 0 : 1);
  });
});

describe("a time is stamped", () => {
  const half = ["Acme", "Ada", "Obi", "CEO"];

  test("when the row is complete but for it", async () => {
    const desk = await openDesk([[...half, "", ""]]);
    desk.setUp();
    desk.type(2, 4, "Nigeria");
    // 46,349 days after 1899-12-30, 06:30 in Lagos.
    expect(desk.value(2, 5)).toBeCloseTo(46349 + 6.5 / 24, 6);
    expect(desk.status(2)).toBe("OK");
    expectChecked(desk);
  });

  test("in all rows of a paste that lack it, and only in those", async () => {
    const desk = await openDesk([[...half, "Nigeria", ""]]);
    desk.setUp();
    desk.paste(3, [
      ["Acme", "Bo", "Obi", "CEO", "Nigeria", ""],
      ["Acme", "Cy", "Obi", "CEO", "Nigeria", 46000],
      ["Acme", "Di", "Obi", "CEO", "Nigeria", ""],
      ["Acme", "", "Obi", "CEO", "Nigeria", ""],
    ]);
    expect([3, 4, 5].map((row) => typeof desk.value(row, 5))).toEqual(["number", "number", "number"]);
    expect(desk.value(4, 5)).toBe(46000);
    expect([desk.value(2, 5), desk.value(6, 5)]).toEqual(["", ""]);
    // Their places are not beside one another, and are looked at first.
    expectChecked(desk, 7);
  });

  test("not when Settings says so", async () => {
    const desk = await openDesk([[...half, "", ""]]);
    desk.setUp();
    desk.call("saveSettings", { exporter: "", mail: [], hour: 7, stamp: false });
    desk.type(2, 4, "Nigeria");
    expect(desk.status(2)).toBe("To fill: timestamp");
  });

  test("also when words of a lead are numbers, which cost a call of their own", async () => {
    const desk = await openDesk([[...half, "", ""]]);
    desk.setUp();
    desk.paste(2, [[7, "Ada", "Obi", "CEO", "Nigeria", ""]]);
    expect(desk.status(2)).toMatch(/^Check: company "7" is not in Companies/);
    expect(typeof desk.value(2, 5)).toBe("number");
    expectChecked(desk, 7);
  });

  test("at the price of one more when, besides, Status was moved away from Timestamp", async () => {
    const desk = await openDesk([[...half, "", ""]]);
    desk.setUp();
    desk.host.edit(ADA, { kind: "insert", sheetId: LEADS_TAB, dimension: "COLUMNS", at: desk.statusAt(), count: 1 });
    desk.paste(2, [[7, "Ada", "Obi", "CEO", "Nigeria", ""]]);
    expect(desk.status(2)).toMatch(/^Check: company "7" is not in Companies/);
    expectChecked(desk, 8);
  });
});

describe("a time is never put", () => {
  const half = ["Acme", "Ada", "Obi", "CEO", "", ""];
  const old = ["Acme", "Bo", "Obi", "CEO", "Nigeria", ""];

  test("into a lead that lacked it before the edit, or whose time was cleared on purpose", async () => {
    const desk = await openDesk([old, ...people(2)]);
    desk.setUp();
    desk.type(2, 3, "CTO");
    desk.type(2, 0, "Zeta");
    desk.type(3, 5, "");
    desk.host.edit(ADA, { kind: "clear", area: area(4, 4, 5, 6) });
    desk.type(4, 3, "CTO");
    desk.paste(2, [["Acme", "Bo", "Eze", "CEO", "Nigeria", ""]]);
    expect([2, 3, 4].map((row) => desk.value(row, 5))).toEqual(["", "", ""]);
    expect(desk.statuses()).toEqual(Array(3).fill("To fill: timestamp"));
  });

  const FORMULAS: [where: string, row: number, column: number, formula: string, stamps: boolean][] = [
    ["of its own cell", 3, 5, '=IF(G9="","",G9)', false],
    ["of another cell of its column", 2, 5, '=IF(A2="","",NOW())', false],
    ["that spills down from the header", 1, 5, '=ARRAYFORMULA(IF(A1:A9="x","",""))', false],
    ["that spills from the left", 2, 4, '=ARRAYFORMULA(IF(A2:B9="x","",""))', false],
    ["that may be an array's, in another language", 2, 3, "=ABFRAGE(A1:B9)", false],
    ["in braces", 2, 3, '={"CEO","Nigeria"}', false],
    ["of one value, in another column", 2, 3, '=IF(A2="{","CEO",UPPER("cto("))', true],
  ];
  test.each(FORMULAS)("beside a formula %s", async (_, row, column, formula, stamps) => {
    const desk = await openDesk([["Acme", "Cy", "Obi", "CEO", "Nigeria", "11/20/2026"], half]);
    desk.setUp();
    const sheet = desk.book.sheet(LEADS_TAB)!;
    sheet.put(row - 1, column, { formula });
    desk.type(3, 4, "Nigeria");
    expect(typeof desk.value(3, 5)).toBe(stamps ? "number" : "string");
    expect(cellOf(sheet.slot(row - 1, column)).formula).toBe(formula);
    expect(desk.call("problems").counts.read).toBe(2);
  });
});

describe("an edit is none of the check's business", () => {
  test.each([
    ["in another tab", 3],
    ["before set-up", LEADS_TAB],
  ])("%s", async (_, sheetId) => {
    const desk = await openDesk(people(2));
    if (sheetId !== LEADS_TAB) desk.setUp();
    const before = desk.host.executions.length;
    desk.host.edit(ADA, { kind: "type", sheetId, row: 4, column: 0, text: "x" });
    const edit = desk.host.executions[before];
    expect(edit.error).toBeUndefined();
    expect(edit.calls.total).toBeLessThanOrEqual(2);
  });
});

describe("what an edit leaves over", () => {
  test("while another works on the sheet is finished by the change that follows, its time too, and nobody is told", async () => {
    const desk = await openDesk([...people(2), ["Acme", "Ada", "Obi", "CEO", "", ""]]);
    desk.setUp();
    const toasts = desk.host.toasts(ADA).length;
    const before = desk.host.executions.length;
    const free = desk.host.services.locks.hold("document", desk.clock.now() + 20_000);
    desk.type(2, 4, "");
    desk.type(4, 4, "Nigeria");
    free();
    expect(desk.host.executions.slice(before).map((one) => [one.trigger, Math.round(one.ms / 500) * 500])).toEqual([
      ["onEdit", 2000],
      ["ON_CHANGE", 500],
      ["onEdit", 2000],
      ["ON_CHANGE", 500],
    ]);
    desk.type(5, 8, "a remark");
    expect(desk.status(2)).toBe("To fill: country");
    expect([desk.status(4), typeof desk.value(4, 5)]).toEqual(["OK", "number"]);
    desk.type(5, 8, "another");
    expect(desk.last().calls.total).toBe(1);
    expect(desk.host.toasts(ADA)).toHaveLength(toasts);
  });

  test("while a change of rows was checked is finished by the next", async () => {
    const desk = await openDesk(people(3));
    desk.setUp();
    const free = desk.host.services.locks.hold("document", desk.clock.now() + 20_000);
    const { host } = desk;
    host.edit(ADA, { kind: "delete", sheetId: LEADS_TAB, dimension: "ROWS", at: 1, count: 1 });
    desk.book.sheet(LEADS_TAB)!.put(1, 4, "");
    free();
    desk.type(5, 8, "a remark");
    expect(desk.status(2)).toBe("To fill: country");
  });

  test("while all rows are checked is finished by that check", async () => {
    const desk = await openDesk(people(3));
    desk.setUp();
    // What was read is judged, and then there are other cells: an edit that gave up meanwhile says so by the flag.
    const store = desk.host.properties.store("document");
    const set = store.set.bind(store);
    store.set = (key, value) => {
      if (key === "lastCheck" && !store.has("stale")) {
        desk.book.sheet(LEADS_TAB)!.put(1, 4, "");
        set("stale", "1");
      }
      return set(key, value);
    };
    desk.host.choose(ADA, "menuCheckAll");
    expect([desk.status(2), store.has("stale")]).toEqual(["To fill: country", false]);
  });

  test("because Status is protected from this person is finished by the change that follows, in its keeper's name", async () => {
    const desk = await openDesk(people(3));
    desk.setUp();
    const sheet = desk.book.sheet(LEADS_TAB)!;
    const range = { sheetId: LEADS_TAB, startColumnIndex: desk.statusAt(), endColumnIndex: desk.statusAt() + 1 };
    sheet.protectedRanges.push({ protectedRangeId: 5, range, editors: { users: [ADA] } });
    desk.host.edit(BEN, { kind: "type", sheetId: LEADS_TAB, row: 1, column: 4, text: "" });
    expect(desk.host.executions.map(({ error }) => error).filter(Boolean)).toEqual([
      expect.stringContaining("You are trying to edit a protected cell"),
    ]);
    expect(desk.status(2)).toBe("To fill: country");
  });

  test("because the sheet is too large is marked, and swept within the hour", async () => {
    const desk = await openDesk(people(1200));
    desk.setUp();
    const slow = { at: 0, ok: true, sentence: "", rows: 1200, ms: 20_000 };
    desk.host.properties.store("document").set("lastCheck", JSON.stringify(slow));
    desk.paste(3, [lead("Bo"), lead("Bo")]);
    expect([desk.status(3), desk.status(4), desk.status(2)]).toEqual(["To check", "To check", "OK"]);
    await desk.host.advance(desk.clock.now() + 3_600_000);
    expect([desk.status(3), desk.status(4)]).toEqual(["OK", "Repeat of row 3 (same time, higher up)"]);
  });
});
