import { createHash, type Hash } from "node:crypto";
import { type FileHandle, open, rm, utimes } from "node:fs/promises";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

/** An object on its way here, from some byte on. */
export interface Arriving {
  readonly body: Readable;
  readonly version: string;
  /** UTC ms. */
  readonly modified: number;
}

/** Opens an object at byte `from`; `version`: the one whose earlier bytes are here already. `null`: there is none. */
export type Open = (from: number, version: string | null) => Promise<Arriving | null>;

/** So often in a row a connection may break without one more byte having arrived. */
const MOST_BREAKS = 4;
const PAUSE_MS = 200;
const DISK = new Set(["ENOSPC", "EDQUOT", "EIO", "EFBIG", "EROFS"]);

/** Hashes an object, and writes it to `path` unless that is `null`. Where the connection breaks, it goes on from there. Returns the SHA-256 in hex; `null`: there is none. */
export async function bring(openAt: Open, path: string | null): Promise<string | null> {
  const hash = createHash("sha256");
  const file = path === null ? null : await open(path, "wx");
  let modified: number | null = null;
  try {
    modified = await arrive(openAt, hash, file);
  } finally {
    await file?.close();
  }
  if (path !== null && modified === null) await rm(path);
  if (modified === null) return null;
  if (path !== null) await utimes(path, new Date(), new Date(modified));
  return hash.digest("hex");
}

async function arrive(openAt: Open, hash: Hash, file: FileHandle | null): Promise<number | null> {
  let from = 0;
  let version: string | null = null;
  for (let breaks = 0; ; breaks++) {
    const arriving: Arriving | null = await openAt(from, version);
    if (arriving === null) return null;
    version = arriving.version;
    try {
      for await (const chunk of arriving.body) {
        await file?.write(chunk);
        hash.update(chunk);
        from += chunk.length;
        breaks = 0;
      }
      return arriving.modified;
    } catch (error) {
      arriving.body.destroy();
      if (breaks >= MOST_BREAKS || !isBreak(error)) throw error;
      await sleep(PAUSE_MS * 2 ** breaks);
    }
  }
}

/** The connection's fault, and not the disk's. */
function isBreak(error: unknown): boolean {
  return !DISK.has((error as { code?: string }).code ?? "");
}
