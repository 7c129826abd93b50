import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isNothingThere } from "../stores/disk";
import type { Store } from "../stores/store";
import { SNAPSHOTS, snapshotKey } from "./layout";
import { MANIFEST } from "./manifest";

/** The snapshots of a store, by name, in a folder damaged ones too; unfinished runs are not among them. */
export async function snapshotNames(store: Store): Promise<string[]> {
  if (store.folder === null) {
    return (await bucketSnapshots(store)).filter(({ isWhole }) => isWhole).map(({ name }) => name);
  }
  try {
    return (await readdir(join(store.folder, SNAPSHOTS))).filter((name) => !name.startsWith(".")).sort();
  } catch (error) {
    if (isNothingThere(error)) return [];
    throw error;
  }
}

/** What lies below one name in a bucket. */
interface BucketSnapshot {
  readonly name: string;
  /** Its manifest, which is put last, is there. */
  readonly isWhole: boolean;
  readonly keys: readonly string[];
}

/** All that was ever begun below `snapshots/` of a bucket and is not removed, by name. */
export async function bucketSnapshots(store: Store): Promise<BucketSnapshot[]> {
  const byName = new Map<string, string[]>();
  for (const { key } of await store.list(SNAPSHOTS)) {
    const name = key.split("/")[1];
    byName.set(name, [...(byName.get(name) ?? []), key]);
  }
  return [...byName]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, keys]) => ({ name, isWhole: keys.includes(snapshotKey(name, MANIFEST)), keys }));
}
