import { expect, test } from "vitest";
import { openDatabase } from "../../../exporter/questions/duckdb";
import { tablesOf } from "../../../exporter/targets/postgres/tables";
import { removeSnapshotsAfterwards, selects, writeSnapshot } from "./snapshot-files";

removeSnapshotsAfterwards();

test("every table of a snapshot goes to the database with what is known of it, that of changes too; held rows only when wanted", async () => {
  const changes = `SELECT 'Leads' AS tab, 'changed' AS change, 3::INT AS source_row, 3::INT AS row_before, 'Acme' AS company,
    make_timestamptz(1763800000123456) AS operator_timestamp, '{"title":"CEO"}' AS before`;
  const snapshot = await writeSnapshot(selects({ changes }));
  const duck = await openDatabase();
  try {
    const tables = await tablesOf(snapshot, false, duck.connection);
    const names = tables.map(({ name }) => name).sort();
    expect(names).toEqual(["answer_top_countries", "changes", "companies", "duplicates", "leads"]);
    const table = tables.find(({ name }) => name === "changes")!;
    expect([table.rows, table.note]).toEqual([1, expect.stringContaining("What changed in the clean rows")]);
    expect(table.columns).toMatchObject([
      { name: "tab", type: "text", note: expect.stringContaining("Leads or Companies") },
      { name: "change", type: "text", note: expect.stringContaining("new, changed, gone") },
      { name: "source_row", type: "integer" },
      { name: "row_before", type: "integer" },
      { name: "company", type: "text" },
      { name: "operator_timestamp", type: "timestamp with time zone" },
      { name: "before", type: "text", note: expect.stringContaining("JSON object") },
    ]);
    const all = (await tablesOf(snapshot, true, duck.connection)).map(({ name }) => name);
    expect(all).toContain("held");
  } finally {
    duck.close();
  }
});
