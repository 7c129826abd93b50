import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SMTPServerOptions } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import type { ExportRun } from "../../../shared/service";
import { handle } from "../../../workbench/api/handle";
import { fillWorkbook } from "../../../workbench/new-workbook";
import { temporaryFolder } from "../commands/cli";
import { COMPANIES, LEADS, openWorld, type World } from "../inputs/workbook/local";
import { openPostOffice } from "../mail/post-office";
import type { Answer } from "./description";
import { AUDIENCE, type Certs, openCerts, token } from "./google-account";
import { type Asked, endOf, post, SECRET, type Served, serve, signed } from "./service";

// Several exports each, one after the other.
vi.setConfig({ testTimeout: 60_000 });

// The built program, a local Google in this process, and everything between them real.
const folder = temporaryFolder();
const ADA = "ada@example.com";
const BEN = "ben@example.com";
const SITE = "https://leads.example.com/";
let world: World;
let certs: Certs;
let service: Served;
let env: Record<string, string>;
let config: { service: { limits: object; [key: string]: unknown } };
/** A workbook for each test that changes one, and their snapshots. */
const ids: string[] = [];
const outOf = (id: string) => join(folder, "out", String(ids.indexOf(id)));

beforeAll(async () => {
  [world, certs] = await Promise.all([openWorld(), openCerts()]);
  for (let i = 0; i < 5; i++) ids.push(fillWorkbook(world.google.books, LEADS, COMPANIES));
  env = {
    LEAD_EXPORT_SHEETS_URL: world.google.url,
    LEAD_EXPORT_SHEETS_TOKEN: world.google.token,
    SHARED_KEY: SECRET,
    LEAD_EXPORT_MAIL_PASSWORD: "s3cret-of-mail",
  };
  config = {
    service: {
      workbooks: ids.map((spreadsheet) => ({
        spreadsheet,
        out: outOf(spreadsheet),
        site: { folder: `${outOf(spreadsheet)}-site`, address: SITE },
      })),
      google: { audiences: ["another", AUDIENCE], emails: [ADA, "Ben@Example.com"], certsUrl: certs.url },
      hmac: [{ id: "sheet", env: "SHARED_KEY" }],
      release: [ADA],
      limits: { perCaller: 6000, perAddress: 6000 },
    },
  };
  service = await serve(folder, config, { env });
});
beforeEach(() => world.google.faults.clear());
afterAll(async () => {
  await service?.stop();
  certs.close();
  await world.google.close();
});

const as = (email: string) => ({ Authorization: `Bearer ${token({ email })}` });
const start = (workbook: string, headers: Asked["headers"] = as(ADA), to = service) =>
  to.ask("/v1/exports", post({ workbook }, headers));
const runOf = ({ json }: Answer): ExportRun => json;
const exported = async (workbook: string) => endOf(service, runOf(await start(workbook)).id, as(ADA));
/** The processes of its runs. */
const children = ({ process: { pid } }: Served) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
const until = async (met: () => boolean | Promise<boolean>) => {
  while (!(await met())) await new Promise((resolve) => setTimeout(resolve, 20));
};
/** Google does not answer until the fault is taken away. */
const hang = () => world.google.faults.always("hang");

test("an export runs through its phases and gives counts, answers and the dashboard's address", async () => {
  const [id] = ids as [string];
  const accepted = await start(id);
  const { id: run, ...told } = runOf(accepted);
  expect([accepted.status, accepted.headers.location]).toEqual([202, `/v1/exports/${run}`]);
  expect(told).toMatchObject({
    workbook: id,
    state: "running",
    phase: null,
    requestedBy: ADA,
    endedAt: null,
    result: null,
  });

  const ended = await endOf(service, run, as(ADA));
  expect(ended).toMatchObject({ state: "published", phase: null, progress: null, mayRelease: false, error: null });
  const { snapshot, counts, answers, dashboard, zone } = ended.result!;
  expect([zone, counts.leads.read, counts.leads.clean]).toEqual(["Africa/Lagos", 3, 3]);
  expect(answers.map(({ question }) => question).sort()).toEqual([
    "hq_staff",
    "leads_past_10_days",
    "leads_per_month",
    "top_countries",
  ]);
  expect(answers.find(({ question }) => question === "hq_staff")!.rows).toContainEqual({ company: "Acme", staff: 1 });
  expect(dashboard).toBe(`https://leads.example.com/snapshots/${snapshot}/dashboard.html`);
  expect(JSON.parse(readFileSync(join(outOf(id), "current.json"), "utf8"))).toMatchObject({ snapshot });

  expect(await exported(id)).toMatchObject({ state: "unchanged", result: { snapshot } });
  // Asked for only when it is due, it is not made again.
  const due = runOf(await service.ask("/v1/exports", post({ workbook: id, ifDue: true }, as(ADA))));
  const notices = [{ code: "NOT_DUE", sentence: expect.stringMatching(/^Today's export is done: one went well at /) }];
  expect(await endOf(service, due.id, as(ADA))).toMatchObject({
    state: "unchanged",
    error: null,
    result: { snapshot, notices },
  });
});

test("whoever asks while it runs joins it, also with another kind of proof", async () => {
  const id = ids[1];
  const body = JSON.stringify({ workbook: id });
  const answers = await Promise.all([
    start(id),
    start(id, as(BEN)),
    service.ask("/v1/exports", signed("/v1/exports", { method: "POST", body })),
  ]);
  expect(new Set(answers.map((answer) => runOf(answer).id)).size).toBe(1);
  const run = await endOf(service, runOf(answers[0]).id, as(BEN));
  expect(run.state).toBe("published");
  expect(answers.map((answer) => runOf(answer).requestedBy)).toContain(run.requestedBy);
});

test("the same Idempotency-Key is answered with the same export, after its end too; with another request it is refused", async () => {
  const id = ids[1];
  const keyed = (email: string) => ({ ...as(email), "Idempotency-Key": "press-1" });
  const first = runOf(await start(id, keyed(ADA)));
  await endOf(service, first.id, as(ADA));
  expect(runOf(await start(id, keyed(ADA)))).toMatchObject({ id: first.id, state: "unchanged" });
  const other = await start(ids[2], keyed(ADA));
  expect([other.status, other.json]).toMatchObject([422, { error: { code: "KEY_REUSED" } }]);
  // Another person's key is another key.
  expect((await start("1none", keyed(BEN))).json).toMatchObject({ error: { code: "NO_SUCH_WORKBOOK" } });
});

test("a stop by the publish guard shows the figures; only who may releases it, by name, once", async () => {
  const id = ids[2];
  expect((await exported(id)).state).toBe("published");
  empty(id);
  const stopped = await exported(id);
  expect(stopped).toMatchObject({
    state: "stopped",
    mayRelease: true,
    error: { code: "NO_CLEAN_LEADS", wayOut: expect.stringContaining("release") },
    result: { snapshot: null, answers: [], dashboard: null, counts: { leads: { clean: 0 } } },
  });
  const { vanished, blank, last } = stopped.result!.changes!.leads;
  expect([vanished.count, vanished.blank, blank.ranges, last.now]).toEqual([3, 3, 1, null]);
  expect(vanished.first.map(({ row, key }) => [row, key.length])).toEqual([
    [2, 4],
    [3, 4],
    [4, 4],
  ]);
  // The log of the service has nothing of a workbook.
  const names = new RegExp(vanished.first.map(({ key }) => key[2]).join("|"));
  expect(service.log()).not.toMatch(names);
  expect(service.log()).not.toContain("vanished");
  // What is kept for a service that is started anew counts these rows, and names nobody; so does what says how the last run ended.
  const kept = readFileSync(join(outOf(id), "service", `${stopped.id}.json`), "utf8");
  expect(JSON.parse(kept).told.result.changes.leads.vanished).toMatchObject({ count: 3, blank: 3, first: [] });
  const people = LEADS.slice(1).flatMap((row) => row.slice(1, 3));
  const everything = readdirSync(join(outOf(id), "service")).map((name) => join("service", name));
  for (const name of [...everything, "last-run.json"]) {
    const text = readFileSync(join(outOf(id), name), "utf8");
    expect(people.filter((name) => text.includes(name))).toEqual([]);
  }
  const release = (email: string, run = stopped.id) =>
    service.ask(`/v1/exports/${run}/release`, post({ reason: "A new season begins." }, as(email)));
  expect((await service.ask(`/v1/exports/${stopped.id}`, { headers: as(BEN) })).json).toMatchObject({
    mayRelease: false,
  });
  expect(await release(BEN)).toMatchObject({ status: 403, json: { error: { code: "MAY_NOT_RELEASE" } } });

  const [one, two] = [await release(ADA), await release(ADA)].map(runOf);
  expect(two.id).toBe(one.id);
  expect(one.id).not.toBe(stopped.id);
  const released = await endOf(service, one.id, as(ADA));
  expect(released).toMatchObject({ state: "published", requestedBy: ADA });
  const manifest = join(outOf(id), "snapshots", released.result!.snapshot!, "manifest.json");
  expect(JSON.parse(readFileSync(manifest, "utf8")).released).toEqual({ by: ADA, reason: "A new season begins." });
  expect(await release(ADA)).toMatchObject({ status: 409, json: { error: { code: "SUPERSEDED" } } });
  expect(await release(ADA, released.id)).toMatchObject({ status: 409, json: { error: { code: "NOT_STOPPED" } } });
});

/** Somebody deleted every lead. */
function empty(id: string): void {
  const path = `/v4/spreadsheets/${id}/values/Leads!A2:F100:clear`;
  expect(handle(world.google.books, { method: "POST", path, query: new URLSearchParams(), body: {} }).status).toBe(200);
}

test("the run of a workbook that mails its answers has the password of the environment, and no other has", async () => {
  const signIn: SMTPServerOptions["onAuth"] = ({ username, password }, _, done) =>
    done(null, { user: `${username} ${password}` });
  const office = await openPostOffice({ authOptional: false, onAuth: signIn });
  const [mailed, unmailed] = ["mailed", "unmailed"].map((name, i) => ({
    spreadsheet: ids[i],
    out: join(folder, name),
  }));
  const workbooks = [{ ...mailed, answers: {} }, unmailed];
  const mail = { ...office.settings, user: "leads" };
  const mailing = await serve(folder, { mail, service: { ...config.service, workbooks } }, { env });
  onTestFinished(mailing.stop);
  for (const { spreadsheet } of workbooks) {
    const run = await endOf(mailing, runOf(await start(spreadsheet, as(ADA), mailing)).id, as(ADA));
    expect([run.state, run.error]).toEqual(["published", null]);
  }
  expect(office.taken.map(({ user, recipients }) => [user, recipients])).toEqual([["leads s3cret-of-mail", mail.to]]);
});

test("a workbook that cannot be read is a failed export that says so", async () => {
  const id = ids[3];
  world.google.faults.always("404");
  expect(await exported(id)).toMatchObject({ state: "failed", result: null, error: { code: "SHEETS_NOT_FOUND" } });
});

test("two run at once, the next waits; a killed process is one failed export, and the others go on", async () => {
  hang();
  const runs: ExportRun[] = [];
  for (const id of ids.slice(0, 3)) runs.push(runOf(await start(id)));
  const metrics = async () => [
    await service.metric("lead_export_runs_running"),
    await service.metric("lead_export_runs_waiting"),
  ];
  expect(await metrics()).toEqual([2, 1]);
  // A run counts as running a moment before its process is there.
  const bothThere = () => until(() => children(service).length === 2);
  await bothThere();
  const [victim] = children(service);
  const environ = () => readFileSync(`/proc/${victim}/environ`, "utf8");
  // Until it has begun it is a copy of its parent.
  await until(async () => !environ().includes(SECRET));
  const theirs = environ();
  expect(theirs).toContain(world.google.token);
  for (const secret of [SECRET, "s3cret-of-mail"]) expect(theirs).not.toContain(secret);
  process.kill(Number(victim), "SIGKILL");
  const failed = await Promise.race(runs.slice(0, 2).map(({ id }) => endOf(service, id, as(ADA))));
  expect(failed).toMatchObject({ state: "failed", error: { code: "RUN_CRASHED" } });
  await until(async () => (await metrics())[1] === 0);
  expect(await metrics()).toEqual([2, 0]);
  await bothThere();
  for (const pid of children(service)) process.kill(Number(pid), "SIGKILL");
  for (const { id } of runs) expect(await endOf(service, id, as(ADA))).toMatchObject({ state: "failed" });

  world.google.faults.clear();
  expect((await exported(ids[0])).error).toBeNull();
});

test("a process that cannot be started is one failed export, and the next press starts another", async () => {
  world.google.faults.always("404");
  const body = JSON.stringify({ workbook: ids[3] });
  const press = async () => runOf(await service.ask("/v1/exports", signed("/v1/exports", { method: "POST", body })));
  const { pid } = service.process;
  const limit = (files: number) => execFileSync("prlimit", ["--pid", String(pid), `--nofile=${files}:4096`]);
  // Room for the connection that asks, and for no process.
  const open = new Set(readdirSync(`/proc/${pid}/fd`).map(Number));
  const free = Array.from({ length: 4096 }, (_, file) => file).filter((file) => !open.has(file));
  limit(free[0] + 1);
  const unstarted = await press().finally(() => limit(1024));
  expect(await endOf(service, unstarted.id, as(ADA))).toMatchObject({ error: { code: "RUN_CRASHED" } });
  const next = await press();
  expect(next.id).not.toBe(unstarted.id);
  expect(await endOf(service, next.id, as(ADA))).toMatchObject({ error: { code: "SHEETS_NOT_FOUND" } });
});

test("numbers tell what came of the exports, without a name", async () => {
  const { text } = await service.ask("/metrics");
  for (const outcome of ["published", "unchanged", "stopped", "failed"]) {
    expect(await service.metric(`lead_export_runs_total{outcome="${outcome}"}`)).toBeGreaterThan(0);
  }
  expect(await service.metric(`lead_export_http_requests_total{route="/v1/exports",status="202"}`)).toBeGreaterThan(5);
  for (const name of [...ids, ADA, "Acme", "sheet"]) expect(text).not.toContain(name);
});

test("an export that takes too long is stopped and recorded as failed", async () => {
  const short = await serve(
    folder,
    { service: { ...config.service, limits: { ...config.service.limits, runMinutes: 0.01 } } },
    { env },
  );
  onTestFinished(short.stop);
  hang();
  const { id } = runOf(await start(ids[4], as(ADA), short));
  expect(await endOf(short, id, as(ADA))).toMatchObject({ state: "failed", error: { code: "RUN_TOO_LONG" } });
  // The caller is told what a caller can do, the log what whoever runs the service can.
  expect(short.log()).toContain('"code":"RUN_TOO_LONG","way_out":"Allow more time as runMinutes of limits');
});

test("asked to stop, it lets the running export finish, and ends with 0", async () => {
  const stopping = await serve(folder, config, { env });
  onTestFinished(stopping.stop);
  const { id } = runOf(await start(ids[4], as(ADA), stopping));
  stopping.process.kill("SIGTERM");
  expect(await stopping.ended).toEqual({ code: 0, signal: null });
  expect(stopping.log()).toMatch(new RegExp(`"export":"${id}","state":"published"`));
});

test("while it stops it starts nothing more and says so; asked again, it waits no longer", async () => {
  const stopping = await serve(folder, config, { env });
  onTestFinished(stopping.stop);
  hang();
  const running = runOf(await start(ids[4], as(ADA), stopping));
  stopping.process.kill("SIGTERM");
  await until(async () => (await stopping.ask("/v1/health")).text.includes('"stopping"'));
  expect(await start(ids[0], as(ADA), stopping)).toMatchObject({ status: 503, json: { error: { code: "STOPPING" } } });
  expect(runOf(await start(ids[4], as(ADA), stopping)).id).toBe(running.id);
  stopping.process.kill("SIGINT");
  expect(await stopping.ended).toEqual({ code: 0, signal: null });
  expect(stopping.log()).toContain('"state":"failed","code":"SERVICE_STOPPED"');
  // Its process gave back what it held.
  const locks = join(outOf(ids[4]), "locks");
  expect(readdirSync(locks).map((name) => JSON.parse(readFileSync(join(locks, name), "utf8")).released)).toEqual([
    true,
  ]);
});

test("the whole log names nobody, no workbook and no secret", async () => {
  service.process.kill("SIGTERM");
  expect(await service.ended).toEqual({ code: 0, signal: null });
  const lines = service
    .log()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.length).toBeGreaterThan(50);
  expect(lines.find(({ msg }) => msg === "request")).toMatchObject({
    route: expect.any(String),
    status: expect.any(Number),
    ms: expect.any(Number),
  });
  const names = [...LEADS, ...COMPANIES]
    .slice(1)
    .flat()
    .filter((cell) => !/^\d/.test(cell));
  const secrets = [...names, ...ids, ADA, BEN, "example.com", SECRET, world.google.token, "eyJ", "season", "press-1"];
  expect(secrets.filter((secret) => service.log().includes(secret))).toEqual([]);
});
