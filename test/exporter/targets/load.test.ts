import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, test } from "vitest";
import { POSTGRES } from "./postgres-server";
import { postgresWorld } from "./postgres-world";
import { selects, writeSnapshot } from "./snapshot-files";

const world = postgresWorld();
const { load, ask, one } = world;

async function tables() {
  const named = `SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = '${world.schema}'`;
  return (await ask(`${named} AND relkind = 'r' ORDER BY 1`)).map(({ relname }) => relname);
}

describe.skipIf(POSTGRES === null)("a PostgreSQL target", () => {
  test("holds the tables of a snapshot, with types, comments and indexes of the contract; held rows only when asked for", async () => {
    expect(await load(await writeSnapshot())).toBe(true);
    expect(await tables()).toEqual(["answer_top_countries", "companies", "duplicates", "leads", "snapshots"]);
    const columns = await ask(
      `SELECT attname AS name, format_type(atttypid, atttypmod) AS type, col_description(attrelid, attnum) AS note
       FROM pg_attribute WHERE attrelid = '$S.leads'::regclass AND attnum > 0`,
    );
    expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      "source_row integer",
      "company text",
      "first_name text",
      "last_name text",
      "title text",
      "country text",
      "country_code text",
      "operator_timestamp timestamp with time zone",
      "captured_date date",
      "company_id integer",
      "warnings text",
    ]);
    expect(columns.filter(({ note }) => !note)).toEqual([]);
    const indexes = await ask(
      `SELECT indexname FROM pg_indexes WHERE schemaname = '${world.schema}' AND tablename = 'leads'`,
    );
    expect(indexes.map(({ indexname }) => indexname).sort()).toEqual([
      "leads_captured_date_index",
      "leads_company_id_index",
      "leads_source_row_index",
    ]);
    expect(await ask("SELECT is_current, zone, manifest ->> 'requested_by' AS by FROM $S.snapshots")).toEqual([
      { is_current: true, zone: "Africa/Lagos", by: "ada" },
    ]);
  });

  test("nothing is done twice for one snapshot; another replaces every row", async () => {
    const first = await writeSnapshot();
    await load(first);
    expect(await load(first)).toBe(false);
    const fewer = await writeSnapshot(selects({ leads: `SELECT * FROM (${selects().leads}) LIMIT 3` }));
    expect(await load(fewer)).toBe(true);
    expect(await ask("SELECT count(*)::int AS n FROM $S.leads")).toEqual([{ n: 3 }]);
    expect(await ask("SELECT snapshot FROM $S.snapshots")).toEqual([{ snapshot: fewer.manifest.snapshot }]);
    expect(await load(first)).toBe(true);
    expect(await one("SELECT count(*)::int FROM $S.leads")).toBe(10);
  });

  test("a table that somebody dropped is made and filled again", async () => {
    const snapshot = await writeSnapshot();
    await load(snapshot);
    await ask("DROP TABLE $S.leads");
    expect(await load(snapshot)).toBe(true);
    expect(await one("SELECT count(*)::int FROM $S.leads")).toBe(10);
  });

  test("every value arrives as it is in the file: types, nulls, empty texts, odd characters", async () => {
    const odd = [
      "''",
      "NULL",
      `'"'`,
      `'""","'`,
      `'\\N'`,
      `'\\.'`,
      "chr(10) || '\\.' || chr(10)",
      "chr(13)",
      "'a' || chr(13) || chr(10) || 'b'",
      "chr(9)",
      "'NULL'",
      "' '",
      "','",
      "'O''Brien $1 %s ; -- DROP TABLE leads'",
      "chr(1) || chr(127) || chr(133) || chr(8232) || chr(65279)",
      "chr(128512) || 'e' || chr(769)",
      "repeat('x', 100000)",
      "chr(0) || 'after NUL'",
    ];
    const texts = odd.map((text, i) => `(${i}, ${text})`).join(", ");
    const select = `SELECT i::INT AS source_row, text::VARCHAR AS company, (i * 10000000000)::BIGINT AS big,
      CASE WHEN i % 3 > 0 THEN DATE '0001-01-01' + i * 1000 END AS day, make_timestamptz(1000000 - i * 999999) AS instant,
      i % 2 = 0 AS flag, (i / 7)::DOUBLE AS real, (i / 7)::DECIMAL(9, 3) AS price, NULL::VARCHAR AS nothing
      FROM (VALUES ${texts}) t(i, text)`;
    const snapshot = await writeSnapshot(selects({ leads: select }));
    await load(snapshot);
    const rows = await ask("SELECT *, instant::text AS instant, day::text AS day FROM $S.leads ORDER BY source_row");
    const instance = await DuckDBInstance.create(":memory:");
    const duck = await instance.connect();
    await duck.run("SET TimeZone = 'UTC'");
    const file = await duck.runAndReadAll(
      `SELECT company, big::VARCHAR, day::VARCHAR, instant::VARCHAR, flag, real, price::VARCHAR, nothing
       FROM '${snapshot.folder}/leads.parquet' ORDER BY source_row`,
    );
    expect(
      rows.map(({ company, big, day, instant, flag, real, price, nothing }) => [
        company,
        big,
        day,
        instant,
        flag,
        real,
        price,
        nothing,
      ]),
    ).toEqual(
      // PostgreSQL cannot keep a NUL, and shows the sign for it.
      file
        .getRowsJS()
        .map(([company, ...rest]) => [(company as string | null)?.replaceAll("\0", "\u2400") ?? null, ...rest]),
    );
    duck.closeSync();
  });

  test.each(['select "É"; DROP SCHEMA public', "a".repeat(63)])("the schema %s", async (name) => {
    world.schema = name;
    const long = "q".repeat(70);
    const columns = `SELECT 1::INT AS "order", 'x' AS "user", 'y' AS "Sum of ""all"" {leads}"`;
    await load(await writeSnapshot(selects({ [`answers/${long}_a`]: columns, [`answers/${long}_b`]: columns })), {
      keep: 2,
    });
    const [first, second] = (await tables()).filter((table) => String(table).startsWith("answer_q"));
    expect(first).not.toBe(second);
    expect(await ask(`SELECT * FROM $S."${first}"`)).toEqual([{ order: 1, user: "x", 'Sum of "all" {leads}': "y" }]);
    expect(await load(await writeSnapshot(selects({ [`answers/${long}_a`]: columns })), { keep: 2 })).toBe(true);
  });

  test("held rows come when they are asked for, and go when they are not; so do answers of a question that is gone", async () => {
    const snapshot = await writeSnapshot(selects({ "answers/extra": "SELECT 1::INT AS leads" }));
    await load(snapshot, { held: true, keep: 5 });
    expect(await one("SELECT count(*)::int FROM $S.held")).toBe(1);
    expect(await one("SELECT count(*)::int FROM $S.history_held")).toBe(1);
    await load(snapshot, { keep: 5 });
    expect(await one("SELECT count(*)::int FROM $S.held")).toBe(0);
    expect(await one("SELECT count(*)::int FROM $S.history_held")).toBe(0);
    await load(await writeSnapshot(), { keep: 5 });
    expect(await one("SELECT count(*)::int FROM $S.answer_extra")).toBe(0);
    expect(await one("SELECT count(*)::int FROM $S.history_answer_extra")).toBe(1);
  });

  test("keeps the rows of so many snapshots as were asked for, once each", async () => {
    const [a, b, c] = [await writeSnapshot(), await writeSnapshot(), await writeSnapshot()];
    for (const snapshot of [a, b, a, c, c]) await load(snapshot, { keep: 2 });
    const kept = [a, c].map(({ manifest }) => manifest.snapshot);
    expect(await ask("SELECT snapshot, count(*)::int AS n FROM $S.history_leads GROUP BY 1 ORDER BY 1")).toEqual(
      kept.map((snapshot) => ({ snapshot, n: 10 })),
    );
    expect(await ask("SELECT snapshot, is_current FROM $S.snapshots ORDER BY 1")).toEqual([
      { snapshot: kept[0], is_current: false },
      { snapshot: kept[1], is_current: true },
    ]);
    await load(c);
    expect(await one("SELECT count(DISTINCT snapshot)::int FROM $S.history_leads")).toBe(1);
  });

  test("a table may be a folder of parts, as Spark writes it", async () => {
    const { leads, ...others } = selects();
    await load(
      await writeSnapshot({ "leads/part-00000": leads, "leads/part-00001": `${leads} WHERE i < 4`, ...others }),
    );
    expect(await one("SELECT count(*)::int FROM $S.leads")).toBe(14);
  });

  test("loads at the same time come one after the other", async () => {
    await ask("ALTER ROLE loader SET default_transaction_isolation = 'serializable'");
    const snapshots = await Promise.all([1, 2, 3, 4].map(() => writeSnapshot()));
    expect(await Promise.all(snapshots.map((snapshot) => load(snapshot)))).toEqual([true, true, true, true]);
    expect(await one("SELECT count(*)::int FROM $S.leads")).toBe(10);
    expect(await one("SELECT count(*)::int FROM $S.snapshots")).toBe(1);
  });
});
