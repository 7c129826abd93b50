import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { companiesFile, lead, leadsFile, temporaryFolder } from "../commands/cli";
import { openPostgres, POSTGRES, type PostgresServer } from "./postgres-server";

/** One of `deploy/dashboards/metabase-questions.json`. */
interface MetabaseQuestion {
  readonly dataset_query: { readonly native: { readonly query: string } };
  readonly visualization_settings: Readonly<Record<string, string[]>>;
}

describe.skipIf(POSTGRES === null)("lead-export postgres", () => {
  const folder = temporaryFolder();
  let server: PostgresServer;
  beforeAll(async () => {
    server = await openPostgres();
    const config = {
      leads: leadsFile(folder, "leads.csv", 12),
      companies: companiesFile(folder),
      targets: [
        { kind: "postgres", url: server.url("loader"), schema: "one", keep: 2 },
        { kind: "postgres", url: server.url("loader"), schema: "two" },
      ],
    };
    writeFileSync(join(folder, "lead-export.config.json"), JSON.stringify(config));
    writeFileSync(join(folder, "password"), "secret word\n");
    writeFileSync(join(folder, "empty"), "\n");
  });
  afterAll(() => server?.stop());
  const postgres = (...words: string[]) =>
    lead(["postgres", ...words], { cwd: folder, env: { ADMIN_DATABASE: server.url() } });

  test("init asks which of several targets, and for a password that is there", async () => {
    const several = await postgres("init");
    expect([several.code, several.stderr]).toEqual([
      2,
      expect.stringMatching(/POSTGRES_NOT_CONFIGURED.*several[\s\S]*--schema/),
    ]);
    const none = await postgres("init", "--schema", "three");
    expect([none.code, none.stderr]).toEqual([
      2,
      expect.stringContaining("no PostgreSQL target with the schema three"),
    ]);
    for (const file of ["none", "empty"]) {
      const missing = await postgres("init", "--schema", "one", "--password-file", file);
      expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining("READER_PASSWORD_MISSING")]);
    }
  });

  test("init shows the SQL, --apply runs the same; then a run fills the tables, and load follows restore", async () => {
    const words = ["init", "--schema", "one", "--admin-url-env", "ADMIN_DATABASE"];
    const shown = await postgres(...words);
    expect([shown.code, shown.stdout]).toEqual([0, expect.stringContaining("Nothing is changed yet")]);
    expect(await server.ask("SELECT 1 FROM pg_roles WHERE rolname = 'loader'")).toEqual([]);
    const applied = await postgres(...words, "--password-file", "password", "--connections", "3", "--apply", "--json");
    const { sql, reader } = JSON.parse(applied.stdout);
    const withoutPassword = sql.map((line: string) =>
      line.replace(/ PASSWORD '.*'/, "").replace("LIMIT 3", "LIMIT 20"),
    );
    expect(shown.stdout).toContain(withoutPassword.join("\n"));
    expect([reader, applied.stdout.includes("secret")]).toEqual([server.url("lead_reader"), false]);

    await server.ask("GRANT CREATE ON DATABASE postgres TO loader");
    const first = await lead(["run", "--as-of", "2026-11-22T12:00:00Z", "--json"], { cwd: folder });
    expect(first.code).toBe(0);
    leadsFile(folder, "leads.csv", 13);
    expect((await lead(["run", "--as-of", "2026-11-22T13:00:00Z"], { cwd: folder })).code).toBe(0);
    const { snapshot } = JSON.parse(first.stdout);
    expect((await lead(["restore", snapshot], { cwd: folder })).code).toBe(0);
    const loaded = await postgres("load", "--json");
    expect([loaded.code, JSON.parse(loaded.stdout)]).toEqual([
      0,
      {
        snapshot,
        targets: [expect.objectContaining({ state: "loaded" }), expect.objectContaining({ state: "loaded" })],
      },
    ]);
    expect(await server.ask("SELECT count(*)::int AS n FROM two.leads")).toEqual([{ n: 12 }]);
  });

  test("the queries of docs/dashboards.md and the questions for Metabase are answered to the reader, with the columns that charts name", async () => {
    const blocks = [...readFileSync("docs/dashboards.md", "utf8").matchAll(/```sql\n(.*?)```/gs)];
    const queries = blocks.flatMap(([, block]) => block.split(";")).filter((query) => /SELECT/.test(query));
    const cards: MetabaseQuestion[] = JSON.parse(readFileSync("deploy/dashboards/metabase-questions.json", "utf8"));
    expect([queries.length > 5, cards.length]).toEqual([true, 4]);
    const reader = new pg.Client(server.url("lead_reader"));
    await reader.connect();
    const ask = (query: string) => reader.query(query.replaceAll("lead_export.", "one."));
    for (const query of queries) expect((await ask(query)).rows, query).not.toEqual([]);
    for (const { dataset_query, visualization_settings } of cards) {
      const [row] = (await ask(dataset_query.native.query)).rows;
      for (const column of Object.values(visualization_settings).flat()) expect(row).toHaveProperty([column]);
    }
    await reader.end();
  });

  test("load says what failed, and ends with exit 1", async () => {
    await server.ask(
      "REVOKE USAGE ON SCHEMA two FROM loader; ALTER SCHEMA two OWNER TO postgres; DELETE FROM one.snapshots",
    );
    const { code, stdout, stderr } = await postgres("load");
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^Snapshot .* is current\.\nLoaded into the schema one of the PostgreSQL database postgres at 127/,
    );
    expect(stderr).toMatch(/TARGET_NOT_LOADED[\s\S]*GRANT USAGE, CREATE ON SCHEMA "two" TO "loader";/);
  });
});
