import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { requireCurrent } from "../../../exporter/publish/current";
import { verify } from "../../../exporter/publish/verify";
import { openStore } from "../../../exporter/stores/open-store";
import { PROGRAM } from "../../dist";
import { companiesFile, lead, leadAlone, leadsFile, temporaryFolder } from "../commands/cli";
import { isHere, named, reachBuckets } from "../stores/servers";
import { openPostgres, POSTGRES, type PostgresServer } from "./postgres-server";

const AS_OF = ["--as-of", "2026-11-22T12:00:00+01:00"];

// One configuration publishes to a folder, a bucket and a database in one run.
describe.skipIf(POSTGRES === null || !isHere("s3"))(`a folder, a database and ${named("s3")}`, () => {
  const folder = temporaryFolder();
  const [leads, companies] = [leadsFile(folder, "leads.csv", 12), companiesFile(folder)];
  const out = join(folder, "out");
  const places = { folder: join(folder, "copy"), bucket: "s3://leads/copy" };
  const config = join(folder, "config.json");
  let server: PostgresServer;
  beforeAll(() => reachBuckets("s3"));
  beforeAll(async () => {
    server = await openPostgres();
    configure({});
  });
  afterAll(() => server?.stop());

  /** `away`: the addresses of what cannot be reached. `first`: the target that is filled before the others. */
  function configure(away: { postgres?: string; bucket?: string; folder?: string }, first = 0): void {
    const targets = [
      { kind: "store", out: away.folder ?? places.folder },
      { kind: "store", out: places.bucket },
      { kind: "postgres", url: away.postgres ?? server.url(), schema: "everywhere" },
    ];
    const s3 = away.bucket === undefined ? {} : { s3: { endpoint: away.bucket } };
    const inOrder = [...targets.slice(first), ...targets.slice(0, first)];
    writeFileSync(config, JSON.stringify({ leads, companies, out, zone: "Africa/Lagos", targets: inOrder, ...s3 }));
  }

  async function run(rows: number): Promise<{ code: number; snapshot: string; states: string[] }> {
    leadsFile(folder, "leads.csv", rows);
    const { code, stdout } = await lead(["run", "--config", config, ...AS_OF, "--json"]);
    const { snapshot, targets } = JSON.parse(stdout);
    return { code, snapshot, states: targets.map(({ state }: { state: string }) => state) };
  }

  /** What each of the three has as current; both stores proven whole. */
  async function current(): Promise<string[]> {
    const names: string[] = [];
    for (const place of [places.folder, places.bucket]) {
      const store = await openStore({ out: place });
      names.push((await verify(store, (await requireCurrent(store)).snapshot)).snapshot);
    }
    const [{ snapshot }] = await server.ask("SELECT snapshot FROM everywhere.snapshots WHERE is_current");
    return [...names, String(snapshot)];
  }

  test("all three get the snapshot; a second run finds nothing to do", async () => {
    const first = await run(12);
    expect([first.code, first.states]).toEqual([0, ["loaded", "loaded", "loaded"]]);
    expect(await current()).toEqual(Array(3).fill(first.snapshot));
    expect(await run(12)).toEqual({ ...first, states: ["unchanged", "unchanged", "unchanged"] });
  });

  test.each([
    ["the folder", { folder: "/proc/none" }, 0],
    ["the bucket", { bucket: "http://127.0.0.1:9" }, 1],
    ["the database", { postgres: "postgresql://postgres@127.0.0.1:9/postgres" }, 2],
  ] as const)(
    "%s away: it keeps what it had, the others go on, and the next run catches it up",
    async (_, away, at) => {
      const before = await run(13 + 2 * at);
      configure(away);
      const during = await run(14 + 2 * at);
      expect(during.states).toEqual(["loaded", "loaded", "loaded"].with(at, "failed"));
      expect(during.code).not.toBe(0);
      expect(await current()).toEqual(Array(3).fill(during.snapshot).with(at, before.snapshot));
      configure({});
      const after = await run(14 + 2 * at);
      expect([after.code, after.states]).toEqual([0, ["unchanged", "unchanged", "unchanged"].with(at, "loaded")]);
      expect(await current()).toEqual(Array(3).fill(during.snapshot));
    },
  );

  test.each([
    ["the folder", 0],
    ["the bucket", 1],
    ["the database", 2],
  ])("killed while %s is filled: it keeps what it had, and the next run completes it", async (_, at) => {
    const before = await current();
    configure({}, at);
    leadsFile(folder, "leads.csv", 30 + at);
    const words = ["run", "--config", config, ...AS_OF, "--json"];
    if (at === 2) await killAtTheDatabase(words);
    else expect((await leadAlone(words, { env: { LEAD_EXPORT_FAILPOINT: "file-put" } })).stdout).toBe("");
    expect(await current()).toEqual(before);
    configure({});
    const next = await run(30 + at);
    expect([next.code, next.states]).toEqual([0, ["loaded", "loaded", "loaded"]]);
    expect(await current()).toEqual(Array(3).fill(next.snapshot));
  });

  /** While the run waits for a table in the middle of its transaction. */
  async function killAtTheDatabase(words: string[]): Promise<void> {
    const other = new pg.Client(server.url());
    await other.connect();
    await other.query("BEGIN; LOCK TABLE everywhere.answer_top_countries IN ACCESS EXCLUSIVE MODE");
    const killed = spawn(process.execPath, [PROGRAM, ...words], { stdio: "ignore" });
    const waits =
      "SELECT 1 FROM pg_stat_activity WHERE application_name = 'lead-export' AND wait_event_type = 'Lock' AND state = 'active'";
    await vi.waitUntil(async () => (await server.ask(waits)).length > 0, { timeout: 20_000 });
    killed.kill("SIGKILL");
    await once(killed, "exit");
    await other.end();
  }
});
