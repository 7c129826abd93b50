import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { rowGroupBytes } from "../../../exporter/parquet/file";
import { openFile } from "../../../exporter/parquet/open-file";
import { findRows, writeWithout } from "../../../exporter/parquet/without-rows";
import { openDatabase } from "../../../exporter/questions/duckdb";

const folder = mkdtempSync(join(tmpdir(), "lead-without-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Rows of all types that tables have, in groups of 2,048; every thousandth is Zoe's, and all of the second group are. */
const ROWS = `SELECT i::INTEGER AS source_row, CASE WHEN i % 1000 = 7 OR i // 2048 = 1 THEN 'Zoe' ELSE 'n' || i END AS first_name,
  nullif(i % 5, 0)::INTEGER AS company_id, i % 3 = 0 AS at_hq, 'Ghana' AS country, DATE '2026-01-01' + i::INTEGER % 300 AS day,
  TIMESTAMPTZ '2026-01-01 00:00:00Z' + i * INTERVAL 1 SECOND AS seen FROM range(7000) t(i)`;

test("rows go, the others stay as they were, and row groups that lose none stay byte for byte", async () => {
  const { connection, close } = await openDatabase();
  try {
    const [path, to] = [join(folder, "all.parquet"), join(folder, "rest.parquet")];
    await connection.run("SET threads = 1");
    await connection.run(
      `COPY (${ROWS}) TO '${path}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048, KV_METADATA {run: 'seven'})`,
    );
    const isZoe = (cellOf: (column: string) => unknown) => cellOf("first_name") === "Zoe" && cellOf("none") === null;
    const places = await findRows(path, ["first_name", "none"], isZoe);
    expect(places.map(({ length }) => length)).toEqual([3, 2048, 2, 0]);
    await writeWithout(path, places, to);
    expect((await findRows(to, ["first_name", "none"], isZoe)).flat()).toEqual([]);

    const [before, after] = [openFile(path), openFile(to)];
    expect(after.groups).toHaveLength(3);
    expect(Buffer.compare(rowGroupBytes(after, 2), rowGroupBytes(before, 3))).toBe(0);
    expect(after.schema.key_value_metadata).toEqual(before.schema.key_value_metadata);
    const wanted = `SELECT * FROM '${path}' WHERE first_name <> 'Zoe'`;
    const differing = await connection.runAndReadAll(
      `SELECT count(*) FROM ((${wanted} EXCEPT SELECT * FROM '${to}') UNION ALL (SELECT * FROM '${to}' EXCEPT ${wanted}))`,
    );
    expect(differing.getRows()).toEqual([[0n]]);
    const types = async (file: string) =>
      (await connection.runAndReadAll(`DESCRIBE SELECT * FROM '${file}'`)).getRowsJS();
    expect(await types(to)).toEqual(await types(path));
  } finally {
    close();
  }
});
