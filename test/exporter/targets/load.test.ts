import { DuckDBInstance } from "@duckdb/node-api";
import * as v from "valibot";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { targetsSettings } from "../../../exporter/config/target-settings";
import { openTarget } from "../../../exporter/targets/open-target";
import type { SnapshotFiles } from "../../../exporter/targets/target";
import { openPostgres, POSTGRES, type PostgresServer } from "./postgres-server";
import { removeSnapshotsAfterwards, selects, writeSnapshot } from "./snapshot-files";

removeSnapshotsAfterwards();

describe.skipIf(POSTGRES === null)("a PostgreSQL target", () => {
  let server: PostgresServer;
  let schema: string;
  let schemas = 0;
  beforeAll(async () => {
    server = await openPostgres();
    await server.ask("CREATE ROLE loader LOGIN");
    await server.ask("GRANT CREATE ON DATABASE postgres TO loader");
  });
  afterAll(() => server?.stop());
  beforeEach(() => {
    schema = `leads_${++schemas}`;
  });

  /** Loads as the configuration says. */
  async function load(snapshot: SnapshotFiles, settings: object = {}): Promise<boolean> {
    const [target] = v.parse(targetsSettings, [{ kind: "postgres", url: server.url("loader"), schema, ...settings }]);
    return (await openTarget(target)).load(snapshot, () => {});
  }
  const ask = (sql: string) => server.ask(sql.replaceAll("$S", () => `"${schema.replaceAll('"', '""')}"`));
  const one = async (sql: string) => Object.values((await ask(sql))[0])[0];
  const tables = async () =>
    (
      await ask(
        `SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace AND nspname = '${schema}' AND relkind = 'r' ORDER BY 1`,
      )
    ).map(({ relname }) => relname);

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
      `SELECT indexname FROM pg_indexes WHERE schemaname = '${schema}' AND tablename = 'leads'`,
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
    schema = name;
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

  describe("a table of other columns", () => {
    const retyped = selects().leads.replace(
      "(i % 3)::INT AS company_id",
      "'c' || i % 3 AS company_id, i % 2 = 0 AS at_hq",
    );

    test("follows the files: new ones come, retyped ones change, those that are gone stay and are empty; views and grants stay", async () => {
      await load(await writeSnapshot(), { keep: 3 });
      await ask("CREATE VIEW $S.mine AS SELECT company, country_code FROM $S.leads");
      const narrower = retyped.replace("CASE WHEN i % 2 = 0 THEN 'NG' END AS country_code,", "");
      await load(await writeSnapshot(selects({ leads: narrower })), { keep: 3 });
      expect(await ask("SELECT company_id, at_hq, country_code FROM $S.leads WHERE source_row = 2")).toEqual([
        { company_id: "c0", at_hq: true, country_code: null },
      ]);
      expect(await one("SELECT count(*)::int FROM $S.mine")).toBe(10);
      // What an earlier snapshot had is kept, as the newer type.
      expect(await ask("SELECT company_id, at_hq FROM $S.history_leads WHERE source_row = 3 ORDER BY at_hq")).toEqual([
        { company_id: "c1", at_hq: false },
        { company_id: "1", at_hq: null },
      ]);
      const indexes = await ask(
        `SELECT indexname FROM pg_indexes WHERE schemaname = '${schema}' AND tablename = 'leads'`,
      );
      expect(indexes.map(({ indexname }) => indexname)).toContain("leads_company_id_index");
    });

    test("is refused where a view needs the type, and the old rows stay", async () => {
      const old = await writeSnapshot();
      await load(old);
      await ask("CREATE VIEW $S.mine AS SELECT company_id FROM $S.leads");
      await expect(load(await writeSnapshot(selects({ leads: retyped })))).rejects.toMatchObject({
        code: "TARGET_SHAPE",
      });
      expect(await one("SELECT count(company_id)::int FROM $S.mine")).toBe(10);
      await ask("DROP VIEW $S.mine");
      expect(await load(await writeSnapshot(selects({ leads: retyped })))).toBe(true);
    });

    test("a column of somebody's own is left alone, unless no row could be without it", async () => {
      await load(await writeSnapshot());
      await ask("ALTER TABLE $S.leads ADD COLUMN region text DEFAULT 'west', DROP COLUMN title");
      await load(await writeSnapshot());
      expect(await ask("SELECT DISTINCT region, title FROM $S.leads")).toEqual([{ region: "west", title: "CTO" }]);
      await ask(
        "ALTER TABLE $S.leads ADD COLUMN score int NOT NULL DEFAULT 1; ALTER TABLE $S.leads ALTER score DROP DEFAULT",
      );
      await expect(load(await writeSnapshot())).rejects.toMatchObject({ code: "TARGET_SHAPE" });
    });

    test.each([
      ["a table", "CREATE TABLE $S.leads AS SELECT 1 AS precious"],
      ["a view", "CREATE VIEW $S.leads AS SELECT 1 AS precious"],
      [
        "a table, which its comment has us read,",
        "CREATE TABLE $S.leads AS SELECT 1 AS precious; COMMENT ON TABLE $S.leads IS 'What Lead Export had'",
      ],
    ])("%s of somebody's own with that name is never emptied", async (_, sql) => {
      await ask("CREATE SCHEMA $S AUTHORIZATION loader");
      await ask(sql);
      await expect(load(await writeSnapshot())).rejects.toMatchObject({
        code: "TARGET_IN_USE",
        wayOut: expect.stringContaining(`"${schema}"."leads" RENAME TO "my_leads"`),
      });
      expect(await ask("SELECT * FROM $S.leads")).toEqual([{ precious: 1 }]);
    });
  });

  describe("what goes wrong is told with the way out, and changes nothing", () => {
    test.each([
      ["may not make a schema", "stranger", 'GRANT CREATE ON DATABASE "postgres" TO "stranger";'],
      ["may not make a table in the schema", "guest", "GRANT USAGE, CREATE ON SCHEMA"],
      ["does not own the tables", "other", 'OWNER TO "other";'],
    ])("a user who %s", async (what, user, grant) => {
      await ask(`CREATE ROLE ${user} LOGIN`);
      if (what !== "may not make a schema") {
        await load(await writeSnapshot());
        if (user === "other")
          await ask("GRANT USAGE, CREATE ON SCHEMA $S TO other; GRANT SELECT ON ALL TABLES IN SCHEMA $S TO other");
      }
      const failed = load(await writeSnapshot(), { url: server.url(user) });
      await expect(failed).rejects.toMatchObject({ code: "TARGET_FORBIDDEN", wayOut: expect.stringContaining(grant) });
      await ask(`DROP OWNED BY ${user}; DROP ROLE ${user}`);
    });

    test.each<[string, (server: PostgresServer) => string, string]>([
      ["a server that is away", () => "postgresql://a:secret@127.0.0.1:1/x", "TARGET_UNREACHABLE"],
      [
        "a host that is none",
        () => "postgresql://a:secret@no-such-host.invalid/x?sslmode=disable",
        "TARGET_UNREACHABLE",
      ],
      [
        "a database that is none",
        ({ port }) => `postgresql://loader:secret@127.0.0.1:${port}/none`,
        "TARGET_LOGIN_REFUSED",
      ],
      [
        "a user who is none",
        ({ port }) => `postgresql://nobody:secret@127.0.0.1:${port}/postgres`,
        "TARGET_LOGIN_REFUSED",
      ],
      [
        "a server without TLS",
        ({ port }) => `postgresql://loader:secret@127.0.0.1:${port}/postgres?sslmode=require`,
        "TARGET_NOT_ENCRYPTED",
      ],
      ["an address of something else", () => "mysql://a:secret@127.0.0.1/x", "TARGET_ADDRESS"],
      ["an address that is none", () => "postgresql://a:secret@[/x", "TARGET_ADDRESS"],
    ])("%s, without the password", async (_, url, code) => {
      const failure = await load(await writeSnapshot(), { url: url(server) }).catch((error) => error);
      expect(failure).toMatchObject({ code });
      expect(`${failure.message} ${failure.wayOut}`).not.toContain("secret");
    });

    test("a file and a variable with the address that are not there", async () => {
      for (const place of [{ urlFile: "/none" }, { urlEnv: "LEAD_EXPORT_NOT_SET" }]) {
        const settings = { url: undefined, ...place };
        await expect(load(await writeSnapshot(), settings)).rejects.toMatchObject({ code: "TARGET_ADDRESS" });
      }
    });

    test("a trigger that drops rows is noticed", async () => {
      await load(await writeSnapshot());
      await ask(`CREATE FUNCTION $S.fewer() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN IF NEW.source_row = 5 THEN RETURN NULL; END IF; RETURN NEW; END'`);
      await ask("CREATE TRIGGER fewer BEFORE INSERT ON $S.leads FOR EACH ROW EXECUTE FUNCTION $S.fewer()");
      const failed = load(await writeSnapshot(selects({ leads: `${selects().leads} WHERE i < 7` })));
      await expect(failed).rejects.toMatchObject({
        code: "TARGET_COUNT_DIFFERS",
        message: expect.stringMatching(/leads has 7 rows.* 6/),
      });
      expect(await one("SELECT count(*)::int FROM $S.leads")).toBe(10);
    });

    test.each([
      [10, "ADD CONSTRAINT short CHECK (last_name <> 'Obi 4') NOT VALID", "short"],
      [100_000, "ADD CONSTRAINT short CHECK (last_name <> 'Obi 4') NOT VALID", "short"],
      [10, "ADD CONSTRAINT brief EXCLUDE (last_name WITH =)", "brief"],
    ])(
      "of %i rows, one that a table of somebody's own refuses (%s): no word of it is told",
      async (rows, change, name) => {
        await load(await writeSnapshot());
        await ask(`ALTER TABLE $S.leads ${change}`);
        const leads = `${selects().leads.replace("range(10)", `range(${rows})`)} UNION ALL (${selects().leads} OFFSET 4)`;
        const failure = await load(await writeSnapshot(selects({ leads }))).catch((error) => error);
        expect(failure).toMatchObject({ code: "TARGET_REFUSED", message: expect.stringContaining(name) });
        expect(failure.message).not.toContain("Obi");
      },
    );

    test("nor of what a trigger says of it", async () => {
      await load(await writeSnapshot());
      await ask(`CREATE FUNCTION $S.refuse() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN RAISE EXCEPTION ''not % here'', NEW.last_name; END'`);
      await ask("CREATE TRIGGER refuse BEFORE INSERT ON $S.leads FOR EACH ROW EXECUTE FUNCTION $S.refuse()");
      const failure = await load(await writeSnapshot()).catch((error) => error);
      expect(failure).toMatchObject({ code: "TARGET_REFUSED" });
      expect(failure.message).not.toContain("Obi");
    });
  });

  test("loads at the same time come one after the other", async () => {
    await ask("ALTER ROLE loader SET default_transaction_isolation = 'serializable'");
    const snapshots = await Promise.all([1, 2, 3, 4].map(() => writeSnapshot()));
    expect(await Promise.all(snapshots.map((snapshot) => load(snapshot)))).toEqual([true, true, true, true]);
    expect(await one("SELECT count(*)::int FROM $S.leads")).toBe(10);
    expect(await one("SELECT count(*)::int FROM $S.snapshots")).toBe(1);
  });
});
