import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { readList, type Wanted } from "../../../exporter/dashboard/list";

const columns: Wanted["columns"] = [
  ["day", "Day", "day", "'2026-11-22'"],
  ["company", "Company", "text", "company"],
  ["leads", "Leads", "count", "leads"],
];

// Rows as short as rows can be: not one that fits is left out, and not one more is taken.
test.each([0, 19, 20, 39, 40, 501])("a list takes the rows that fit into %i bytes of JSON", async (room) => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const from = () => "(SELECT '' AS company, i % 10 AS leads FROM range(1000) t(i))";
  const { list, bytes } = await readList(connection, room, { columns, from, order: "leads" });
  expect(list.rows).toHaveLength(Math.floor(room / `["2026-11-22","",1],`.length));
  expect(bytes).toBe(list.rows.length * 20);
  expect(list.allRows).toBeNull();
  connection.closeSync();
});
