import { expect, test } from "vitest";
import type { AdHocResult } from "../../../exporter/questions/adhoc";
import { sqlCsv, sqlJson, sqlTable } from "../../../exporter/terminal/sql-result";

const COLUMNS = [
  { name: "company", type: "VARCHAR" },
  { name: "leads", type: "BIGINT" },
];

function result(...batches: unknown[][][]): AdHocResult {
  async function* one() {
    yield* batches;
  }
  return { columns: COLUMNS, rowCount: batches.flat().length, batches: one() };
}

async function whole(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

const rows = (count: number) => Array.from({ length: count }, (_, i) => ["東京", i]);

test("a terminal gets a hundred rows, across batches, and how many more there are; a pipe gets all", async () => {
  const short = (await whole(sqlTable(result(rows(60), rows(60), rows(1000)), true))).split("\n");
  expect(short.slice(0, 3)).toEqual(["  company  leads", "  東京         0", "  東京         1"]);
  expect(short.slice(101)).toEqual(["  ... and 1,020 more: add --csv for all", "", "1,120 rows", ""]);
  const piped = (await whole(sqlTable(result(rows(60), rows(60)), false))).split("\n");
  expect(piped).toHaveLength(124);
});

test("a screenful is shown before the rest is brought, and the rest is not", async () => {
  let asked = 0;
  async function* batches() {
    for (;;) yield rows(++asked && 2048);
  }
  const text = await whole(sqlTable({ columns: COLUMNS, rowCount: 3_000_000, batches: batches() }, true));
  expect(text).toContain("... and 2,999,900 more");
  expect(asked).toBe(1);
});

test("nothing is a head and no rows", async () => {
  expect(await whole(sqlTable(result(), true))).toBe("  company  leads\n\n0 rows\n");
  expect(await whole(sqlCsv(result()))).toBe("company,leads\r\n");
  expect(JSON.parse(await whole(sqlJson("s", result()))).rows).toEqual([]);
});

test("JSON is one object of all batches", async () => {
  expect(JSON.parse(await whole(sqlJson("s", result([["Acme", 1]], [["Beta", null]]))))).toEqual({
    snapshot: "s",
    columns: COLUMNS,
    rows: [
      { company: "Acme", leads: 1 },
      { company: "Beta", leads: null },
    ],
  });
});
