import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { flushFile, flushFolder, makeFolder, onDisk, renameFlushed, writeFlushed } from "../stores/disk";
import type { Store } from "../stores/store";
import { type Current, makeCurrent } from "./current";
import { failpoint } from "./failpoint";
import { SNAPSHOTS, STAGING, snapshotKey, snapshotName, stagingFolder } from "./layout";
import type { Lock } from "./lock";
import { MANIFEST, type Manifest, manifestText } from "./manifest";
import { snapshotNames } from "./snapshot-names";

/** An empty folder for the files of a run. What earlier runs left unfinished is removed: only the lock's holder may do so. */
export async function openStaging(store: Store, lock: Lock): Promise<string> {
  const snapshots = join(store.folder!, SNAPSHOTS);
  const folder = stagingFolder(store, lock.fence);
  await onDisk(store.name, async () => {
    await makeFolder(snapshots);
    for (const name of await readdir(snapshots)) {
      if (name.startsWith(STAGING)) await rm(join(snapshots, name), { recursive: true, force: true });
    }
    failpoint("orphans-removed");
    await mkdir(folder);
    await mkdir(join(folder, "answers"));
    failpoint("staging-created");
  });
  return folder;
}

/**
 * Publishes the staged files as a new snapshot and makes it current. `manifest.files` lists every staged file
 * (`describeFiles`). Killed anywhere, the previous snapshot is whole and current. Returns what became current.
 */
export async function publish(store: Store, lock: Lock, manifest: Manifest, now: () => number): Promise<Current> {
  const out = store.folder!;
  const folder = stagingFolder(store, lock.fence);
  await onDisk(out, async () => {
    await Promise.all(manifest.files.map((file) => flushFile(join(folder, file.path))));
    failpoint("files-flushed");
    await writeFlushed(join(folder, MANIFEST), manifestText(manifest));
    failpoint("manifest-written");
    await flushFolder(join(folder, "answers"));
    await flushFolder(folder);
    failpoint("staging-flushed");
    await lock.assertHeld();
    await renameFlushed(folder, join(out, snapshotKey(manifest.snapshot)), () => failpoint("snapshot-renamed"));
    await flushFolder(join(out, SNAPSHOTS));
    failpoint("snapshots-flushed");
  });
  return makeCurrent(store, lock, manifest, "run", now());
}

/**
 * The name a snapshot published now gets, for whoever holds the lock. A damaged snapshot of the same instant and content keeps its
 * folder: the new one is then `<name>-2`.
 */
export async function newSnapshotName(store: Store, asOf: number, contentKey: string): Promise<string> {
  const name = snapshotName(asOf, contentKey);
  const taken = new Set(await snapshotNames(store));
  if (!taken.has(name)) return name;
  let n = 2;
  while (taken.has(`${name}-${n}`)) n++;
  return `${name}-${n}`;
}
