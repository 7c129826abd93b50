import type { Store } from "../stores/store";
import { snapshotKey } from "./layout";
import { type Manifest, readManifest, snapshotChanged } from "./manifest";

/**
 * Proves that a snapshot is as it was published and returns its manifest: every file is there with its size, and the files
 * in `read` (all, when not given) have their SHA-256. Throws `SNAPSHOT_CHANGED` naming the file.
 */
export async function verify(store: Store, name: string, read?: string[]): Promise<Manifest> {
  const manifest = await readManifest(store, name);
  const sizes = new Map((await store.list(snapshotKey(name))).map(({ key, bytes }) => [key, bytes]));
  for (const file of manifest.files) {
    if (sizes.get(snapshotKey(name, file.path)) !== file.bytes) throw snapshotChanged(store, name, file.path);
  }
  for (const file of manifest.files) {
    if (read !== undefined && !read.includes(file.path)) continue;
    const found = await store.sha256(snapshotKey(name, file.path));
    if (found !== file.sha256) throw snapshotChanged(store, name, file.path);
  }
  return manifest;
}
