import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { flushFile, flushFolder, onDisk, renameFlushed, writeFlushed } from "../stores/disk";
import { failpoint } from "../stores/failpoint";
import type { Store } from "../stores/store";
import { type Current, makeCurrent } from "./current";
import type { Held } from "./held";
import { keepForReaders } from "./keep-for-readers";
import { SNAPSHOTS, snapshotKey, snapshotName, stagingFolder } from "./layout";
import { removeLeftovers } from "./leftovers";
import { MANIFEST, type Manifest, manifestText } from "./manifest";
import { putSnapshot } from "./put-snapshot";
import { snapshotNames } from "./snapshot-names";
import type { Lock } from "./with-lock";

/** An empty folder for the files of a run. What earlier runs left unfinished is removed: only the lock's holder may do so. */
export async function openStaging(store: Store, lock: Lock): Promise<string> {
  const folder = stagingFolder(store, lock.fence);
  await onDisk(store.home, async () => {
    await removeLeftovers(store);
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
export async function publish(
  store: Store,
  lock: Lock,
  manifest: Manifest,
  now: () => number,
  onProgress: (fraction: number) => void = () => {},
): Promise<Current> {
  await addSnapshot(store, lock, manifest, onProgress);
  const current = await makeCurrent(store, lock, manifest, "run", now());
  if (store.folder === null) await keepForReaders(stagingFolder(store, lock.fence), manifest);
  return current;
}

/** Makes a snapshot of the staged files, which is not current yet. */
export async function addSnapshot(
  store: Store,
  lock: Lock,
  manifest: Manifest,
  onProgress: (fraction: number) => void,
): Promise<void> {
  const staged = stagingFolder(store, lock.fence);
  if (store.folder !== null) await moveInto(store.folder, staged, lock, manifest);
  else await putSnapshot(store, lock, { manifest, fileAt: (path) => join(staged, path) }, onProgress);
}

/** In a folder one rename makes a snapshot of what was staged. */
async function moveInto(out: string, staged: string, lock: Held, manifest: Manifest): Promise<void> {
  await onDisk(out, async () => {
    await Promise.all(manifest.files.map((file) => flushFile(join(staged, file.path))));
    failpoint("files-flushed");
    await writeFlushed(join(staged, MANIFEST), manifestText(manifest));
    failpoint("manifest-written");
    await flushFolder(join(staged, "answers"));
    await flushFolder(staged);
    failpoint("staging-flushed");
    await lock.assertHeld();
    await renameFlushed(staged, join(out, snapshotKey(manifest.snapshot)), () => failpoint("snapshot-renamed"));
    await flushFolder(join(out, SNAPSHOTS));
    failpoint("snapshots-flushed");
  });
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
