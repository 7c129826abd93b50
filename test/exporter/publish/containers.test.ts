import { execFileSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { readCurrent } from "../../../exporter/publish/current";
import { acquireLease } from "../../../exporter/publish/lease";
import { lockFiles } from "../../../exporter/publish/lock-files";
import { FolderStore } from "../../../exporter/stores/folder";
import { newOut, removeFoldersAfterwards, start } from "./child";

removeFoldersAfterwards();

const AS_OF = "2026-11-22T12:00:00.000Z";
/** Processes and a network of their own, and one disk: what containers with one host name are to each other. */
const CONTAINER = ["unshare", "--pid", "--net", "--uts", "--ipc", "--mount-proc", "--fork", "--kill-child"];

function canUnshare(): boolean {
  try {
    execFileSync(CONTAINER[0], [...CONTAINER.slice(1), "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const isHere = canUnshare();
const startInContainer = (out: string, content: string, env = {}) => start(out, content, AS_OF, env, CONTAINER);

test.skipIf(!isHere)(
  `of two containers on one folder one publishes${isHere ? "" : " (not run: no unshare here)"}`,
  async () => {
    const out = newOut();
    const first = startInContainer(out, "a", { HOLD: "1" });
    await first.holding;
    // Its number is that of another process everywhere else.
    const refused = await startInContainer(out, "b").ended;
    expect(refused.exit).toBe(6);
    expect(JSON.parse(refused.output)).toMatchObject({
      code: "LOCKED",
      message: expect.stringMatching(new RegExp(`process \\d+ on the machine ${hostname()}, since`)),
      wayOut: expect.stringContaining("run again in 2 minutes"),
    });

    // It vanishes; what it leaves does not stop the next run for longer than a lease.
    first.process.kill("SIGKILL");
    await first.ended;
    await expect(acquireLease(lockFiles(out))).rejects.toMatchObject({ code: "LOCKED" });
    await sleep(500);
    const next = await acquireLease(lockFiles(out), 400);
    expect(next.fence).toBe(2);
    await next.release();
    expect((await startInContainer(out, "c").ended).exit).toBe(0);
  },
);

test.skipIf(!isHere)(
  "of several hosts on one folder one publishes at a time, whoever comes, and the others are told which",
  async () => {
    const out = newOut();
    const gate = join(out, "..", "gate");
    const host = (name: string) => [...CONTAINER, "sh", "-c", `hostname ${name} && exec "$@"`, "sh"];
    const startAt = (name: string, env = {}) => start(out, name, AS_OF, env, host(name));
    const names = ["alpha", "beta", "gamma", "delta"];
    const runs = names.map((name) => ({ name, run: startAt(name, { HOLD: "1", GATE: gate }) }));
    await Promise.all(runs.map(({ run }) => run.ready));
    writeFileSync(gate, "");
    await Promise.all(runs.map(({ run }) => run.holding));
    const [holder, ...more] = runs.filter(({ run }) => run.process.exitCode === null);
    expect(more).toEqual([]);
    holder.run.process.stdin!.end();
    const ended = await Promise.all(runs.map(async ({ name, run }) => ({ name, ...(await run.ended) })));
    for (const { name, exit, output } of ended) {
      if (name === holder.name) expect([name, exit]).toEqual([name, 0]);
      else
        expect([exit, JSON.parse(output).message]).toEqual([
          6,
          expect.stringContaining(`on the machine ${holder.name}, since`),
        ]);
    }
    // One after the other each publishes: what a host leaves is no lock to the next.
    for (const name of names.filter((name) => name !== holder.name)) expect((await startAt(name).ended).exit).toBe(0);
    expect(readdirSync(join(out, "snapshots"))).toHaveLength(names.length);
  },
);

test.skipIf(!isHere)("a container that slept longer than its lease publishes nothing", async () => {
  const out = newOut();
  const slow = startInContainer(out, "slow", { HOLD: "1" });
  await slow.holding;
  await sleep(500);
  const quick = await acquireLease(lockFiles(out), 400);
  slow.process.stdin!.end();
  const ended = await slow.ended;
  expect([ended.exit, JSON.parse(ended.output).code]).toEqual([6, "LOCK_LOST"]);
  expect(await readCurrent(new FolderStore(out))).toBeNull();
  await quick.assertHeld();
  await quick.release();
});
