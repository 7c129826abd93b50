import { describe, expect, test } from "vitest";
import type { Fires } from "../../../workbench/host/host";
import type { PersonEdit } from "../../../workbench/person/edit";
import { ADA, hostOf, OBI, START } from "./set-up";

/** Notes every event in a property: the simple onEdit, and an onChange trigger that `install` makes. */
const SCRIPT = `
function note(entry) {
  const store = PropertiesService.getDocumentProperties();
  store.setProperty("seen", JSON.stringify(JSON.parse(store.getProperty("seen") || "[]").concat([entry])));
}
function onEdit(e) {
  const r = e.range;
  note([e.authMode.toString(), r.rowStart, r.rowEnd, r.columnStart, r.columnEnd, "value" in e ? e.value : null,
    "oldValue" in e ? e.oldValue : null]);
}
function onOpen(e) { note([e.authMode.toString(), e.source.getName(), e.user.getEmail()]); }
function handleChange(e) {
  note([e.changeType, e.authMode.toString(), "range" in e, Session.getEffectiveUser().getEmail(), e.user.getEmail()]);
}
function install() { ScriptApp.newTrigger("handleChange").forSpreadsheet(SpreadsheetApp.getActive()).onChange().create(); }
function seen() {
  const store = PropertiesService.getDocumentProperties();
  const entries = store.getProperty("seen");
  store.deleteProperty("seen");
  return entries || "[]";
}
`;

async function watched(options: Parameters<typeof hostOf>[1] = {}, change = true) {
  const parts = await hostOf(SCRIPT, options);
  const { host } = parts;
  host.edit(ADA, {
    kind: "paste",
    sheetId: 0,
    top: 0,
    left: 0,
    rows: [
      ["b", "2"],
      ["a", "1"],
    ],
  });
  host.rpc(ADA, "seen");
  if (change) host.rpc(OBI, "install");
  const seen = () => JSON.parse(host.rpc(ADA, "seen") as string) as unknown[][];
  return { ...parts, seen };
}

const area = (top: number, bottom: number, left: number, right: number) => ({
  sheetId: 0,
  top,
  bottom,
  left,
  right,
});
const type = (row: number, column: number, text: string): PersonEdit => ({
  kind: "type",
  sheetId: 0,
  row,
  column,
  text,
});
const dimension = { sheetId: 0, dimension: "ROWS" } as const;

describe("the range of an edit and its values", () => {
  const edits: [string, PersonEdit, unknown[]][] = [
    ["typing into an empty cell has no old value", type(4, 2, "x"), [5, 5, 3, 3, "x", null]],
    ["typing over a value has both, as text", type(0, 1, "7"), [1, 1, 2, 2, "7", "2"]],
    ["a date is its serial number", type(0, 1, "11/23/2022"), [1, 1, 2, 2, "44888", "2"]],
    ["clearing one cell has an old value only", { kind: "clear", area: area(0, 1, 0, 1) }, [1, 1, 1, 1, null, "b"]],
    ["clearing many has neither", { kind: "clear", area: area(0, 2, 0, 2) }, [1, 2, 1, 2, null, null]],
    [
      "a paste has neither, of one cell either",
      { kind: "paste", sheetId: 0, top: 0, left: 0, rows: [["z"]] },
      [1, 1, 1, 1, null, null],
    ],
    [
      "filling gives the filled cells",
      { kind: "fill", source: area(0, 1, 0, 1), target: area(1, 4, 0, 1) },
      [2, 4, 1, 1, null, null],
    ],
    [
      "copying gives where it went",
      { kind: "copy", source: area(0, 2, 0, 1), to: { sheetId: 0, row: 5, column: 3 }, cut: false },
      [6, 7, 4, 4, null, null],
    ],
  ];
  test.each(edits)("%s", async (_, edit, expected) => {
    const { host, seen } = await watched({}, false);
    host.edit(ADA, edit);
    expect(seen()).toEqual([["LIMITED", ...expected]]);
  });
});

describe("which events", () => {
  const onEdit = expect.arrayContaining(["LIMITED"]);
  const change = (type: string) => [type, "FULL", false, OBI, ADA];
  const edits: [string, PersonEdit, unknown[]][] = [
    ["typing: both", type(0, 0, "x"), [onEdit, change("EDIT")]],
    ["typing what is there: none", type(0, 0, "b"), []],
    ["clearing nothing: none", { kind: "clear", area: area(8, 9, 0, 4) }, []],
    ["inserting rows: only the change", { kind: "insert", ...dimension, at: 0, count: 2 }, [change("INSERT_ROW")]],
    ["deleting rows: only the change", { kind: "delete", ...dimension, at: 0, count: 1 }, [change("REMOVE_ROW")]],
    [
      "inserting a column",
      { kind: "insert", sheetId: 0, dimension: "COLUMNS", at: 0, count: 1 },
      [change("INSERT_COLUMN")],
    ],
    [
      "deleting a column",
      { kind: "delete", sheetId: 0, dimension: "COLUMNS", at: 0, count: 1 },
      [change("REMOVE_COLUMN")],
    ],
    [
      "moving a row with data: both",
      { kind: "move", ...dimension, from: 0, count: 1, before: 2 },
      [onEdit, change("OTHER")],
    ],
    [
      "moving an empty row: only the change",
      { kind: "move", ...dimension, from: 8, count: 1, before: 7 },
      [change("OTHER")],
    ],
    [
      "cutting and pasting moves cells: only the change",
      { kind: "copy", source: area(0, 1, 0, 1), to: { sheetId: 0, row: 5, column: 3 }, cut: true },
      [change("OTHER")],
    ],
  ];
  test.each(edits)("%s", async (_, edit, expected) => {
    const { host, seen } = await watched();
    host.edit(ADA, edit);
    expect(seen()).toEqual(expected);
  });

  test("moving a column reports the whole grid, not the rows with data", async () => {
    const { host, seen } = await watched({}, false);
    host.edit(ADA, { kind: "move", sheetId: 0, dimension: "COLUMNS", from: 0, count: 1, before: 2 });
    expect(seen()).toEqual([["LIMITED", 1, 1000, 2, 2, null, null]]);
  });

  const sort: PersonEdit = { kind: "sort", area: area(0, 2, 0, 2), by: [{ column: 0, descending: false }] };
  const either: [Fires, unknown[]][] = [
    ["edit", [onEdit, change("EDIT")]],
    ["change", [change("OTHER")]],
    ["nothing", []],
  ];
  test.each(either)("sorting, set to fire %s", async (sortFires, expected) => {
    const { host, seen } = await watched({ sortFires });
    host.edit(ADA, sort);
    expect(seen()).toEqual(expected);
  });
  test.each(either)("undo and redo, set to fire %s", async (undoFires, expected) => {
    const { host, seen } = await watched({ undoFires });
    host.edit(ADA, type(0, 0, "x"));
    seen();
    host.edit(ADA, { kind: "undo" });
    expect(seen()).toEqual(expected);
    host.edit(ADA, { kind: "redo" });
    expect(seen()).toEqual(expected);
  });

  test("what a script or the API writes fires nothing", async () => {
    const { host, seen, ask, book } = await hostOf(`${SCRIPT}
      function put() { SpreadsheetApp.getActiveSheet().getRange("A1").setValue("by script"); }`).then((parts) => ({
      ...parts,
      seen: () => JSON.parse(parts.ask("seen") as string),
    }));
    ask("install");
    ask("put");
    book.sheets[0].put(1, 1, "by the API");
    expect(seen()).toEqual([]);
    expect(host.executions.map((run) => run.function)).toEqual(["install", "put", "seen"]);
  });

  test("opening fires onOpen, with what the person may see", async () => {
    const { host, seen } = await watched({}, false);
    host.open(ADA);
    expect(seen()).toEqual([["LIMITED", "Leads", ADA]]);
  });
});

test("of edits made while the script is busy all are kept, but only two of their events wait", async () => {
  const { host, seen, sheet } = await watched({}, false);
  host.editWhileBusy(
    ADA,
    [3, 4, 5, 6].map((row) => type(row, 0, `r${row}`)),
  );
  expect(seen().map((entry) => entry[1])).toEqual([4, 5]);
  expect([3, 4, 5, 6].map((row) => sheet().slot(row, 0))).toEqual(["r3", "r4", "r5", "r6"]);
});

test("a simple trigger that throws is silent for the person, and recorded", async () => {
  const { host, type: typed } = await hostOf(`function onEdit(e) { throw new Error("no such column"); }`);
  typed(0, 0, "x");
  expect(host.executions).toMatchObject([
    { function: "onEdit", trigger: "onEdit", user: ADA, error: "Error: no such column", startedAt: START },
  ]);
});

test("a script without simple triggers runs none, also when it uses a service as it loads", async () => {
  const { host, type: typed } = await hostOf("const type = SpreadsheetApp.ProtectionType;");
  host.open(ADA);
  typed(0, 0, "x");
  expect(host.executions).toEqual([]);
});

test("an edit that is refused fires nothing", async () => {
  const { host, seen } = await watched();
  expect(() => host.edit(ADA, { kind: "delete", ...dimension, at: 0, count: 1000 })).toThrow("You can't delete all");
  expect(seen()).toEqual([]);
});

test("the host tells of everything that changed the spreadsheet", async () => {
  let changes = 0;
  const { type: typed, ask } = await hostOf(
    `function put() { SpreadsheetApp.getActiveSheet().getRange("A1").setValue(1); }
     function look() { return SpreadsheetApp.getActiveSheet().getRange("A1").getValue(); }`,
    { onChange: () => changes++ },
  );
  typed(0, 0, "x");
  ask("put");
  expect(ask("look")).toBe(1);
  expect(changes).toBe(2);
});
