import { createHash, randomUUID } from "node:crypto";
import { readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { errorCode, makeFolder } from "./disk";

/** More than this is not kept: what was not read for longest goes first. */
const MOST_BYTES = 2 * 1024 ** 3;
/** What was read within it stays: a question may have all tables of a large snapshot open. */
const RECENT_MS = 3_600_000;

/** The user's cache folder of this program, as the system has it. */
function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, "lead-export");
  if (process.platform === "win32") return join(LOCALAPPDATA ?? homedir(), "lead-export", "cache");
  return join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache", "lead-export");
}

/** The folder in which files for a bucket are made. `identity` tells it from every other. */
export function homeOf(identity: string): string {
  return join(cacheFolder(), "work", createHash("sha256").update(identity).digest("hex").slice(0, 16));
}

/** Files of this machine by their SHA-256, so that what a bucket holds is brought here once. */
export class Cache {
  private readonly folder: string;

  constructor(
    parent = cacheFolder(),
    private readonly mostBytes = MOST_BYTES,
  ) {
    this.folder = join(parent, "files");
  }

  /** The file of these very bytes (`null`: their number is not known); `bring` is asked for it where it is missing, with the path to write to, and says what it wrote. */
  async file(
    sha256: string,
    bytes: number | null,
    bring: (path: string) => Promise<string | null>,
  ): Promise<string | null> {
    const place = join(this.folder, sha256);
    const size = await sizeOf(place);
    if (size !== null && size === (bytes ?? size)) {
      const now = new Date();
      await utimes(place, now, now);
      return place;
    }
    await makeFolder(this.folder);
    const part = `${place}.${randomUUID()}`;
    try {
      if ((await bring(part)) !== sha256) return null;
      await rename(part, place);
    } finally {
      await rm(part, { force: true });
    }
    await this.shrink(sha256);
    return place;
  }

  /** Takes a file over, and with it the file's place on the disk. */
  async take(sha256: string, path: string): Promise<void> {
    await makeFolder(this.folder);
    await rename(path, join(this.folder, sha256));
    await this.shrink(sha256);
  }

  private async shrink(kept: string): Promise<void> {
    const files: { path: string; bytes: number; used: number }[] = [];
    for (const name of await readdir(this.folder)) {
      if (name === kept) continue;
      const path = join(this.folder, name);
      const status = await stat(path).catch(() => null);
      if (status !== null) files.push({ path, bytes: status.size, used: status.mtimeMs });
    }
    let bytes = (await sizeOf(join(this.folder, kept))) ?? 0;
    for (const file of files.sort((a, b) => b.used - a.used)) {
      bytes += file.bytes;
      // Another process may be reading it: on a system that minds, it stays.
      if (bytes > this.mostBytes && file.used < Date.now() - RECENT_MS)
        await rm(file.path, { force: true }).catch(() => {});
    }
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}
