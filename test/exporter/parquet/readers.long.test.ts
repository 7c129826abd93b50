import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { pythonWith } from "../../python";
import { file, LAGOS, lead, temporaryFolder } from "../commands/cli";
import { select } from "../e2e/parquet";

const run = promisify(execFile);

// Other people's readers, over the files of a whole run with every kind of column and page: of each column the values, and what they come to.
const TABLES = ["leads", "companies", "held", "duplicates"];
const ROWS = 30_000;

/** What a column comes to, said in each reader's own way: the bytes of texts, days, microseconds, true ones. */
const PYARROW = `
import json, sys, pyarrow as pa, pyarrow.compute as pc, pyarrow.parquet as pq
def total(c):
    if pa.types.is_dictionary(c.type): c = c.cast(pa.string())
    if pa.types.is_string(c.type): c = pc.binary_length(c.cast(pa.binary()))
    elif pa.types.is_date(c.type): c = c.cast(pa.int32())
    elif pa.types.is_timestamp(c.type): c = c.cast(pa.int64()).cast(pa.decimal128(38, 0))
    elif pa.types.is_boolean(c.type): c = c.cast(pa.int8())
    return [len(c) - c.null_count, str(pc.sum(c).as_py() or 0)]
read = lambda name: pq.read_table(f"{sys.argv[1]}/{name}.parquet", page_checksum_verification=True)
print(json.dumps({name: [total(c) for c in read(name).columns] for name in sys.argv[2:]}))`;
const POLARS = `
import json, sys, polars as pl
def total(c):
    if c.dtype == pl.Categorical or c.dtype == pl.String: c = c.cast(pl.String).str.len_bytes()
    elif c.dtype == pl.Date: c = c.to_physical()
    elif c.dtype == pl.Boolean: c = c.cast(pl.Int32)
    elif c.dtype.is_temporal(): c = c.to_physical()
    return [len(c) - c.null_count(), str(sum(v for v in c if v is not None))]
print(json.dumps({name: [total(c) for c in pl.read_parquet(f"{sys.argv[1]}/{name}.parquet")] for name in sys.argv[2:]}))`;
const SPARK = `
import json, sys
from pyspark.sql import SparkSession
spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").config("spark.driver.host", "127.0.0.1").getOrCreate()
MEASURE = {"string": "octet_length({})", "date": "unix_date({})", "timestamp": "CAST(unix_micros({}) AS DECIMAL(38, 0))", "boolean": "int({})", "int": "{}"}
def totals(name):
    table = spark.read.parquet(f"{sys.argv[1]}/{name}.parquet")
    asked = [e for n, t in table.dtypes for e in (f"count({n})", f"CAST(coalesce(sum({MEASURE[t].format(n)}), 0) AS STRING)")]
    row = table.selectExpr(*asked).collect()[0]
    return [[row[2 * i], row[2 * i + 1]] for i in range(len(table.dtypes))]
print(json.dumps({name: totals(name) for name in sys.argv[2:]}))`;

const READERS: [reader: string, packages: string[], program: string][] = [
  ["pyarrow, which compares the checksums of pages,", ["pyarrow==26.0.1"], PYARROW],
  ["polars", ["polars==2.1.0"], POLARS],
  ["Spark 3.5", ["pyspark==3.5.6", "setuptools<80"], SPARK],
  ["Spark 4", ["pyspark==4.0.1"], SPARK],
];

/** The same, by DuckDB. */
async function expected(folder: string) {
  const all: Record<string, unknown[][]> = {};
  for (const name of TABLES) {
    const columns = await select(folder, `SELECT column_name, column_type FROM (DESCRIBE ${name})`);
    const totals = columns.map(([column, type]) => {
      const measures: Record<string, string> = {
        VARCHAR: `strlen(${column})`,
        DATE: `${column} - DATE '1970-01-01'`,
        "TIMESTAMP WITH TIME ZONE": `epoch_us(${column})`,
        BOOLEAN: `${column}::INTEGER`,
        INTEGER: `${column}`,
      };
      return `[count(${column})::VARCHAR, coalesce(sum(${measures[String(type)]}), 0)::VARCHAR]`;
    });
    const [row] = await select(folder, `SELECT ${totals.join(", ")} FROM ${name}`);
    all[name] = (row as string[][]).map(([present, sum]) => [Number(present), sum]);
  }
  return all;
}

describe("the files of a run are read by", () => {
  let folder: string;
  let totals: Awaited<ReturnType<typeof expected>>;

  beforeAll(async () => {
    const place = temporaryFolder();
    const out = join(place, "out");
    const COUNTRIES = ["Nigeria", "Ghana", "Atlantis", "Korea", "Kenya"];
    const company = (i: number) => (i % 3 === 0 ? "Acme" : `Company ${i} é 李`);
    const leads = Array.from({ length: ROWS }, (_, i) => {
      const time = i % 97 === 0 ? "soon" : `2026-0${1 + (i % 9)}-1${i % 10} 0${i % 10}:15:${10 + (i % 50)}.${i % 1000}`;
      return `${company(i)},Ada,Obi ${i % 20_000},CTO,${COUNTRIES[i % 5]},${time}`;
    });
    const companies = Array.from({ length: ROWS }, (_, i) => `${company(i)},${i % 89 === 0 ? "" : COUNTRIES[i % 4]}`);
    const words = [
      ...["--leads", file(place, "leads.csv", ["Company,First Name,Last Name,Title,Country,Timestamp", ...leads])],
      ...["--companies", file(place, "companies.csv", ["Company,HQ Location", ...companies])],
    ];
    const { stdout, stderr } = await lead(["run", ...words, ...LAGOS, "--out", out, "--json", "--release", "a test"]);
    expect(JSON.parse(stdout).published, stderr).toBe(true);
    folder = join(out, "snapshots", JSON.parse(stdout).snapshot);
    totals = await expected(folder);
    expect(TABLES.map((name) => Number(totals[name][0][0]) > 100)).toEqual(TABLES.map(() => true));
  }, 120_000);

  test.each(READERS)(
    "%s",
    async (reader, packages, program) => {
      const python = await pythonWith(packages);
      if (python === null) return;
      const isSpark = reader.startsWith("Spark");
      if (isSpark && (await run("java", ["-version"]).catch(() => null)) === null) {
        return console.warn(`NOT RUN: ${reader} needs Java, and there is none.`);
      }
      const { stdout } = await run(python, ["-c", program, folder, ...TABLES], { maxBuffer: 1 << 26 });
      expect(JSON.parse(stdout.trim().split("\n").at(-1)!)).toEqual(totals);
    },
    900_000,
  );
});
