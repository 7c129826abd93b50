import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { AskedSnapshot } from "../../../exporter/questions/adhoc-tables";
import { openDatabase } from "../../../exporter/questions/duckdb";
import { quoted } from "../../../exporter/questions/tables";
import { ofSnapshots } from "./all-rows";
import { LAGOS, newFolder, removeFoldersAfterwards, writeTables } from "./world";

removeFoldersAfterwards();

let days: AskedSnapshot[];
beforeAll(async () => {
  const lead = { companyId: 1, country: "Ghana", code: "GH", at: Date.parse("2026-11-20T12:00:00Z") };
  days = await Promise.all(
    [1, 2].map(async (count) => {
      const folder = newFolder();
      const files = await writeTables(folder, Array(count).fill(lead), [], LAGOS);
      const path = join(folder, "it's.parquet");
      const other = join(folder, "other.parquet");
      const { connection, close } = await openDatabase();
      await connection.run(
        `COPY (SELECT 'Ghana' AS x, ${count} AS leads, 'mine' AS place) TO ${quoted(path)} (FORMAT parquet)`,
      );
      await connection.run(
        `COPY (SELECT DATE '2026-11-20' AS x, ${count} AS leads) TO ${quoted(other)} (FORMAT parquet)`,
      );
      close();
      const columns = (type: "text" | "day") =>
        [
          { name: "x", label: "X", type },
          { name: "leads", label: "Leads", type: "count" },
        ] as const;
      const place = { name: "place", label: "Place", type: "text" } as const;
      return {
        snapshot: `day-${count}`,
        asOf: `2026-11-2${count}T12:00:00Z`,
        files,
        changes: [],
        answers: [
          { question: "by_country", columns: [...columns("text"), place], path },
          { question: "by_day", columns: columns("day"), path: other },
        ],
        sources: [],
      };
    }),
  );
});

test("all answers are one table, whatever their columns: of two types in one name both are text", async () => {
  const { columns, rows } = await ofSnapshots(days.slice(0, 1), false, "SELECT * FROM answers ORDER BY question");
  expect(columns.map(({ name }) => name)).toEqual(["question", "place", "x", "leads"]);
  expect(rows).toEqual([
    ["by_country", 1, "Ghana", 1],
    ["by_day", 1, "2026-11-20", 1],
  ]);
});

test("all snapshots are one series of every table", async () => {
  const ask = async (sql: string) => (await ofSnapshots(days, true, sql)).rows;
  expect(await ask("SELECT snapshot, as_of, count(*) FROM leads GROUP BY ALL ORDER BY ALL")).toEqual([
    ["day-1", "2026-11-21T12:00:00Z", 1],
    ["day-2", "2026-11-22T12:00:00Z", 2],
  ]);
  expect(await ask("SELECT as_of, leads FROM answers WHERE x = 'Ghana' ORDER BY as_of")).toEqual([
    ["2026-11-21T12:00:00Z", 1],
    ["2026-11-22T12:00:00Z", 2],
  ]);
  expect(await ask("SELECT * FROM source_files")).toEqual([]);
});
