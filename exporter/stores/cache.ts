import { createHash, randomUUID } from "node:crypto";
import type { Stats } from "node:fs";
import { readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "./cache-folder";
import { errorCode, makeFolder } from "./disk";
import { isProven } from "./proof";

/** More than this is not kept: what was not read for longest goes first. */
const MOST_BYTES = 2 * 1024 ** 3;
/** What was read within it stays: a question may have all tables of a large snapshot open. */
const RECENT_MS = 3_600_000;

/** The folder in which files for a bucket are made. `identity` tells it from every other. */
export function homeOf(identity: string): string {
  return join(cacheFolder(), "work", createHash("sha256").update(identity).digest("hex").slice(0, 16));
}

/** The folder in which a service keeps what would lie beside the snapshots, where those are in a bucket. */
export function serviceHome(out: string): string {
  return homeOf(`service ${out}`);
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
    const there = await statusOf(place);
    // What was damaged here is brought anew.
    if (there !== null && there.size === (bytes ?? there.size) && (await isProven(place, sha256))) {
      await utimes(place, new Date(), there.mtime);
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

  /** Removes a file, where it is here. */
  async drop(sha256: string): Promise<void> {
    await rm(join(this.folder, sha256), { force: true });
  }

  private async shrink(kept: string): Promise<void> {
    const files: { path: string; bytes: number; used: number }[] = [];
    for (const name of await readdir(this.folder)) {
      if (name === kept) continue;
      const path = join(this.folder, name);
      const status = await stat(path).catch(() => null);
      if (status !== null) files.push({ path, bytes: status.size, used: status.atimeMs });
    }
    let bytes = (await statusOf(join(this.folder, kept)))?.size ?? 0;
    for (const file of files.sort((a, b) => b.used - a.used)) {
      bytes += file.bytes;
      // Another process may be reading it: on a system that minds, it stays.
      if (bytes > this.mostBytes && file.used < Date.now() - RECENT_MS)
        await rm(file.path, { force: true }).catch(() => {});
    }
  }
}

async function statusOf(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}
