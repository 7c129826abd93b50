import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../commands/cli";
import { openWorld } from "../inputs/workbook/local";
import { endOf, post, serve } from "../service/service";
import { freePort, openPostgres, POSTGRES, type PostgresServer } from "./postgres-server";

describe.skipIf(POSTGRES === null)("an export from the sheet", () => {
  const folder = temporaryFolder();
  let server: PostgresServer;
  beforeAll(async () => {
    server = await openPostgres();
  });
  afterAll(() => server?.stop());

  test("fills the targets of its workbook; one that is away is told to who asked and in Summary, without its secrets", async () => {
    const world = await openWorld();
    onTestFinished(() => world.google.close());
    const away = `postgresql://postgres:secret@127.0.0.1:${await freePort()}/postgres`;
    const targets = [
      { kind: "postgres", url: away },
      { kind: "postgres", urlEnv: "LEADS_DATABASE", schema: "of_the_sheet" },
    ];
    const env = {
      LEAD_EXPORT_SHEETS_URL: world.google.url,
      LEAD_EXPORT_SHEETS_TOKEN: world.google.token,
      LEADS_DATABASE: server.url(),
    };
    const workbook = world.id;
    const config = { service: { workbooks: [{ spreadsheet: workbook, out: "out", targets }] } };
    const service = await serve(folder, config, { env });
    onTestFinished(() => service.stop());

    const { id } = (await service.ask("/v1/exports", post({ workbook }))).json as { id: string };
    const run = await endOf(service, id);
    expect(run).toMatchObject({ state: "published", error: { code: "TARGET_NOT_LOADED" } });
    expect(await server.ask("SELECT snapshot, leads_clean FROM of_the_sheet.snapshots")).toEqual([
      { snapshot: run.result?.snapshot, leads_clean: 3 },
    ]);
    const summary = JSON.stringify(world.edit("GET", "/values/Summary!A1:L400"));
    expect(summary).toContain("is published and current, but not in the schema lead_export");
    for (const text of [summary, JSON.stringify(run), service.log()]) expect(text).not.toContain("secret");
  });
});
