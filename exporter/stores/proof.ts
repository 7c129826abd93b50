import { existsSync } from "node:fs";
import { readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "./cache-folder";
import { makeFolder } from "./disk";
import { sha256Of } from "./sha256";

/** A file that was written just now may be written once more at the very same time of its disk. */
const SETTLED_MS = 2000;
/** What was proven longer ago is read anew: disks forget. */
const TRUSTED_MS = 7 * 86_400_000;

/**
 * Whether the bytes of a file are those of a SHA-256 (hex). They are read, unless this user read them lately and the file has the size, the
 * time and the inode that it had then.
 */
export async function isProven(path: string, sha256: string): Promise<boolean> {
  const before = await stat(path, { bigint: true });
  const mark = join(marksFolder(), `${sha256}.${before.dev}.${before.ino}.${before.size}.${before.mtimeNs}`);
  if (existsSync(mark)) return true;
  if ((await sha256Of(path)) !== sha256) return false;
  if (Date.now() - Number(before.mtimeMs) > SETTLED_MS) await keep(mark);
  return true;
}

/** What cannot be kept is read again the next time. */
async function keep(mark: string): Promise<void> {
  try {
    await makeFolder(marksFolder());
    forgotten ??= forgetOld();
    await forgotten;
    await writeFile(mark, "");
  } catch {}
}

/** Once in a process: there are as many marks as files were read in a week, and looking at all of them for each new one takes seconds. */
let forgotten: Promise<void> | null = null;

async function forgetOld(): Promise<void> {
  for (const name of await readdir(marksFolder())) {
    const other = join(marksFolder(), name);
    const status = await stat(other).catch(() => null);
    if (status !== null && Date.now() - status.mtimeMs > TRUSTED_MS) await rm(other, { force: true });
  }
}

function marksFolder(): string {
  return join(cacheFolder(), "proven");
}
