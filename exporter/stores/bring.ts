import { createHash, type Hash } from "node:crypto";
import { type FileHandle, open, rm, utimes } from "node:fs/promises";
import type { Readable } from "node:stream";
import { text as textOf } from "node:stream/consumers";
import { afterBreak } from "./breaks";
import type { StoredText } from "./store";

/** An object on its way here, from some byte on. */
export interface Arriving {
  readonly body: Readable;
  readonly version: string;
  /** UTC ms. */
  readonly modified: number;
  /** Milliseconds since then, by the store's own clock. */
  readonly age: number;
}

/** Opens an object at byte `from`; `version`: the one whose earlier bytes are here already. `null`: there is none. */
export type Open = (from: number, version: string | null) => Promise<Arriving | null>;

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

/** Reads a small object. Where the connection breaks, or another takes its place meanwhile, it is read anew. `null`: there is none. */
export async function bringText(openAtStart: () => Promise<Arriving | null>): Promise<StoredText | null> {
  for (let breaks = 1; ; breaks++) {
    const arriving = await openAtStart();
    if (arriving === null) return null;
    const { body, version, age } = arriving;
    try {
      return { text: await textOf(body), version, age };
    } catch (error) {
      body.destroy();
      await afterBreak(breaks, error);
    }
  }
}

async function arrive(openAt: Open, hash: Hash, file: FileHandle | null): Promise<number | null> {
  let from = 0;
  let version: string | null = null;
  for (let breaks = 1; ; breaks++) {
    const arriving: Arriving | null = await openAt(from, version);
    if (arriving === null) return null;
    version = arriving.version;
    try {
      for await (const chunk of arriving.body) {
        await file?.write(chunk);
        hash.update(chunk);
        from += chunk.length;
        breaks = 1;
      }
      return arriving.modified;
    } catch (error) {
      arriving.body.destroy();
      if (!isBreak(error)) throw error;
      await afterBreak(breaks, error);
    }
  }
}

/** The connection's fault, and not the disk's. */
function isBreak(error: unknown): boolean {
  return !DISK.has((error as { code?: string }).code ?? "");
}
