import { rm } from "node:fs/promises";
import { beforeEnd, unlessEnding } from "../stores/before-end";
import type { Store } from "../stores/store";
import type { Held } from "./held";
import { CURRENT, stagingFolder } from "./layout";
import { acquireLease } from "./lease";
import { lockFiles } from "./lock-files";
import { lockObject } from "./lock-object";
import { removeStaged } from "./staged";

/** The right to publish to a store. */
export interface Lock extends Held {
  /** The version of `current.json` when it was taken; `null`: there was none. */
  readonly seen: string | null;
}

/** Runs `work` as the one publisher of a store; whatever happens, the lock is released and unfinished files are removed. */
export async function withLock<T>(store: Store, work: (lock: Lock) => Promise<T>): Promise<T> {
  const lock = await acquireLease(store.folder === null ? lockObject(store) : lockFiles(store.folder));
  const removeStaging = () => rm(stagingFolder(store, lock.fence), { recursive: true, force: true }).catch(() => {});
  const back = beforeEnd(async () => {
    await lock.release().catch(() => {});
    await removeStaging();
    return `The lock on ${store.name} is released, and what was unfinished is removed.`;
  });
  try {
    // A run that was killed when all was uploaded left its files here, and nothing to publish.
    if (store.folder === null) await removeStaged(store);
    return await work({ ...lock, seen: (await store.get(CURRENT))?.version ?? null });
  } finally {
    await unlessEnding();
    await removeStaging();
    // A lock that cannot be marked released frees itself when this process ends, that of a bucket after a while.
    await lock.release().catch(() => {});
    back();
  }
}
