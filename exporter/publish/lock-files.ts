import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, link, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { errorCode, isNothingThere, makeFolder, onDisk, writeFlushed } from "../stores/disk";
import { failpoint } from "../stores/failpoint";
import type { Holder, LockPlace } from "./lease";
import { processWorld } from "./process-start";

const FILE = /^(\d{12})\.json$/;
/** What disks say that know no second name for a file. */
const NO_LINKS = new Set(["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP"]);
/** There a lock file is empty between its creation and its first word. */
const EMPTY_PATIENCE_MS = 1000;
/** What a writer that was killed left lies longer than any writer needs. */
const FORGOTTEN_MS = 3_600_000;

/**
 * The lock of a folder: what the file with the highest number in `<out>/locks` says. It is replaced by the next number, whose creation is
 * exclusive on every disk, also between machines that share it: of all who saw the same one, one gets in.
 */
export function lockFiles(out: string): LockPlace {
  const folder = join(out, "locks");
  const pathOf = (number: number) => join(folder, `${String(number).padStart(12, "0")}.json`);
  return {
    name: out,
    get: () =>
      onDisk(out, async () => {
        await makeFolder(folder);
        for (;;) {
          const highest = (await numbersIn(folder)).at(-1);
          if (highest === undefined) return null;
          try {
            const text = await readWhole(pathOf(highest));
            const age = (await timeOf(folder)) - (await stat(pathOf(highest))).mtimeMs;
            return { version: String(highest), ...inTodaysWords(text, highest, age) };
          } catch (error) {
            // Replaced meanwhile.
            if (!isNothingThere(error)) throw error;
          }
        }
      }),
    putIf: (text, seen) =>
      onDisk(out, async () => {
        const before = (await numbersIn(folder)).at(-1) ?? 0;
        if (before !== Number(seen ?? 0)) return null;
        const mine = before + 1;
        if (!(await create(folder, pathOf(mine), text))) return null;
        try {
          failpoint("lock-linked");
          const all = await numbersIn(folder);
          // A slow look at the folder can win a number that was used and removed long ago.
          if (all.at(-1) === mine) {
            for (const older of all.slice(0, -1)) await rm(pathOf(older), { force: true });
            await removeForgotten(folder);
            failpoint("older-locks-removed");
            return String(mine);
          }
        } catch (error) {
          await rm(pathOf(mine), { force: true });
          throw error;
        }
        await rm(pathOf(mine), { force: true });
        return null;
      }),
  };
}

/** Creates a file that is whole from its first moment. Returns false where there is one. */
async function create(folder: string, path: string, text: string): Promise<boolean> {
  const written = join(folder, `.${randomUUID()}`);
  try {
    await writeFlushed(written, text, "wx");
    failpoint("lock-written");
    await link(written, path).catch((error) => {
      if (!NO_LINKS.has(errorCode(error) ?? "")) throw error;
      return copyFile(written, path, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  } finally {
    await rm(written, { force: true });
  }
}

/** A file's text, once it ends as each does; that of a writer who died before is what it is. */
async function readWhole(path: string): Promise<string> {
  for (const patienceEnds = performance.now() + EMPTY_PATIENCE_MS; ; ) {
    const text = await readFile(path, "utf8");
    if (text.endsWith("\n") || performance.now() > patienceEnds) return text;
    await sleep(20);
  }
}

/** What time it is for the disk (UTC ms): a share has the clock of the machine that serves it. */
async function timeOf(folder: string): Promise<number> {
  const probe = join(folder, `.${randomUUID()}`);
  await writeFile(probe, "");
  try {
    return (await stat(probe)).mtimeMs;
  } finally {
    await rm(probe, { force: true });
  }
}

async function removeForgotten(folder: string): Promise<void> {
  const now = await timeOf(folder);
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const status = name.startsWith(".") ? await stat(path).catch(() => null) : null;
    if (status !== null && now - status.mtimeMs > FORGOTTEN_MS) await rm(path, { force: true });
  }
}

async function numbersIn(folder: string): Promise<number[]> {
  const numbers = (await readdir(folder)).flatMap((name) => FILE.exec(name)?.[1] ?? []).map(Number);
  return numbers.sort((a, b) => a - b);
}

/**
 * A lock as it is written today. Up to version 0.1 a holder named no world and never spoke again; a file that cannot be read holds nothing.
 */
function inTodaysWords(text: string, fence: number, age: number): { text: string; age: number } {
  const of = (value: object) => JSON.stringify({ fence, world: null, process_start: null, ...value });
  let said: Record<string, unknown>;
  try {
    said = JSON.parse(text);
  } catch {
    said = {};
  }
  if (typeof said?.renewed === "string") return { text, age };
  const { pid, host, processStart: process_start, at, token, released } = said ?? {};
  if (typeof pid !== "number" || typeof host !== "string" || typeof at !== "string") {
    const nobody: Partial<Holder> = { pid: 0, host: "", since: "", renewed: "", token: "", released: true };
    return { text: of(nobody), age };
  }
  const world = host === hostname() ? processWorld() : null;
  const then = { pid, host, world, process_start, since: at, renewed: at, token, released: released !== null };
  return { text: of(then), age: Date.now() - Date.parse(at) };
}
