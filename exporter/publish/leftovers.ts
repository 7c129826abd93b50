import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "../stores/disk";
import type { Store } from "../stores/store";
import { readCurrent } from "./current";
import { SNAPSHOTS, STAGING } from "./layout";
import { bucketSnapshots } from "./snapshot-names";

/** Removes what earlier runs left unfinished; only the lock's holder may do so. */
export async function removeLeftovers(store: Store): Promise<void> {
  const folder = join(store.home, SNAPSHOTS);
  await makeFolder(folder);
  for (const name of await readdir(folder)) {
    if (name.startsWith(STAGING)) await rm(join(folder, name), { recursive: true, force: true });
  }
  if (store.folder === null) await removeUploads(store);
}

/** In a bucket a snapshot is there once its manifest is, which comes last and goes first. */
async function removeUploads(store: Store): Promise<void> {
  const current = await readCurrent(store);
  for (const { name, isWhole, keys } of await bucketSnapshots(store)) {
    if (!isWhole && name !== current?.snapshot) await store.delete(keys);
  }
  await store.clear(SNAPSHOTS);
}
