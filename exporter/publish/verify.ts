import { stat } from "node:fs/promises";
import { join } from "node:path";
import { errorCode } from "../stores/disk";
import { sha256Of } from "./describe-files";
import { layout } from "./layout";
import { type Manifest, readManifest, snapshotChanged } from "./manifest";

/**
 * Proves that a snapshot is as it was published and returns its manifest: every file is there with its size, and the files
 * in `read` (all, when not given) have their SHA-256. Throws `SNAPSHOT_CHANGED` naming the file.
 */
export async function verify(out: string, name: string, read?: string[]): Promise<Manifest> {
  const manifest = await readManifest(out, name);
  const folder = layout(out).snapshot(name);
  for (const file of manifest.files) {
    if ((await sizeOf(join(folder, file.path))) !== file.bytes) throw snapshotChanged(folder, file.path);
  }
  for (const file of manifest.files) {
    if (read !== undefined && !read.includes(file.path)) continue;
    if ((await sha256Of(join(folder, file.path))) !== file.sha256) throw snapshotChanged(folder, file.path);
  }
  return manifest;
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (errorCode(error) === "ENOENT" || errorCode(error) === "ENOTDIR") return null;
    throw error;
  }
}
