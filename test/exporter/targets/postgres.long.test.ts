import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import * as v from "valibot";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type PostgresSettings, targetsSettings } from "../../../exporter/config/target-settings";
import type { SnapshotFiles } from "../../../exporter/publish/put-snapshot";
import { letReadersIn } from "../../../exporter/targets/postgres/readers";
import { scramVerifier } from "../../../exporter/targets/postgres/scram";
import { postgresTarget } from "../../../exporter/targets/postgres/target";
import { PROGRAM } from "../../dist";
import { companiesFile, lead, leadsFile, temporaryFolder } from "../commands/cli";
import { HAS_PGBOUNCER, openPgbouncer } from "./pgbouncer";
import { openPostgres, POSTGRES, type PostgresServer } from "./postgres-server";
import {
  removeSnapshotsAfterwards,
  type Selects,
  selects,
  type WrittenSnapshot,
  writeSnapshot,
} from "./snapshot-files";

removeSnapshotsAfterwards();

describe.skipIf(POSTGRES === null)("a PostgreSQL target", () => {
  let server: PostgresServer;
  let schema: string;
  let schemas = 0;
  beforeAll(async () => {
    server = await openPostgres({ max_connections: 40 });
  });
  afterAll(() => server?.stop());
  beforeEach(() => {
    schema = `long_${++schemas}`;
  });

  function target(more: object = {}): PostgresSettings {
    const [settings] = v.parse(targetsSettings, [{ kind: "postgres", url: server.url(), schema, ...more }]);
    return settings as PostgresSettings;
  }
  const load = (snapshot: SnapshotFiles, more: object = {}) => postgresTarget(target(more)).load(snapshot, () => {});
  const ask = (sql: string) => server.ask(sql.replaceAll("$S", schema));
  const one = async (sql: string) => Object.values((await ask(sql))[0])[0];

  /** A snapshot with so many leads, and companies as many as those two thirds. */
  const sized = (leads: number, more: Selects = {}): Promise<WrittenSnapshot> =>
    writeSnapshot(
      selects({
        leads: selects().leads.replace("range(10)", `range(${leads})`),
        companies: `SELECT i::INT + 2 AS source_row, CASE WHEN i % 7 = 0 THEN '' ELSE 'Company "' || i || '", Ltd' END AS company,
          'Ghana' AS hq_location, CASE WHEN i % 2 = 0 THEN 'GH' END AS hq_code, i::INT AS company_id, NULL::VARCHAR AS warnings
          FROM range(${Math.floor((leads * 2) / 3)}) t(i)`,
        "answers/top_countries": `SELECT 1::INT AS rank, 'Nigeria' AS country, 'NG' AS country_code, ${leads}::BIGINT AS leads`,
        ...more,
      }),
    );

  test("takes 2,000,000 rows, again in place of as many others, and each is as in the files", {
    timeout: 300_000,
  }, async () => {
    await load(await sized(900_000), { held: true });
    const snapshot = await sized(1_200_000);
    await load(snapshot, { held: true });
    const rows = snapshot.manifest.files.reduce((sum, file) => sum + (file.rows ?? 0), 0);
    expect(rows).toBeGreaterThan(2_000_000);
    // By another way: DuckDB's own CSV, taken by the server into a table of the same columns.
    const folder = mkdtempSync(join(tmpdir(), "lead-csv-"));
    const instance = await DuckDBInstance.create(":memory:");
    const duck = await instance.connect();
    await duck.run("SET TimeZone = 'UTC'");
    const client = new pg.Client(server.url());
    await client.connect();
    let compared = 0;
    for (const { path, rows } of snapshot.manifest.files) {
      if (rows === null) continue;
      const name = path.replace("answers/", "answer_").replace(".parquet", "");
      const from = `'${join(snapshot.folder, path)}'`;
      const described = (await duck.runAndReadAll(`DESCRIBE SELECT * FROM ${from}`)).getRowsJS();
      const texts = described.filter(([, type]) => type === "VARCHAR").map(([column]) => `"${column}"`);
      const csv = join(folder, "table.csv");
      await duck.run(
        `COPY (SELECT * FROM ${from}) TO '${csv}' (FORMAT csv, HEADER false, NULL '', FORCE_QUOTE (${texts}))`,
      );
      await client.query(`CREATE TABLE ${schema}.again (LIKE ${schema}.${name})`);
      await pipeline(createReadStream(csv), client.query(copyFrom(`COPY ${schema}.again FROM STDIN (FORMAT csv)`)));
      const { rows: counted } = await client.query(
        `SELECT (SELECT count(*) FROM ${schema}.again)::int AS all,
           (SELECT count(*) FROM (TABLE ${schema}.again EXCEPT ALL TABLE ${schema}.${name}) a)::int AS missing,
           (SELECT count(*) FROM (TABLE ${schema}.${name} EXCEPT ALL TABLE ${schema}.again) b)::int AS more`,
      );
      expect([name, counted[0]]).toEqual([name, { all: rows, missing: 0, more: 0 }]);
      compared += rows;
      await client.query(`DROP TABLE ${schema}.again`);
    }
    expect(compared).toBe(rows);
    await client.end();
    duck.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true });
  });

  test("shows readers whole snapshots only, during fifty swaps", { timeout: 300_000 }, async () => {
    const snapshots = [await sized(2000), await sized(5000)];
    await load(snapshots[0]);
    let isOver = false;
    const seen = new Set<string>();
    async function reader(sql: string, begin: string | null): Promise<number> {
      const client = new pg.Client(server.url());
      await client.connect();
      let reads = 0;
      for (; !isOver; reads++) {
        if (begin !== null) await client.query(begin);
        const parts: unknown[] = [];
        for (const part of sql.split(";")) {
          parts.push(...Object.values((await client.query(part.replaceAll("$S", schema))).rows[0]).map(String));
          // Time for a swap between one statement and the next.
          if (begin !== null) await sleep(5);
        }
        if (begin !== null) await client.query("COMMIT");
        seen.add(parts.join(" "));
      }
      await client.end();
      return reads;
    }
    const FROM = [
      "leads_clean FROM $S.snapshots WHERE is_current",
      "count(*) FROM $S.leads",
      "sum(leads) FROM $S.answer_top_countries",
    ];
    const inOne = `SELECT ${FROM.map((part) => `(SELECT ${part})::text`).map((part, i) => `${part} AS n${i}`)}`;
    const inThree = FROM.map((part) => `SELECT ${part}`).join(";");
    const readers = [
      reader(inOne, null),
      reader(inOne, null),
      reader(inThree, "BEGIN ISOLATION LEVEL REPEATABLE READ"),
    ];
    for (let swap = 1; swap <= 50; swap++) await load(snapshots[swap % 2]);
    isOver = true;
    const reads = await Promise.all(readers);
    for (const count of reads) expect(count).toBeGreaterThan(20);
    expect([...seen].sort()).toEqual(["2000 2000 2000", "5000 5000 5000"]);
  });

  test("many loads need no more room than two", async () => {
    const size = () => one("SELECT pg_relation_size('$S.leads')::int");
    await load(await sized(20_000));
    const once = (await size()) as number;
    for (let i = 0; i < 8; i++) await load(await sized(20_000));
    expect(await size()).toBeLessThan(once * 2.2);
  });

  describe("in the middle of a load", () => {
    const folder = temporaryFolder();

    /** Rows come slowly, so that a load can be caught at work. */
    async function slowDown(): Promise<void> {
      await ask(
        "CREATE FUNCTION $S.slowly() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.005); RETURN NEW; END'",
      );
      await ask("CREATE TRIGGER slowly BEFORE INSERT ON $S.leads FOR EACH ROW EXECUTE FUNCTION $S.slowly()");
    }
    async function untilCopying(): Promise<void> {
      const copying = `SELECT 1 FROM pg_stat_progress_copy WHERE relid = '${schema}.leads'::regclass AND tuples_processed > 50`;
      for (let tries = 0; (await ask(copying)).length === 0; tries++) {
        if (tries > 1000) throw new Error("no load is at work");
        await sleep(20);
      }
    }

    test("a run that is killed leaves the old state whole; the next one, which finds nothing changed, catches up", {
      timeout: 120_000,
    }, async () => {
      const config = join(folder, "config.json");
      const out = join(folder, "out");
      const leads = leadsFile(folder, "leads.csv", 3000);
      writeFileSync(
        config,
        JSON.stringify({
          out,
          leads,
          companies: companiesFile(folder),
          zone: "UTC",
          targets: [{ kind: "postgres", url: server.url(), schema }],
        }),
      );
      const words = (hour: number) => ["run", "--config", config, "--as-of", `2026-11-22T${hour}:00:00Z`, "--json"];
      const first = JSON.parse((await lead(words(10))).stdout);
      await slowDown();
      leadsFile(folder, "leads.csv", 3100);
      const killed = spawn(process.execPath, [PROGRAM, ...words(11)], { stdio: "ignore" });
      await untilCopying();
      killed.kill("SIGKILL");
      await once(killed, "exit");
      expect(await ask("SELECT snapshot, leads_clean FROM $S.snapshots")).toEqual([
        { snapshot: first.snapshot, leads_clean: 3000 },
      ]);
      expect(await one("SELECT count(*)::int FROM $S.leads")).toBe(3000);
      expect(await one("SELECT sum(leads)::int FROM $S.answer_leads_per_month")).toBe(3000);
      await ask("DROP TRIGGER slowly ON $S.leads");
      const next = JSON.parse((await lead(words(12))).stdout);
      expect([next.published, next.snapshot === first.snapshot, next.targets]).toEqual([
        false,
        false,
        [expect.objectContaining({ state: "loaded" })],
      ]);
      expect(await one("SELECT count(*)::int FROM $S.leads")).toBe(3100);
    });

    test("a server that goes away leaves the old state whole, and is told", async () => {
      await load(await sized(100));
      await slowDown();
      const loading = load(await sized(2000)).catch((error) => error);
      await untilCopying();
      await ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'lead-export'");
      expect(await loading).toMatchObject({ code: "TARGET_UNREACHABLE" });
      expect(await one("SELECT count(*)::int FROM $S.leads")).toBe(100);
    });
  });

  test.skipIf(!HAS_PGBOUNCER)("a hundred readers are one role and few connections", { timeout: 120_000 }, async () => {
    const snapshots = [await sized(2000), await sized(5000)];
    await load(snapshots[0]);
    const [user, password] = ["lead_reader", "of a hundred"];
    const verifier = scramVerifier(password);
    await letReadersIn(target(), null, { role: user, connections: 12, verifier }, true);

    const direct = Array.from({ length: 30 }, () => new pg.Client(server.url(user)));
    const let_in = await Promise.allSettled(direct.map((client) => client.connect()));
    expect(let_in.filter(({ status }) => status === "fulfilled")).toHaveLength(12);
    await Promise.allSettled(direct.map((client) => client.end()));

    const bouncer = await openPgbouncer(server, { user, verifier });
    const clients = Array.from(
      { length: 100 },
      () => new pg.Client({ host: "127.0.0.1", port: bouncer.port, user, password, database: "leads" }),
    );
    try {
      await Promise.all(clients.map((client) => client.connect()));
      let [isOver, most] = [false, 0];
      const watching = (async () => {
        for (; !isOver; await sleep(10)) {
          most = Math.max(
            most,
            Number(await one(`SELECT count(*)::int FROM pg_stat_activity WHERE usename = '${user}'`)),
          );
        }
      })();
      const sql = `SELECT concat_ws(' ', (SELECT leads_clean FROM $S.snapshots WHERE is_current), (SELECT count(*) FROM $S.leads),
        (SELECT sum(leads) FROM $S.answer_top_countries)) AS seen`;
      const reading = Promise.all(
        clients.map(async (client) => {
          const seen: string[] = [];
          for (let i = 0; i < 20; i++) seen.push((await client.query(sql.replaceAll("$S", schema))).rows[0].seen);
          return seen;
        }),
      );
      for (let swap = 1; swap <= 6; swap++) await load(snapshots[swap % 2]);
      const seen = (await reading).flat();
      isOver = true;
      await watching;
      expect(seen).toHaveLength(2000);
      expect(new Set([...seen, "2000 2000 2000", "5000 5000 5000"])).toEqual(
        new Set(["2000 2000 2000", "5000 5000 5000"]),
      );
      expect(most).toBeGreaterThan(1);
      expect(most).toBeLessThanOrEqual(10);
      await expect(clients[0].query(`DELETE FROM ${schema}.leads`)).rejects.toThrow(/read-only|permission denied/);
    } finally {
      await Promise.allSettled(clients.map((client) => client.end()));
      await bouncer.stop();
    }
  });
});
