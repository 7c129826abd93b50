import { describe, expect, test } from "vitest";
import { cellOf } from "../../workbench/book/cell";
import { ADA, type Desk, LEADS_TAB, openDesk, people } from "./desk";

const HEADERS = ["Company", "First Name", "Last Name", "Title", "Country", "Timestamp", "LINKEDIN URL"];
const [TITLE, URL] = [3, 6];

type Item = { row: number; key: string; code: string; twin: { row: number; key: string; rowName: string } };
const itemOf = (desk: Desk, code: string): Item => desk.call("problems").items.find((item: Item) => item.code === code);
const places = ({ row, key, twin }: Item) => [
  { tab: "Leads", row, field: null, key },
  { tab: "Leads", row: twin.row, field: null, key: twin.key },
];
/** What people typed: Status is the check's own. */
const typed = ({ book }: Desk) =>
  book.sheet(LEADS_TAB)!.rows.map((row) =>
    row
      ?.slice(0, 7)
      .map((slot) => {
        const { value, formula } = cellOf(slot);
        // A date that was read comes back rounded to the millisecond.
        return formula ?? (typeof value === "number" ? value.toFixed(8) : (value ?? ""));
      })
      .join("|")
      .replace(/\|+$/, ""),
  );

/** Six people; row 6 repeats row 3, and knows an address that row 3 does not. */
async function withRepeat(change: (rows: string[][]) => void = () => {}) {
  const rows = people(6).map((row) => [...row, ""]);
  rows[4] = [...rows[1].slice(0, 5), "11/21/2026 10:00:00", "https://linked.example/1"];
  change(rows);
  const desk = await openDesk(rows, { headers: HEADERS });
  desk.setUp();
  return desk;
}

describe("a repeat", () => {
  test("is shown beside the row that counts, keeps what only it says there, goes, and comes back as it was", async () => {
    const desk = await withRepeat();
    const before = typed(desk);
    const item = itemOf(desk, "DUPLICATE");
    const [own, other] = places(item);
    expect([item.row, item.twin.row, item.twin.rowName]).toEqual([6, 3, "First1 Last1, Acme"]);
    const { columns, rows } = desk.call("compare", own, other);
    expect(columns).toEqual(HEADERS);
    expect(rows.map(({ row, cells }: { row: number; cells: string[] }) => [row, cells[1], cells[URL]])).toEqual([
      [6, "First1", "https://linked.example/1"],
      [3, "First1", ""],
    ]);
    const { list, undo } = desk.call("keepOne", other, own);
    expect([list.total, desk.value(3, URL), desk.value(6, 1)]).toEqual([0, "https://linked.example/1", "First5"]);
    expect(desk.statuses()).toEqual(Array(5).fill("OK"));
    expect(desk.call("undoKeepOne", undo).total).toBe(1);
    expect(typed(desk)).toEqual(before);
    expect(desk.status(6)).toBe("Repeat of row 3 (typed earlier)");
  });

  test("may be the row that is kept, with the title of the other", async () => {
    const desk = await withRepeat((rows) => {
      rows[4] = [...rows[1].slice(0, 3), "CTO", "NG", "11/21/2026 10:00:00", ""];
      rows[1][URL] = "https://linked.example/1";
    });
    const before = typed(desk);
    const [own, other] = places(itemOf(desk, "DUPLICATE"));
    const { undo } = desk.call("keepOne", own, other);
    expect([desk.value(5, TITLE), desk.value(5, URL)]).toEqual(["CTO", "https://linked.example/1"]);
    desk.call("undoKeepOne", undo);
    expect(typed(desk)).toEqual(before);
  });

  test("that may be one goes in the same way, and is listed once", async () => {
    const desk = await withRepeat((rows) => {
      rows[4] = ["Acme", "Fírst1", ...rows[4].slice(2)];
    });
    const { items, kinds } = desk.call("problems");
    expect([items.length, kinds]).toEqual([1, [{ code: "POSSIBLE_DUPLICATE", rows: 1, holds: false }]]);
    expect(items[0].pair).toEqual({
      one: ["Acme", "Fírst1", "Last1", "Nigeria"],
      other: ["Acme", "First1", "Last1", "Nigeria"],
    });
    const [own, other] = places(items[0]);
    desk.call("keepOne", other, own);
    expect(desk.statuses()).toEqual(Array(5).fill("OK"));
  });

  test("is left alone when a row has changed since, or the columns", async () => {
    const desk = await withRepeat();
    const [own, other] = places(itemOf(desk, "DUPLICATE"));
    desk.type(6, TITLE, "Nurse");
    const before = typed(desk);
    expect(desk.call("keepOne", other, own)).toMatchObject({ code: "ROW_CHANGED" });
    expect(typed(desk)).toEqual(before);
    const now = places(itemOf(desk, "DUPLICATE"));
    const { undo } = desk.call("keepOne", now[1], now[0]);
    desk.host.edit(ADA, { kind: "insert", sheetId: LEADS_TAB, dimension: "COLUMNS", at: 0, count: 1 });
    expect(desk.call("undoKeepOne", undo)).toMatchObject({ code: "ROW_CHANGED" });
  });

  test("keeps formulas of its own, and fills nothing into a column that formulas work out", async () => {
    const desk = await withRepeat();
    for (let row = 2; row <= 7; row++) if (row !== 3) desk.type(row, URL, `="row "&${row}`);
    const before = typed(desk);
    const [own, other] = places(itemOf(desk, "DUPLICATE"));
    const { undo } = desk.call("keepOne", other, own);
    expect(desk.value(3, URL)).toBe("");
    desk.call("undoKeepOne", undo);
    expect(typed(desk)).toEqual(before);
  });
});

describe("a suggestion", () => {
  test("goes into every cell that says the same, in one go, and out of these again", async () => {
    const desk = await withRepeat((rows) => {
      for (const row of [0, 2, 5]) rows[row][4] = "Untied States";
      rows[3][4] = "United States";
    });
    const before = typed(desk);
    const [item] = desk.call("problems").items;
    expect(item.same).toBe(3);
    const { list, undo } = desk.call("acceptAll", item, "Untied States", "United States");
    expect([2, 4, 5, 7].map((row) => desk.value(row, 4))).toEqual(Array(4).fill("United States"));
    expect(list.kinds.map(({ code }: Item) => code)).toEqual(["DUPLICATE"]);
    desk.type(4, 1, "Renamed");
    desk.call("undoAcceptAll", undo);
    // Row 4 is another lead by now; row 5 said so before.
    expect([2, 4, 5, 7].map((row) => desk.value(row, 4))).toEqual([
      "Untied States",
      "United States",
      "United States",
      "Untied States",
    ]);
    desk.type(4, 1, "First2");
    desk.call("undoAcceptAll", undo);
    expect(typed(desk)).toEqual(before);
  });

  test("leaves a column alone in which formulas stand", async () => {
    const desk = await withRepeat((rows) => {
      for (const row of [0, 2]) rows[row][4] = "Untied States";
    });
    desk.type(7, 4, '="Untied"&" States"');
    const before = typed(desk);
    const item = desk.call("problems").items[0];
    expect(desk.call("acceptAll", item, "Untied States", "United States")).toMatchObject({ code: "CELL_IS_FORMULA" });
    expect(typed(desk)).toEqual(before);
  });
});

test("an accepted suggestion and a deleted row are one step each of the person's undo", async () => {
  const desk = await withRepeat((rows) => {
    rows[0][4] = "Untied States";
  });
  const before = typed(desk);
  const [item] = desk.call("problems").items;
  desk.call("accept", item, item.value, "United States");
  const [own, other] = places(itemOf(desk, "DUPLICATE"));
  desk.call("keepOne", other, own);
  expect([desk.status(2), desk.statuses().length]).toEqual(["OK", 5]);
  desk.host.edit(ADA, { kind: "undo" });
  expect([desk.status(2), desk.status(6)]).toEqual(["OK", "Repeat of row 3 (typed earlier)"]);
  desk.host.edit(ADA, { kind: "undo" });
  expect(desk.status(2)).toMatch(/^Check: country/);
  expect(typed(desk)).toEqual(before);
});

test("the list is asked for again without a word written, and answers only what has changed", async () => {
  const desk = await withRepeat();
  const { seen } = desk.call("problems");
  expect(desk.call("problemsSince", seen)).toBeNull();
  const { revision } = desk.book;
  expect(desk.call("problemsSince", "").seen).toBe(seen);
  expect(desk.book.revision).toBe(revision);
  await desk.host.advance(desk.clock.now() + 120_000);
  expect(desk.call("problemsSince", seen)).toBeNull();
  desk.type(4, TITLE, "");
  const { items } = desk.call("problemsSince", seen);
  expect(items.map(({ code }: Item) => code)).toEqual(["MISSING", "DUPLICATE"]);
});
