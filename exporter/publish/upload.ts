import { join } from "node:path";
import { Cache } from "../stores/cache";
import { onDisk, writeFlushed } from "../stores/disk";
import { failpoint } from "../stores/failpoint";
import { inParallel } from "../stores/in-parallel";
import { sha256Of } from "../stores/sha256";
import type { Store } from "../stores/store";
import type { Held } from "./held";
import { snapshotKey, stagingFolder } from "./layout";
import { MANIFEST, type Manifest, manifestText } from "./manifest";

const FILES_AT_ONCE = 3;

/** Puts a snapshot's staged files into a bucket, the manifest last: with it the snapshot is there. */
export async function upload(
  store: Store,
  lock: Held,
  manifest: Manifest,
  onProgress: (fraction: number) => void,
): Promise<void> {
  const { snapshot, files } = manifest;
  const folder = stagingFolder(store, lock.fence);
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let sent = 0;
  await inParallel(FILES_AT_ONCE, files, async ({ path, sha256 }) => {
    await store.put(snapshotKey(snapshot, path), join(folder, path), sha256, (bytes) => {
      sent += bytes;
      onProgress(sent / total);
    });
    failpoint("file-uploaded");
  });
  failpoint("files-uploaded");
  const text = join(folder, MANIFEST);
  await onDisk(store.home, () => writeFlushed(text, manifestText(manifest)));
  await lock.assertHeld();
  await store.put(snapshotKey(snapshot, MANIFEST), text, await sha256Of(text));
  failpoint("manifest-uploaded");
}

/** Leaves the files of a snapshot, now in a bucket, to the readers of this machine. Where the disk has no room for them, they are brought here when asked for. */
export async function keepForReaders(store: Store, lock: Held, { files }: Manifest): Promise<void> {
  const cache = new Cache();
  const folder = stagingFolder(store, lock.fence);
  for (const { path, sha256 } of files) await cache.take(sha256, join(folder, path)).catch(() => {});
}
