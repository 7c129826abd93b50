import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { readCurrent } from "../../../exporter/publish/current";
import type { Held } from "../../../exporter/publish/held";
import { acquireLease } from "../../../exporter/publish/lease";
import { lockFiles } from "../../../exporter/publish/lock-files";
import { FolderStore } from "../../../exporter/stores/folder";
import { Failure } from "../../../exporter/words/failure";
import { newOut, removeFoldersAfterwards, start } from "./child";
import { run } from "./publisher";

removeFoldersAfterwards();

const AS_OF = "2026-11-22T12:00:00.000Z";

const taken: Held[] = [];
afterEach(() => Promise.all(taken.splice(0).map((lock) => lock.release())));

async function acquireLock(out: string, leaseMs?: number): Promise<Held> {
  const lock = await acquireLease(lockFiles(out), leaseMs);
  taken.push(lock);
  return lock;
}

async function failureOf(work: () => Promise<unknown>): Promise<Failure> {
  const error = await work().then(
    () => null,
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(Failure);
  return error as Failure;
}

function writeLock(out: string, fence: number, holder: object | string): string {
  mkdirSync(join(out, "locks"), { recursive: true });
  const path = join(out, "locks", `${String(fence).padStart(12, "0")}.json`);
  writeFileSync(path, typeof holder === "string" ? holder : `${JSON.stringify(holder)}\n`);
  return path;
}

const holder = { at: "2026-11-22T11:00:00.000Z", token: "other", released: null, processStart: null };

test("while one process publishes, another is refused with who, where, since when and the way out", async () => {
  const out = newOut();
  const first = start(out, "a", AS_OF, { HOLD: "1" });
  await first.holding;
  const second = await start(out, "b", AS_OF).ended;
  expect(second.exit).toBe(6);
  const { code, message, wayOut } = JSON.parse(second.output);
  expect(code).toBe("LOCKED");
  expect(message).toMatch(new RegExp(`process ${first.process.pid} .*${hostname()}.*since \\d{4}-\\d\\d-\\d\\dT`));
  expect(wayOut).toContain("run again");
  first.process.stdin!.end();
  expect((await first.ended).exit).toBe(0);
  expect((await start(out, "b", AS_OF).ended).exit).toBe(0);
});

test("of many processes started at once, no two are in at the same time, and the rest are told so", async () => {
  const out = newOut();
  const gate = join(out, "..", "gate");
  const env = { HOLD: "1", GATE: gate };
  const holders = Array.from({ length: 8 }, (_, i) => start(out, `content ${i}`, AS_OF, env));
  await Promise.all(holders.map(({ ready }) => ready));
  writeFileSync(gate, "");
  // Each either ends refused, or says that it holds the lock: wait for all to do one of the two.
  await Promise.all(holders.map(({ holding }) => holding));
  const alive = holders.filter(({ process }) => process.exitCode === null);
  expect(alive).toHaveLength(1);
  alive[0].process.stdin!.end();
  const exits = (await Promise.all(holders.map(({ ended }) => ended))).map(({ exit }) => exit);
  expect(exits.sort()).toEqual([0, 6, 6, 6, 6, 6, 6, 6]);
});

test.each(["a folder not made yet", "a holder that died", "a holder that ended"])(
  "of many who come in one moment, to %s, one gets in",
  async (found) => {
    for (let round = 0; round < 10; round++) {
      const out = newOut();
      if (found === "a holder that died") writeLock(out, 4, { ...holder, pid: 2 ** 30, host: hostname() });
      if (found === "a holder that ended") await (await acquireLock(out)).release();
      const locks: Awaited<ReturnType<typeof acquireLock>>[] = [];
      const refused: unknown[] = [];
      const comers = Array.from({ length: 12 }, () => acquireLock(out));
      for (const comer of await Promise.allSettled(comers)) {
        if (comer.status === "fulfilled") locks.push(comer.value);
        else refused.push(comer.reason.code);
      }
      expect(refused).toEqual(Array(11).fill("LOCKED"));
      await locks[0].assertHeld();
    }
  },
);

test("processes that take turns publish one after the other with growing numbers", async () => {
  const out = newOut();
  const fences: number[] = [];
  for (let i = 0; i < 5; i++) {
    const lock = await acquireLock(out);
    fences.push(lock.fence);
    await lock.release();
    expect(readdirSync(join(out, "locks"))).toHaveLength(1);
  }
  expect(fences).toEqual([1, 2, 3, 4, 5]);
});

test("a dead holder is replaced by exactly one of many who come at once", async () => {
  const out = newOut();
  const dead = start(out, "a", AS_OF, { HOLD: "1" });
  await dead.holding;
  dead.process.kill("SIGKILL");
  await dead.ended;
  const comers = Array.from({ length: 4 }, (_, i) => start(out, `content ${i}`, AS_OF, { HOLD: "1" }));
  await Promise.all(comers.map(({ holding }) => holding));
  const alive = comers.filter(({ process }) => process.exitCode === null);
  expect(alive).toHaveLength(1);
  alive[0].process.stdin!.end();
  expect((await alive[0].ended).exit).toBe(0);
});

test.runIf(process.platform === "linux")(
  "a process that only has the dead holder's number is not the holder",
  async () => {
    const out = newOut();
    writeLock(out, 3, { ...holder, pid: process.ppid, host: hostname(), processStart: "another boot:1" });
    const lock = await acquireLock(out);
    expect(lock.fence).toBe(4);
    await lock.release();
  },
);

/** The lock of a holder in another container that spoke `age` ms ago, as the disk has it. */
function lockElsewhere(out: string, age: number): string {
  const said = { fence: 1, world: "another", process_start: null, since: AS_OF, renewed: AS_OF, token: "other" };
  const path = writeLock(out, 1, { ...said, host: hostname(), pid: 1, released: false });
  const then = new Date(Date.now() - age);
  utimesSync(path, then, then);
  return path;
}

describe("a holder in another container, with this machine's name and a number that is another process here", () => {
  test("is waited for while its lease lasts", async () => {
    const out = newOut();
    lockElsewhere(out, 0);
    const failure = await failureOf(() => acquireLock(out));
    expect([failure.code, failure.exit]).toEqual(["LOCKED", 6]);
    expect(failure.message).toContain(`process 1 on the machine ${hostname()}, since`);
    expect(failure.wayOut).toContain("run again in 2 minutes");
  });

  test.each([
    ["an hour ago", 3_600_000],
    ["in an hour, by a clock that was put back since", -3_600_000],
  ])("that spoke %s and says nothing more is replaced", async (_, age) => {
    const out = newOut();
    lockElsewhere(out, age);
    const lock = await acquireLock(out, 400);
    expect(lock.fence).toBe(2);
    await lock.assertHeld();
    await lock.release();
  });

  test("that seems silent because a clock jumped, and speaks, keeps it", async () => {
    const out = newOut();
    const path = lockElsewhere(out, 3_600_000);
    const speaking = setInterval(() => {
      const [last] = readdirSync(join(out, "locks")).filter((name) => name.endsWith(".json"));
      const next = `${String(Number.parseInt(last, 10) + 1).padStart(12, "0")}.json`;
      renameSync(join(out, "locks", last), join(out, "locks", next));
    }, 20);
    try {
      expect((await failureOf(() => acquireLock(out, 2000))).code).toBe("LOCKED");
      expect(existsSync(path)).toBe(false);
    } finally {
      clearInterval(speaking);
    }
  });
});

test("a holder that is at work longer than its lease keeps it, in one file", async () => {
  const out = newOut();
  const lock = await acquireLock(out, 400);
  await vi.waitUntil(() => readdirSync(join(out, "locks")).some((name) => Number.parseInt(name, 10) > 3), 20_000);
  await lock.assertHeld();
  await lock.release();
  expect(readdirSync(join(out, "locks"))).toHaveLength(1);
  expect((await acquireLock(out)).fence).toBe(lock.fence + 1);
});

test("a lock of version 0.1 counts by the time in it: its holder never spoke again", async () => {
  const out = newOut();
  writeLock(out, 3, { ...holder, pid: 1, host: "elsewhere.example", at: new Date().toISOString() });
  expect((await failureOf(() => acquireLock(out))).message).toContain("elsewhere.example");
  writeLock(out, 3, { ...holder, pid: 1, host: "elsewhere.example" });
  expect((await acquireLock(out, 400)).fence).toBe(4);
});

test("a lock whose writer died before its first word is taken over", async () => {
  const out = newOut();
  writeLock(out, 7, "");
  expect((await acquireLock(out)).fence).toBe(8);
});

test("one process cannot hold it twice, and can again after release", async () => {
  const out = newOut();
  const lock = await acquireLock(out);
  expect((await failureOf(() => acquireLock(out))).code).toBe("LOCKED");
  await lock.release();
  await (await acquireLock(out)).release();
});

const takenOver: [string, (out: string, fence: number) => void][] = [
  ["a later number appears", (out, fence) => void writeLock(out, fence + 1, { ...holder, pid: 1, host: "x" })],
  ["its file is deleted", (out) => rmSync(join(out, "locks"), { recursive: true })],
  [
    "its file is deleted and another's has the same number",
    (out, fence) => void writeLock(out, fence, { ...holder, pid: 1, host: "x" }),
  ],
];

test.each(takenOver)("a holder that slept publishes nothing when %s", async (_, takeOver) => {
  const out = newOut();
  const before = await run(out, "before", AS_OF);
  const failure = await failureOf(() =>
    run(out, "after", AS_OF, {}, async () => {
      const [file] = readdirSync(join(out, "locks"));
      mkdirSync(join(out, "locks"), { recursive: true });
      takeOver(out, Number.parseInt(file, 10));
      mkdirSync(join(out, "locks"), { recursive: true });
    }),
  );
  expect([failure.code, failure.exit]).toEqual(["LOCK_LOST", 6]);
  expect((await readCurrent(new FolderStore(out)))!.snapshot).toBe(before);
  expect(readdirSync(join(out, "snapshots"))).toEqual([before]);
});

test("an unreadable lock file holds nothing", async () => {
  const out = newOut();
  const path = writeLock(out, 1, '{"what":1}');
  appendFileSync(path, "\n");
  expect((await acquireLock(out)).fence).toBe(2);
  expect(readFileSync(join(out, "locks", "000000000002.json"), "utf8")).toContain(`"pid": ${process.pid}`);
});
