import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { companiesFile, file, temporaryFolder } from "../commands/cli";
import { currentOf, program } from "../e2e/world";
import { freePort, openPostgres, POSTGRES, type PostgresServer } from "./postgres-server";

const HEADER = "Company,First Name,Last Name,Title,Country,Timestamp";
/** Clean, a repeat and held; somebody who is only alike. */
const ROWS = [
  HEADER,
  "Acme,Ada,Obi,CTO,Nigeria,2026-11-20 08:00:00",
  "Acme,Zebedee,Quill,CTO,Nigeria,2026-11-20 08:00:00",
  "ACME,zebedee,Quill ,CEO,nigeria,2026-11-21 08:00:00",
  "Acme,Zeb\u200bedee,Quill,CTO,,2026-11-20 08:00:00",
  "Acme,Zebedee,Quills,CTO,Nigeria,2026-11-20 08:00:00",
];
const PERSON = ["--first-name", "ZEBEDEE", "--last-name", "Quill"];
const named = /zebedee/i;

describe.skipIf(POSTGRES === null)("a person is forgotten everywhere", () => {
  const folder = temporaryFolder();
  const [out, copy, site] = ["out", "copy", "site"].map((name) => join(folder, name));
  let server: PostgresServer;
  beforeAll(async () => {
    server = await openPostgres();
  });
  afterAll(() => server?.stop());

  const configured = (name: string, url: string) => {
    const config = {
      out,
      leads: "leads.csv",
      companies: "companies.csv",
      zone: "UTC",
      keep: { last: 2 },
      site: { folder: site },
      dashboard: { rows: ["company", "first_name", "last_name", "country"] },
      targets: [
        { kind: "postgres", url, schema: "forget", held: true, keep: 9 },
        { kind: "store", out: copy },
      ],
    };
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(config));
    return path;
  };
  const pages = () =>
    readdirSync(site, { recursive: true, encoding: "utf8" })
      .filter((name) => statSync(join(site, name)).isFile())
      .map((name) => [name, readFileSync(join(site, name), "utf8")] as const);
  const tables = async () => {
    const found = await server.ask(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'forget'",
    );
    return found.map(({ name }) => String(name)).sort();
  };
  /** The tables that name the person. */
  const naming = async () => {
    const found: string[] = [];
    for (const name of await tables()) {
      const rows = await server.ask(`SELECT t::text AS row FROM forget."${name}" t`);
      if (rows.some(({ row }) => named.test(String(row).replaceAll("\u200b", "")) && !/Quills/.test(String(row))))
        found.push(name);
    }
    return found;
  };

  test("in tables and histories of a database, in another folder, in the pages of a site; what is out of reach is named", {
    timeout: 120_000,
  }, async () => {
    companiesFile(folder);
    const config = configured("config.json", server.url());
    const days: string[] = [];
    for (const day of [20, 21, 22]) {
      file(folder, "leads.csv", [
        // A changed row is one of the table of changes.
        ...ROWS.map((row) => row.replace("Quill,CTO", `Quill,CTO ${day}`)),
        ...Array.from({ length: day }, (_, i) => `Acme,Ben,Obi ${i},CTO,Nigeria,2026-11-19`),
      ]);
      const { code, stderr } = await program([
        "run",
        "--config",
        config,
        "--as-of",
        `2026-11-${day}T12:00:00Z`,
        "--json",
      ]);
      expect(code, stderr).toBe(0);
      days.push(currentOf(out)!);
    }
    const [a, b, c] = days;
    const all = ["changes", "duplicates", "held", "leads"].flatMap((name) => [name, `history_${name}`]).sort();
    expect(await naming()).toEqual(all);
    expect(pages().filter(([, text]) => named.test(text)).length).toBe(3);

    const dry = await program(["forget", ...PERSON, "--config", config, "--dry-run", "--json"]);
    expect(JSON.parse(dry.stdout)).toMatchObject({
      dry_run: true,
      proven: false,
      targets: [{ rows: { leads: 1, history_leads: 3 } }, {}],
    });
    expect(currentOf(out)).toBe(c);

    const { code, stdout, stderr } = await program(["forget", ...PERSON, "--config", config, "--json"]);
    expect([code, stderr]).toEqual([0, ""]);
    const told = JSON.parse(stdout);
    expect(told).toMatchObject({ proven: true, unreached: ["backups, and what people downloaded, copied or printed"] });
    expect(told.site).toEqual({ rows: expect.any(Number) });
    expect(await naming()).toEqual([]);
    expect(await server.ask("SELECT snapshot, is_current FROM forget.snapshots ORDER BY 1")).toEqual([
      { snapshot: a, is_current: false },
      { snapshot: `${b}-2`, is_current: false },
      { snapshot: `${c}-2`, is_current: true },
    ]);
    expect(
      await server.ask("SELECT snapshot, count(*)::int AS rows FROM forget.history_leads GROUP BY 1 ORDER BY 1"),
    ).toEqual([
      { snapshot: a, rows: 22 },
      { snapshot: `${b}-2`, rows: 23 },
      { snapshot: `${c}-2`, rows: 24 },
    ]);
    expect([currentOf(out), currentOf(copy)]).toEqual([`${c}-2`, `${c}-2`]);
    expect(
      pages()
        .map(([name]) => name)
        .sort(),
    ).toEqual(["index.html", ...[b, c].map((name) => join("snapshots", `${name}-2`, "dashboard.html"))]);
    expect(pages().filter(([, text]) => named.test(text.replaceAll('Zebedee","Quills', "")))).toEqual([]);

    const again = await program(["forget", ...PERSON, "--config", config, "--json"]);
    expect(JSON.parse(again.stdout)).toMatchObject({
      snapshots: [],
      copies: [],
      site: { rows: 0 },
      targets: [{ rows: {} }, { rows: {} }],
    });
  });

  test("a database that is away is named, holds up nothing else, and is asked again", {
    timeout: 120_000,
  }, async () => {
    const config = configured("away.json", `postgresql://postgres@127.0.0.1:${await freePort()}/postgres`);
    const { code, stdout, stderr } = await program([
      "forget",
      "--first-name",
      "Ada",
      "--last-name",
      "Obi",
      "--config",
      config,
    ]);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(
        /NOT_FORGOTTEN: Rows of the person may still be in the schema forget .*\n.*Then forget again\./,
      ),
    ]);
    expect(stdout).not.toContain("holds none");
    expect(stdout).toContain(`  ${copy}: 1 of `);
  });
});
