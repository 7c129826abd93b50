import pg from "pg";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PostgresSettings, targetsSettings } from "../../../exporter/config/target-settings";
import { letReadersIn } from "../../../exporter/targets/postgres/readers";
import { scramVerifier } from "../../../exporter/targets/postgres/scram";
import { postgresTarget } from "../../../exporter/targets/postgres/target";
import { openPostgres, POSTGRES, type PostgresServer } from "./postgres-server";
import { removeSnapshotsAfterwards, selects, writeSnapshot } from "./snapshot-files";

removeSnapshotsAfterwards();

describe.skipIf(POSTGRES === null)("the role of all readers", () => {
  let server: PostgresServer;
  let target: PostgresSettings;
  const READERS = { role: "lead_reader", connections: 2, verifier: null };
  beforeAll(async () => {
    server = await openPostgres({}, "host all locked 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n");
    await server.ask("CREATE ROLE loader LOGIN; GRANT CREATE ON DATABASE postgres TO loader; CREATE ROLE clerk LOGIN");
    const [parsed] = v.parse(targetsSettings, [{ kind: "postgres", url: server.url("loader"), schema: 'The "leads"' }]);
    target = parsed as PostgresSettings;
  });
  afterAll(() => server?.stop());

  const as = (user: string) => ({ url: server.url(user) });
  const load = async (snapshot = writeSnapshot()) => postgresTarget(target).load(await snapshot, () => {});
  async function reads(sql: string): Promise<unknown> {
    const client = new pg.Client(server.url("lead_reader"));
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }

  test("is shown as SQL first, which changes nothing", async () => {
    const { sql, isApplied } = await letReadersIn(target, null, READERS, false);
    expect(isApplied).toBe(false);
    expect(sql).toEqual([
      'CREATE SCHEMA "The ""leads""" AUTHORIZATION "loader";',
      'CREATE ROLE "lead_reader" LOGIN CONNECTION LIMIT 2;',
      `ALTER ROLE "lead_reader" SET default_transaction_read_only = on;`,
      `ALTER ROLE "lead_reader" SET idle_in_transaction_session_timeout = '5min';`,
      'GRANT USAGE ON SCHEMA "The ""leads""" TO "lead_reader";',
      'GRANT SELECT ON ALL TABLES IN SCHEMA "The ""leads""" TO "lead_reader";',
      'ALTER DEFAULT PRIVILEGES FOR ROLE "loader" IN SCHEMA "The ""leads""" GRANT SELECT ON TABLES TO "lead_reader";',
    ]);
    expect(await server.ask("SELECT 1 FROM pg_roles WHERE rolname = 'lead_reader'")).toEqual([]);
  });

  test("an administrator is told each GRANT that is missing, one after the other, and then nothing is", async () => {
    const grants: string[] = [];
    for (let tries = 0; tries < 9; tries++) {
      const failure = await letReadersIn(target, as("clerk"), READERS, true).then(
        () => null,
        (error) => error,
      );
      if (failure === null) break;
      expect(failure).toMatchObject({ code: "TARGET_FORBIDDEN" });
      const [, grant] = /^Whoever may do so runs: (.*;)$/.exec(failure.wayOut)!;
      grants.push(grant);
      await server.ask(grant);
    }
    expect(grants).toEqual([
      'GRANT CREATE ON DATABASE "postgres" TO "clerk"; GRANT "loader" TO "clerk";',
      'ALTER ROLE "clerk" CREATEROLE;',
    ]);
  });

  test("reads every table there is and will be, writes nothing, and has no more connections than it may", async () => {
    await load();
    await load(writeSnapshot(selects({ "answers/fifth": "SELECT 7::INT AS leads" })));
    expect(await reads('SELECT leads FROM "The ""leads""".answer_fifth')).toEqual([{ leads: 7 }]);
    expect(await reads('SELECT count(*)::int AS n FROM "The ""leads""".leads')).toEqual([{ n: 10 }]);
    await expect(reads('DELETE FROM "The ""leads""".leads')).rejects.toThrow();
    await expect(reads('BEGIN READ WRITE; DELETE FROM "The ""leads""".leads')).rejects.toThrow(/permission denied/);
    const open = [new pg.Client(server.url("lead_reader")), new pg.Client(server.url("lead_reader"))];
    await Promise.all(open.map((client) => client.connect()));
    await expect(reads("SELECT 1")).rejects.toThrow(/too many connections for role/);
    await Promise.all(open.map((client) => client.end()));
  });

  test("is the same when it is let in again, also with tables of before", async () => {
    const { sql } = await letReadersIn(target, as("postgres"), { ...READERS, connections: 5 }, true);
    expect(sql[0]).toBe('ALTER ROLE "lead_reader" LOGIN CONNECTION LIMIT 5;');
    expect(await reads('SELECT count(*)::int AS n FROM "The ""leads""".leads')).toEqual([{ n: 10 }]);
  });

  test("an administrator who may grant only a part, which the server calls a warning, is told so", async () => {
    await server.ask('CREATE ROLE temp LOGIN CREATEROLE; GRANT USAGE ON SCHEMA "The ""leads""" TO temp');
    const other = { ...READERS, role: "other_reader" };
    await expect(letReadersIn(target, as("temp"), other, true)).rejects.toMatchObject({
      code: "TARGET_FORBIDDEN",
      wayOut: expect.stringContaining('GRANT "loader" TO "temp";'),
    });
    expect(await server.ask("SELECT 1 FROM pg_roles WHERE rolname = 'other_reader'")).toEqual([]);
  });

  test("its password is told to the server as a verifier, which lets in who has the password", async () => {
    const verifier = scramVerifier("p'ä\\ss wörd");
    const { sql } = await letReadersIn(target, as("postgres"), { ...READERS, verifier }, true);
    expect(sql[0]).toContain("SCRAM-SHA-256$4096:");
    expect(sql[0]).not.toContain("wörd");
    await server.ask(`CREATE ROLE locked LOGIN PASSWORD '${verifier}'`);
    const login = async (password: string) => {
      const client = new pg.Client({
        host: "127.0.0.1",
        port: server.port,
        user: "locked",
        database: "postgres",
        password,
      });
      try {
        await client.connect();
      } finally {
        await client.end();
      }
    };
    await login("p'ä\\ss wörd");
    await expect(login("other")).rejects.toThrow(/password authentication failed/);
    for (const url of [server.url("locked"), server.url("locked:other")]) {
      const loading = postgresTarget({ ...target, url }).load(await writeSnapshot(), () => {});
      await expect(loading).rejects.toMatchObject({ code: "TARGET_LOGIN_REFUSED" });
    }
  });
});
