import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { companiesFile, lead, leadsFile, temporaryFolder } from "../commands/cli";
import { openPostOffice } from "../mail/post-office";
import { freePort, openPostgres, POSTGRES, type PostgresServer } from "./postgres-server";

// The built program, as it is run by hand or by a clock.
describe.skipIf(POSTGRES === null)("a run with targets", () => {
  const folder = temporaryFolder();
  let server: PostgresServer;
  beforeAll(async () => {
    server = await openPostgres();
  });
  afterAll(() => server?.stop());

  let configs = 0;
  function configured(targets: object[], more: object = {}): string {
    const path = join(folder, `config-${++configs}.json`);
    const [leads, companies] = [leadsFile(folder, "leads.csv", 12), companiesFile(folder)];
    writeFileSync(
      path,
      JSON.stringify({ out: `out-${configs}`, leads, companies, zone: "Africa/Lagos", targets, ...more }),
    );
    return path;
  }
  const AS_OF = ["--as-of", "2026-11-22T12:00:00+01:00"];
  const postgres = (schema: string, url = server.url()) => ({ kind: "postgres", url, schema });

  test("fills them; a second run finds nothing to do", async () => {
    writeFileSync(join(folder, "address"), `${server.url()}\n`);
    const config = configured([
      { kind: "postgres", urlFile: "address", schema: "from_file" },
      { kind: "postgres", urlEnv: "LEADS_DATABASE", schema: "from_variable" },
    ]);
    const env = { LEADS_DATABASE: server.url() };
    const first = await lead(["run", "--config", config, ...AS_OF, "--json"], { env });
    const { targets, snapshot, counts } = JSON.parse(first.stdout);
    expect([first.code, targets.map(({ state }: { state: string }) => state)]).toEqual([0, ["loaded", "loaded"]]);
    expect(await server.ask("SELECT snapshot, leads_clean FROM from_file.snapshots")).toEqual([
      { snapshot, leads_clean: counts.leads.clean },
    ]);
    expect(await server.ask("SELECT sum(leads)::int AS leads FROM from_variable.answer_leads_per_month")).toEqual([
      { leads: 12 },
    ]);
    const second = await lead(["run", "--config", config, ...AS_OF], { env });
    expect(second.code).toBe(0);
    expect(second.stdout).toMatch(
      /It is in the schema from_file of the PostgreSQL database postgres at 127.*\n(?:.*\n)*Nothing changed since snapshot /,
    );
  });

  test("one that is away holds up neither the snapshot nor the other, is told and mailed, and is caught up by a run that changes nothing", async () => {
    const port = await freePort();
    const away = `postgresql://postgres:secret@127.0.0.1:${port}/postgres`;
    const office = await openPostOffice();
    const config = configured([postgres("away", away), postgres("there")], { mail: office.settings });
    const run = () =>
      lead(["run", "--retry", "--config", config, ...AS_OF, "--json"], { env: { LEAD_EXPORT_RETRY_MS: "0" } });
    const failed = await run();
    const said = JSON.parse(failed.stdout);
    expect([failed.code, said.published, said.error.code]).toEqual([1, true, "TARGET_NOT_LOADED"]);
    expect(said.targets).toMatchObject([
      { state: "failed", error: { code: "TARGET_UNREACHABLE" } },
      // Loaded by the first try, found so by the second.
      { state: "unchanged" },
    ]);
    expect(said.notices.map(({ code }: { code: string }) => code)).toContain("TARGET_NOT_LOADED");
    expect(await server.ask("SELECT snapshot FROM there.snapshots")).toEqual([{ snapshot: said.snapshot }]);
    expect(office.taken.map(({ headers }) => headers.subject)).toMatchObject([
      expect.stringContaining("it will be tried again (TARGET_NOT_LOADED)"),
      expect.stringContaining("failed again (TARGET_NOT_LOADED)"),
    ]);
    expect(office.taken[1].text).toContain("the connection was refused");
    for (const text of [failed.stdout, failed.stderr, office.taken[1].text]) expect(text).not.toContain("secret");

    const back = await relay(port, server.port);
    const caughtUp = await run();
    back.close();
    const then = JSON.parse(caughtUp.stdout);
    expect([caughtUp.code, then.published, then.targets.map(({ state }: { state: string }) => state)]).toEqual([
      0,
      false,
      ["loaded", "unchanged"],
    ]);
    expect(await server.ask("SELECT snapshot FROM away.snapshots")).toEqual([{ snapshot: said.snapshot }]);
    expect(office.taken.at(-1)?.headers.subject).toContain("works again");
  });
});

/** Passes connections on: the server is back under its address. */
async function relay(port: number, to: number): Promise<Server> {
  const { connect } = await import("node:net");
  const server = createServer((socket) => {
    const on = connect(to, "127.0.0.1");
    socket.on("error", () => on.destroy());
    on.on("error", () => socket.destroy());
    socket.pipe(on).pipe(socket);
  });
  await new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready));
  return server;
}
