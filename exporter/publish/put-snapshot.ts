import { changedMeanwhile } from "../stores/changed-meanwhile";
import { failpoint } from "../stores/failpoint";
import { inParallel } from "../stores/in-parallel";
import type { Store } from "../stores/store";
import type { Held } from "./held";
import { snapshotKey } from "./layout";
import { MANIFEST, type Manifest, manifestText } from "./manifest";

const FILES_AT_ONCE = 3;

/** A snapshot, and where its files can be read on this machine. */
export interface SnapshotFiles {
  readonly manifest: Manifest;
  /** `path`: as the manifest has it. */
  fileAt(path: string): string | Promise<string>;
}

/** Puts a snapshot's files into a store that has none of them, the manifest last: with it the snapshot is there. `onProgress`: 0 to 1. */
export async function putSnapshot(
  store: Store,
  lock: Held,
  { manifest, fileAt }: SnapshotFiles,
  onProgress: (fraction: number) => void,
): Promise<void> {
  const { snapshot, files } = manifest;
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let sent = 0;
  await inParallel(FILES_AT_ONCE, files, async ({ path, sha256 }) => {
    await store.put(snapshotKey(snapshot, path), await fileAt(path), sha256, (bytes) => {
      sent += bytes;
      onProgress(sent / total);
    });
    failpoint("file-put");
  });
  failpoint("files-put");
  await lock.assertHeld();
  const key = snapshotKey(snapshot, MANIFEST);
  if ((await store.putIf(key, manifestText(manifest), null)) === null) throw changedMeanwhile(store.name);
  failpoint("manifest-put");
}
