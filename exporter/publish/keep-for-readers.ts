import { join } from "node:path";
import { Cache } from "../stores/cache";
import type { Manifest } from "./manifest";

/** Leaves the files of a snapshot, made in `folder` and now in a bucket, to the readers of this machine. Where the disk has no room for them, they are brought here when asked for. */
export async function keepForReaders(folder: string, { files }: Manifest): Promise<void> {
  const cache = new Cache();
  for (const { path, sha256 } of files) await cache.take(sha256, join(folder, path)).catch(() => {});
}
