import { join } from "node:path";
import { Cache } from "../stores/cache";
import { onDisk } from "../stores/disk";
import { isProven } from "../stores/proof";
import type { Store } from "../stores/store";
import { snapshotKey } from "./layout";
import { type Manifest, snapshotChanged } from "./manifest";

/**
 * Where a file of a snapshot can be read on this machine: in the folder itself, or in the user's cache, brought there from the bucket.
 * Its bytes are proven to be those that the manifest says: one flipped bit may give another answer and no error. Otherwise throws
 * `SNAPSHOT_CHANGED`.
 */
export async function localFile(store: Store, { snapshot, files }: Manifest, path: string): Promise<string> {
  const key = snapshotKey(snapshot, path);
  const file = files.find((one) => one.path === path);
  if (file === undefined) throw snapshotChanged(store, snapshot, path);
  if (store.folder !== null) {
    const place = join(store.folder, key);
    const isWhole = await isProven(place, file.sha256).catch((cause) => {
      throw snapshotChanged(store, snapshot, path, cause);
    });
    if (!isWhole) throw snapshotChanged(store, snapshot, path);
    return place;
  }
  const found = await onDisk(store.home, () =>
    new Cache().file(file.sha256, file.bytes, (place) => store.fetch(key, place)),
  );
  if (found === null) throw snapshotChanged(store, snapshot, path);
  return found;
}
