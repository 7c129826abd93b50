import type { KeepSettings } from "../config/keep-settings";
import { makeCurrent, readCurrent } from "../publish/current";
import { findPerson, forget } from "../publish/forget";
import { snapshotKey } from "../publish/layout";
import { removeLeftovers } from "../publish/leftovers";
import { prune } from "../publish/prune";
import { putSnapshot } from "../publish/put-snapshot";
import { verify } from "../publish/verify";
import { withLock } from "../publish/with-lock";
import { openStore } from "../stores/open-store";
import type { Place } from "../stores/settings";
import type { Store } from "../stores/store";
import { Failure } from "../words/failure";
import type { Target } from "./target";

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
        if (!isThere) {
          await removeLeftovers(store);
          await store.delete((await store.list(snapshotKey(manifest.snapshot))).map(({ key }) => key));
          await putSnapshot(store, lock, snapshot, onProgress);
        }
        if (!isCurrent) await makeCurrent(store, lock, manifest, "run", Date.now());
        if (keep !== undefined) await prune(store, lock, keep);
        return !isCurrent;
      });
    },
    async forget(isTheirs, { isDry, by }) {
      const store = await openStore(place);
      const { snapshots, copies } = await (isDry ? findPerson(store, isTheirs) : forget(store, isTheirs, by, Date.now));
      const inFiles = snapshots.flatMap(({ snapshot, rows }) =>
        Object.entries(rows).map(([path, count]) => [`${snapshot}/${path}`, count] as const),
      );
      return Object.fromEntries([...inFiles, ...copies.map(({ copy, rows }) => [copy, rows] as const)]);
    },
  };
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
