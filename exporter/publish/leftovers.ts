import type { Store } from "../stores/store";
import { readCurrent } from "./current";
import { SNAPSHOTS } from "./layout";
import { bucketSnapshots } from "./snapshot-names";
import { removeStaged } from "./staged";

/** Removes what earlier runs left unfinished; only the lock's holder may do so. */
export async function removeLeftovers(store: Store): Promise<void> {
  await removeStaged(store);
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
