import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { beforeAll, describe, expect, it } from "vitest";
import { textTable } from "../../../exporter/inputs/text-table";
import { ParquetFile } from "../../../exporter/parquet/file";
import { writeRowGroup } from "../../../exporter/parquet/row-group";
import { schemaOf } from "../../../exporter/parquet/schema";
import { openDatabase } from "../../../exporter/questions/duckdb";
import { differenceInSums } from "../../../exporter/questions/sums-by-duckdb";
import { type OutColumn, type Part, partsOf } from "../../../exporter/tables/columns";
import { verifyFiles } from "../../../exporter/threads/tasks";
import { loadZone } from "../../../exporter/words/zone";
import { forgetBlocks } from "../kernel/checks";

const folder = mkdtempSync(join(tmpdir(), "parquet-"));
const database = await openDatabase();
const lagos = loadZone("Africa/Lagos");
let files = 0;
const DAY = 86_400_000;

/** Writes a table as row groups of `partRows`, added in reverse order, and gives its place on disk. */
async function write(columns: OutColumn[], rows: Int32Array, partRows: number) {
  const all = partsOf(columns, rows, partRows);
  const path = join(folder, `${files++}.parquet`);
  const file = new ParquetFile(path, schemaOf(all[0], new Map()), [{ key: "lead_export.run_id", value: "run 1" }]);
  const parts = all.filter((part) => part.rows.length > 0);
  const groups = await Promise.all(parts.map(writeRowGroup));
  for (let i = groups.length - 1; i >= 0; i--) file.add(i, groups[i]);
  return { ...file.finish(), path: file.path, parts };
}

/** A text whose dictionary is no small one, be it alone. */
const large = (text: string) => text + "é".repeat(2100);

/** A table of every kind of column, and its rows as plain objects. */
function table(cells: { text: string; maybe: string; instant: number }[]) {
  const codes = Int32Array.from(cells, (_, i) => i);
  const instants = Float64Array.from(cells, ({ instant }) => instant);
  const columns: OutColumn[] = [
    { name: "source_row", nullable: false, kind: "sheet-row", of: null },
    { name: "winner_row", nullable: false, kind: "sheet-row", of: codes },
    {
      name: "text",
      nullable: false,
      kind: "text",
      codes,
      texts: textTable(cells.map(({ text }) => text)),
    },
    {
      name: "large",
      nullable: false,
      kind: "text",
      codes,
      texts: textTable(cells.map(({ text }) => large(text))),
    },
    {
      name: "maybe",
      nullable: true,
      kind: "text",
      codes,
      texts: textTable(cells.map(({ maybe }) => maybe)),
    },
    { name: "operator_timestamp", nullable: false, kind: "instant", instants },
    { name: "captured_date", nullable: false, kind: "local-date", instants, zone: lagos },
    { name: "id", nullable: false, kind: "id", codes, values: codes },
    { name: "place", nullable: true, kind: "id", codes, values: codes.map((i) => i % 3) },
    { name: "flag", nullable: true, kind: "flag", flags: Uint8Array.from(codes, (i) => (i * 7) % 3) },
    { name: "tab", nullable: false, kind: "constant", text: "Leads" },
    { name: "nothing", nullable: true, kind: "constant", text: null },
  ];
  const expected = cells.map(({ text, maybe, instant }, i) => ({
    source_row: i + 2,
    winner_row: i + 2,
    text,
    large: large(text),
    maybe: maybe === "" ? null : maybe,
    operator_timestamp: new Date(instant).toISOString(),
    captured_date: new Date(instant + 3_600_000).toISOString().slice(0, 10),
    id: i,
    place: i % 3 || null,
    flag: [null, false, true][(i * 7) % 3],
    tab: "Leads",
    nothing: null,
  }));
  return { columns, expected };
}

const wellFormed = fc.string({ unit: "binary" }).filter((text) => !/\p{Cs}/u.test(text));
const cells = fc.array(
  fc.record({
    text: fc.oneof(wellFormed, fc.constantFrom("Acme", "", "O'Brien", "=1+1", "株式会社", "👩🏽‍💻")),
    maybe: fc.constantFrom("", "x", "é"),
    instant: fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) }),
  }),
  { maxLength: 40 },
);

async function throughDuckDB(path: string) {
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run("SET TimeZone = 'UTC'");
  const reader = await connection.runAndReadAll(
    `SELECT * REPLACE (strftime(operator_timestamp, '%Y-%m-%dT%H:%M:%S.%gZ') AS operator_timestamp,
     captured_date::VARCHAR AS captured_date) FROM read_parquet('${path}') ORDER BY source_row`,
  );
  return reader.getRowObjectsJS();
}

async function throughHyparquet(path: string) {
  const bytes = readFileSync(path);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const rows = await parquetReadObjects({ file, compressors });
  return rows.map((row) => ({
    ...row,
    operator_timestamp: row.operator_timestamp.toISOString(),
    captured_date: row.captured_date.toISOString().slice(0, 10),
  }));
}

describe("a Parquet file put together from row groups", () => {
  it("reads the same in DuckDB and hyparquet as what was written, in any number of row groups", async () => {
    await fc.assert(
      fc.asyncProperty(cells, fc.integer({ min: 1, max: 50 }), async (values, partRows) => {
        const { columns, expected } = table(values);
        const { path, rows, layout, parts } = await write(
          columns,
          Int32Array.from(values, (_, i) => i),
          partRows,
        );
        expect(rows).toBe(values.length);
        expect(await throughDuckDB(path)).toEqual(expected);
        expect(await throughHyparquet(path)).toEqual(expected);
        expect(await verifyFiles([{ layout, parts }])).toBeNull();
        expect(await differenceInSums([layout], database)).toBeNull();
      }),
      { numRuns: 40 },
    );
  });

  it("calls a least or greatest text exact only where it is the whole text", async () => {
    const texts = ["m", "a".repeat(20), "z".repeat(20), "\u{10ffff}".repeat(5), "b".repeat(200), "y".repeat(200)];
    // With others, which are neither, in a dictionary that is no small one.
    const others = Array.from({ length: 900 }, (_, i) => `m${i}`);
    for (const [text, ...more] of texts.flatMap((text) => [[text], [text, ...others]])) {
      const all = [text, ...more].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      const { columns } = table(all.map((text) => ({ text, maybe: "", instant: 0 })));
      const { path } = await write(columns, Int32Array.from(all.keys()), all.length);
      const connection = await (await DuckDBInstance.create()).connect();
      const reader = await connection.runAndReadAll(
        `SELECT stats_min_value AS least, min_is_exact, stats_max_value AS greatest, max_is_exact
         FROM parquet_metadata('${path}') WHERE path_in_schema = 'text'`,
      );
      for (const { least, min_is_exact, greatest, max_is_exact } of reader.getRowObjectsJS()) {
        expect([least === all[0], greatest === all.at(-1)]).toEqual([min_is_exact, max_is_exact]);
      }
    }
  });

  it("compresses a dictionary that is not short", async () => {
    const values = Array.from({ length: 9000 }, (_, i) => ({ text: `name ${i}`, maybe: "", instant: 0 }));
    const { columns, expected } = table(values);
    const { path, layout, parts } = await write(
      columns,
      Int32Array.from(values, (_, i) => i),
      9000,
    );
    const [{ meta_data: text }] = layout.groups[0].columns.filter(
      ({ meta_data }) => meta_data!.path_in_schema[0] === "text",
    );
    expect(Number(text!.total_compressed_size)).toBeLessThan(Number(text!.total_uncompressed_size) / 2);
    expect(await throughDuckDB(path)).toEqual(expected);
    expect(await throughHyparquet(path)).toEqual(expected);
    expect(await verifyFiles([{ layout, parts }])).toBeNull();
    const others = values.map(({ text }, i) => (i === 8000 ? "nome" : text));
    const changed = columns.map(
      (column): OutColumn => (column.name === "text" ? ({ ...column, texts: textTable(others) } as OutColumn) : column),
    );
    const differing = parts.map((part) => ({ ...part, columns: changed }));
    expect(await verifyFiles([{ layout, parts: differing }])).toBe(`${path}: text of sheet row 8002`);
  });

  it("leaves a dictionary as it is that is small beside many rows", async () => {
    const values = Array.from({ length: 1 << 17 }, (_, i) => ({ text: `name ${i % 2000}`, maybe: "", instant: 0 }));
    const { path, layout, parts } = await write(
      table(values).columns.filter(({ name }) => name === "text"),
      Int32Array.from(values, (_, i) => i),
      values.length,
    );
    expect(layout.groups[0].columns[0].meta_data!.codec).toBe("UNCOMPRESSED");
    expect(await verifyFiles([{ layout, parts }])).toBeNull();
    expect(await differenceInSums([layout], database)).toBeNull();
    const others = table(values.map((value, i) => (i === 8000 ? { ...value, text: "nome" } : value))).columns;
    const differing = parts.map((part) => ({ ...part, columns: others.filter(({ name }) => name === "text") }));
    expect(await verifyFiles([{ layout, parts: differing }])).toBe(`${path}: text of sheet row 8002`);
  });

  describe("for a thousand rows", () => {
    const values = Array.from({ length: 1000 }, (_, i) => ({
      text: `name ${i % 7}`,
      maybe: i % 3 === 0 ? "" : `m${i % 3}`,
      instant: Date.UTC(2026, 0, 1) + i * 3_600_000,
    }));
    const { columns } = table(values);
    const rows = Int32Array.from(values, (_, i) => i);
    let written: Awaited<ReturnType<typeof write>>;
    beforeAll(async () => {
      written = await write(columns, rows, 300);
    });

    it("has ZSTD for large dictionaries, statistics that are right, UTC-adjusted timestamps and its key-value metadata", async () => {
      const connection = await (await DuckDBInstance.create()).connect();
      const all = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJS();
      const meta = await all(
        `SELECT DISTINCT compression, stats_min_value, stats_max_value FROM parquet_metadata('${written.path}')
         WHERE path_in_schema = 'text'`,
      );
      expect(meta).toEqual([{ compression: "UNCOMPRESSED", stats_min_value: "name 0", stats_max_value: "name 6" }]);
      const codec = `SELECT DISTINCT compression FROM parquet_metadata('${written.path}') WHERE path_in_schema = 'large'`;
      expect(await all(codec)).toEqual([{ compression: "ZSTD" }]);
      const [{ n }] = await all(
        `SELECT count(*)::INT AS n FROM read_parquet('${written.path}')
         WHERE operator_timestamp >= TIMESTAMPTZ '2026-01-20 00:00:00+00' AND source_row > 500`,
      );
      expect(n).toBe(values.filter(({ instant }, i) => instant >= Date.UTC(2026, 0, 20) && i + 2 > 500).length);
      const [{ logical_type }] = await all(
        `SELECT logical_type FROM parquet_schema('${written.path}') WHERE name = 'operator_timestamp'`,
      );
      expect(logical_type).toContain("isAdjustedToUTC=1");
      const keyValues = await all(
        `SELECT decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata('${written.path}')
         WHERE decode(key) LIKE 'lead_export%'`,
      );
      expect(keyValues).toEqual([{ key: "lead_export.run_id", value: "run 1" }]);
    });

    it("is the same bytes when written again, whatever order its row groups came in", async () => {
      const again = await write(columns, rows, 300);
      expect(readFileSync(again.path).equals(readFileSync(written.path))).toBe(true);
    });

    it("is the same where addresses are larger than a 32-bit integer with a sign", async () => {
      forgetBlocks(3 * 2 ** 30);
      const { path, layout, parts } = await write(columns, rows, 300);
      expect(readFileSync(path).equals(readFileSync(written.path))).toBe(true);
      expect(await verifyFiles([{ layout, parts }])).toBeNull();
      forgetBlocks();
    });

    const changed: [string, (part: Part) => OutColumn][] = [
      [
        "text",
        () =>
          ({
            ...columns[2],
            texts: textTable(values.map((_, i) => (i === 950 ? "nome" : `name ${i % 7}`))),
          }) as OutColumn,
      ],
      [
        "large",
        () =>
          ({
            ...columns[3],
            texts: textTable(values.map((v, i) => large(i === 950 ? `${v.text}!` : v.text))),
          }) as OutColumn,
      ],
      [
        "maybe",
        () => ({ ...columns[4], texts: textTable(values.map((v, i) => (i === 950 ? "" : v.maybe))) }) as OutColumn,
      ],
      [
        "operator_timestamp",
        () =>
          ({
            ...columns[5],
            instants: Float64Array.from(values, (v, i) => v.instant + (i === 950 ? 1 : 0)),
          }) as OutColumn,
      ],
      ["id", () => ({ ...columns[7], values: rows.map((row) => (row === 950 ? 0 : row)) }) as OutColumn],
      ["place", () => ({ ...columns[8], values: rows.map((row) => (row === 950 ? 0 : row % 3)) }) as OutColumn],
      [
        "flag",
        () => ({ ...columns[9], flags: Uint8Array.from(rows, (i) => (i === 950 ? 0 : (i * 7) % 3)) }) as OutColumn,
      ],
    ];
    it.each(changed)("says where a value of %s read back differs", async (name, change) => {
      const parts = written.parts.map((part) => ({
        ...part,
        columns: part.columns.map((column) => (column.name === name ? change(part) : column)),
      }));
      expect(await verifyFiles([{ layout: written.layout, parts }])).toBe(`${written.path}: ${name} of sheet row 952`);
    });

    it.each(columns.map(({ name }, i) => [name, i] as const))(
      "has DuckDB say where %s comes to something else",
      async (name, i) => {
        for (const more of [
          { present: 1, sum: 0n },
          // Into large dictionaries it does not look: another reader did, above.
          ...(name === "large" ? [] : [{ present: 0, sum: 1n }]),
        ]) {
          const sums = written.layout.sums.map((own, k) => {
            return k === i ? { present: own.present + more.present, sum: own.sum + more.sum } : own;
          });
          const difference = await differenceInSums([{ ...written.layout, sums }], database);
          expect(difference).toBe(`${written.path}: ${name}, of which DuckDB reads other values`);
        }
      },
    );
  });

  it.each<[string, number, number]>([
    ["several row groups", 100, 30],
    ["one row", 1, 30],
    ["no row", 0, 30],
  ])("of %s cannot have a bit changed unseen, wherever it is", async (_, count, partRows) => {
    const values = Array.from({ length: count }, (_, i) => ({ text: `name ${i % 7}`, maybe: "", instant: i * DAY }));
    const { layout, parts, path } = await write(
      table(values).columns,
      Int32Array.from(values, (_, i) => i),
      partRows,
    );
    const bytes = readFileSync(path);
    const damaged = join(folder, "damaged.parquet");
    const differs = (harmed: Uint8Array) => {
      writeFileSync(damaged, harmed);
      return verifyFiles([{ layout: { ...layout, path: damaged }, parts }]);
    };
    expect(await differs(bytes)).toBeNull();
    await fc.assert(
      fc.asyncProperty(fc.nat(8 * bytes.length - 1), async (bit) => {
        const harmed = Uint8Array.from(bytes);
        harmed[bit >> 3] ^= 1 << (bit & 7);
        expect(await differs(harmed)).not.toBeNull();
      }),
      { numRuns: 300 },
    );
    for (const harmed of [bytes.subarray(0, -1), Buffer.concat([bytes, bytes.subarray(0, 1)]), bytes.subarray(0, 3)]) {
      expect(await differs(harmed)).not.toBeNull();
    }
  });
});
