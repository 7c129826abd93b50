import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import type { ExportRun } from "../../../shared/service";
import { fillWorkbook } from "../../../workbench/new-workbook";
import { temporaryFolder } from "../commands/cli";
import { COMPANIES, LEADS, openWorld, type World } from "../inputs/workbook/local";
import { endOf, post, type Served, serve } from "./service";

vi.setConfig({ testTimeout: 60_000 });

// A service that is killed and started anew: the built program, and its exports' own processes, which outlive it.
const folder = temporaryFolder();
const ids: string[] = [];
const outOf = (id: string) => join(folder, `out-${ids.indexOf(id)}`);
let world: World;
let service: Served;

const restart = async () => {
  const workbooks = ids.map((spreadsheet) => ({ spreadsheet, out: outOf(spreadsheet) }));
  const env = { LEAD_EXPORT_SHEETS_URL: world.google.url, LEAD_EXPORT_SHEETS_TOKEN: world.google.token };
  service = await serve(folder, { service: { workbooks, limits: { perCaller: 6000 } } }, { env });
};
const start = async (workbook: string) => (await service.ask("/v1/exports", post({ workbook }))).json as { id: string };
const runOf = async (id: string): Promise<ExportRun> => (await service.ask(`/v1/exports/${id}`)).json;
const until = async (met: () => boolean | Promise<boolean>) => {
  while (!(await met())) await new Promise((resolve) => setTimeout(resolve, 20));
};
/** The process of an export, as its file names it. */
const childOf = (workbook: string, id: string): number | null =>
  JSON.parse(readFileSync(join(outOf(workbook), "service", `${id}.json`), "utf8")).child?.pid ?? null;

beforeAll(async () => {
  world = await openWorld();
  for (let i = 0; i < 4; i++) ids.push(fillWorkbook(world.google.books, LEADS, COMPANIES));
  await restart();
});
afterAll(async () => {
  await service?.stop();
  await world.google.close();
});

test("what had ended is known with its result, what runs is followed to its end, what waits is begun, and what died is told", async () => {
  const [done, running, dead, waiting] = ids;
  const ended = await endOf(service, (await start(done)).id);
  expect(ended).toMatchObject({ state: "published", error: null });
  const [name] = readdirSync(join(outOf(done), "service"));
  expect(statSync(join(outOf(done), "service", name)).mode & 0o777).toBe(0o600);

  // Google is too busy for anybody: who asks waits, and asks again.
  world.google.faults.always("429");
  onTestFinished(() => world.google.faults.clear());
  const first = await start(running);
  const second = await start(dead);
  const third = await start(waiting);
  // From then on their processes know what to do.
  for (const { id } of [first, second]) await until(async () => (await runOf(id)).phase === "reading");
  await service.stop();
  process.kill(childOf(dead, second.id)!, "SIGKILL");
  await restart();

  expect(await runOf(ended.id)).toEqual(ended);
  expect((await runOf(first.id)).state).toBe("running");
  expect(await runOf(second.id)).toMatchObject({
    state: "failed",
    error: { code: "RUN_CRASHED" },
  });
  // Whoever asks for the same workbook joins the export that is on.
  expect((await start(running)).id).toBe(first.id);
  expect(await service.metric("lead_export_runs_running")).toBe(2);
  await until(() => childOf(waiting, third.id) !== null);

  world.google.faults.clear();
  const [one, three] = await Promise.all([endOf(service, first.id), endOf(service, third.id)]);
  expect([one.state, one.result?.counts.leads.read, three.state]).toEqual([
    "published",
    ended.result?.counts.leads.read,
    "published",
  ]);
  expect(JSON.parse(readFileSync(join(outOf(running), "current.json"), "utf8")).snapshot).toBe(one.result?.snapshot);
});

test("a damaged file, and one of a workbook that is configured no more, are passed over", async () => {
  const [id] = ids;
  const place = join(outOf(id), "service");
  writeFileSync(join(place, "0.json"), "{");
  writeFileSync(
    join(place, "1.json"),
    JSON.stringify({ told: { id: "1", workbook: "gone", state: "running" }, release: null, child: null }),
  );
  await service.stop();
  await restart();
  expect((await service.ask("/v1/exports/1")).status).toBe(404);
  expect((await endOf(service, (await start(id)).id)).state).toBe("unchanged");
});
