import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { KeepSettings } from "../config/keep-settings";
import { onDisk } from "../stores/disk";
import { failpoint } from "../stores/failpoint";
import type { Store } from "../stores/store";
import type { Held } from "./held";
import { listSnapshots } from "./history";
import { SNAPSHOTS, STAGING, snapshotKey } from "./layout";
import { MANIFEST } from "./manifest";
import { outlived } from "./outlived";

/**
 * Removes the snapshots that need not stay, for whoever holds the lock; the current one never. Killed anywhere, what was begun is no
 * snapshot any more, and the next run removes the rest. Returns their names, newest first.
 */
export async function prune(store: Store, lock: Held, keep: KeepSettings): Promise<string[]> {
  const going = outlived(await listSnapshots(store), keep);
  for (const name of going) {
    await removeSnapshot(store, lock, name);
  }
  return going;
}

/** Removes one snapshot, for whoever holds the lock. Killed anywhere, what is left of it is no snapshot. */
export async function removeSnapshot(store: Store, lock: Held, name: string): Promise<void> {
  await lock.assertHeld();
  if (store.folder === null) await removeFromBucket(store, name);
  else await removeFromFolder(store.folder, name);
}

async function removeFromFolder(folder: string, name: string): Promise<void> {
  const removed = join(folder, SNAPSHOTS, `${STAGING}removed`);
  await onDisk(folder, async () => {
    await rm(removed, { recursive: true, force: true });
    await rename(join(folder, snapshotKey(name)), removed);
    failpoint("snapshot-withdrawn");
    await rm(removed, { recursive: true, force: true });
  });
}

async function removeFromBucket(store: Store, name: string): Promise<void> {
  await store.delete([snapshotKey(name, MANIFEST)]);
  failpoint("snapshot-withdrawn");
  await store.delete((await store.list(snapshotKey(name))).map(({ key }) => key));
}
