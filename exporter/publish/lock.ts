import { randomUUID } from "node:crypto";
import { open, readdir, readFile, rename, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { errorCode, makeFolder, onDisk, writeFlushed } from "../stores/disk";
import { failpoint } from "../stores/failpoint";
import { Failure } from "../words/failure";
import { type Held, lockLost } from "./held";
import { processStart } from "./process-start";

/** What a lock file says about its holder. */
interface Holder {
  pid: number;
  host: string;
  /** Tells a process from a later one with the same pid: boot and start tick. `null` where the system does not say. */
  processStart: string | null;
  at: string;
  token: string;
  released: string | null;
}

/** Locks this process still means to hold: one it could not mark released (a full disk) is free to itself all the same. */
const heldHere = new Set<string>();

const FILE = /^(\d{12})\.json$/;
/** A lock file is empty only between its creation and its first write. */
const EMPTY_PATIENCE_MS = 1000;

/**
 * Makes this process the one publisher of `<out>`, or throws `LOCKED` (exit 6) naming who is.
 * The holder is the highest number in `<out>/locks`; creating the next number is exclusive, so no two can take over at once.
 * A holder on this host whose process is gone is replaced at once; one on another host never.
 */
export async function acquireLock(out: string): Promise<Held> {
  const folder = join(out, "locks");
  return onDisk(out, async () => {
    await makeFolder(folder);
    for (;;) {
      const highest = (await fences(folder)).at(-1) ?? 0;
      if (highest > 0) await refuseIfHeld(out, join(folder, fileName(highest)));
      const fence = highest + 1;
      const path = join(folder, fileName(fence));
      const mine = await create(path);
      if (mine === null) continue;
      const lock = heldLock(folder, fence, mine);
      try {
        failpoint("lock-written");
        const all = await fences(folder);
        // A slow look at the folder can win a number that was used and removed long ago.
        if (all.at(-1) !== fence) {
          heldHere.delete(mine.token);
          await rm(path, { force: true });
          continue;
        }
        for (const older of all.slice(0, -1)) await rm(join(folder, fileName(older)), { force: true });
        failpoint("older-locks-removed");
      } catch (error) {
        await lock.release().catch(() => {});
        throw error;
      }
      return lock;
    }
  });
}

async function create(path: string): Promise<Holder | null> {
  const mine: Holder = {
    pid: process.pid,
    host: hostname(),
    processStart: processStart(process.pid),
    at: new Date().toISOString(),
    token: randomUUID(),
    released: null,
  };
  try {
    const handle = await open(path, "wx");
    try {
      failpoint("lock-created");
      await handle.writeFile(`${JSON.stringify(mine)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    heldHere.add(mine.token);
    return mine;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return null;
    await rm(path, { force: true });
    throw error;
  }
}

function heldLock(folder: string, fence: number, mine: Holder): Held {
  const path = join(folder, fileName(fence));
  const isMine = async () => (await readHolder(path))?.token === mine.token && (await fences(folder)).at(-1) === fence;
  return {
    fence,
    async assertHeld() {
      if (await isMine()) return;
      throw lockLost(folder);
    },
    async release() {
      heldHere.delete(mine.token);
      if (!(await isMine())) return;
      await writeFlushed(`${path}.new`, `${JSON.stringify({ ...mine, released: new Date().toISOString() })}\n`);
      await rename(`${path}.new`, path);
      failpoint("lock-released");
    },
  };
}

async function refuseIfHeld(out: string, path: string): Promise<void> {
  const holder = await readHolder(path);
  if (holder === null || holder.released !== null) return;
  if (holder.host !== hostname()) {
    throw new Failure(
      "LOCKED",
      `Another run holds ${out}: process ${holder.pid} on the machine ${holder.host}, since ${holder.at}.`,
      { way: "elsewhere", path },
    );
  }
  if (!isAlive(holder)) return;
  throw new Failure(
    "LOCKED",
    `Another run holds ${out}: process ${holder.pid} on this machine (${holder.host}), since ${holder.at}.`,
    { way: "here" },
  );
}

/** `null`: nobody; the file is gone, or its writer died before it could say who it is. */
async function readHolder(path: string): Promise<Holder | null> {
  const patienceEnds = Date.now() + EMPTY_PATIENCE_MS;
  for (;;) {
    try {
      const holder = JSON.parse(await readFile(path, "utf8"));
      if (typeof holder?.pid === "number" && typeof holder.host === "string") return holder;
      return null;
    } catch (error) {
      if (errorCode(error) === "ENOENT") return null;
      if (!(error instanceof SyntaxError)) throw error;
    }
    // Should the writer only be slow, its own look at the numbers, or the fence, tells it that it lost.
    if (Date.now() > patienceEnds) return null;
    await sleep(20);
  }
}

function isAlive(holder: Holder): boolean {
  if (holder.pid === process.pid) return heldHere.has(holder.token);
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (errorCode(error) === "ESRCH") return false;
  }
  const start = processStart(holder.pid);
  return start === null || holder.processStart === null || start === holder.processStart;
}

async function fences(folder: string): Promise<number[]> {
  const numbers: number[] = [];
  for (const name of await readdir(folder)) {
    const match = FILE.exec(name);
    if (match) numbers.push(Number(match[1]));
  }
  return numbers.sort((a, b) => a - b);
}

function fileName(fence: number): string {
  return `${String(fence).padStart(12, "0")}.json`;
}
