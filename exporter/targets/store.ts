import type { KeepSettings } from "../config/keep-settings";
import { makeCurrent, readCurrent } from "../publish/current";
import { snapshotKey } from "../publish/layout";
import { removeLeftovers } from "../publish/leftovers";
import { MANIFEST, manifestText } from "../publish/manifest";
import { prune } from "../publish/prune";
import { verify } from "../publish/verify";
import { withLock } from "../publish/with-lock";
import { changedMeanwhile } from "../stores/changed-meanwhile";
import { failpoint } from "../stores/failpoint";
import { openStore } from "../stores/open-store";
import type { Place } from "../stores/settings";
import type { Store } from "../stores/store";
import { Failure } from "../words/failure";
import type { SnapshotFiles, Target } from "./target";

/** Another folder or bucket with the same snapshots, current there as here. Nobody else may publish to it. */
export function storeTarget(place: Place, keep: KeepSettings | undefined): Target {
  return {
    name: place.out,
    async load(snapshot, onProgress) {
      const store = await openStore(place);
      return withLock(store, async (lock) => {
        const { manifest } = snapshot;
        const isThere = await isWhole(store, manifest.snapshot);
        const isCurrent = isThere && (await readCurrent(store))?.snapshot === manifest.snapshot;
        if (!isThere) await copy(store, snapshot, onProgress);
        if (!isCurrent) await makeCurrent(store, lock, manifest, "run", Date.now());
        if (keep !== undefined) await prune(store, lock, keep);
        return !isCurrent;
      });
    },
  };
}

/** The manifest comes last: with it the snapshot is there. */
async function copy(store: Store, { manifest, fileAt }: SnapshotFiles, onProgress: (fraction: number) => void) {
  const { snapshot, files } = manifest;
  await removeLeftovers(store);
  await store.delete((await store.list(snapshotKey(snapshot))).map(({ key }) => key));
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let sent = 0;
  for (const { path, sha256, bytes } of files) {
    await store.put(snapshotKey(snapshot, path), await fileAt(path), sha256);
    failpoint("file-copied");
    sent += bytes;
    onProgress(sent / total);
  }
  const version = await store.putIf(snapshotKey(snapshot, MANIFEST), manifestText(manifest), null);
  if (version === null) throw changedMeanwhile(store.name);
}

async function isWhole(store: Store, snapshot: string): Promise<boolean> {
  try {
    await verify(store, snapshot, []);
    return true;
  } catch (error) {
    if (error instanceof Failure && /^SNAPSHOT_/.test(error.code)) return false;
    throw error;
  }
}
