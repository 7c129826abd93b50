import type { Store } from "../stores/store";
import { Failure } from "../words/failure";
import type { Manifest } from "./manifest";
import { snapshotNames } from "./snapshot-names";
import { verify } from "./verify";

/**
 * The snapshot a run with this content key at `asOf` (ms) would make again, verified whole; `null` when there is none.
 * A damaged one does not count: the run then makes a new one.
 */
export async function findUnchanged(store: Store, contentKey: string, asOf: number): Promise<Manifest | null> {
  const names = await snapshotNames(store);
  for (const name of names.filter((name) => name.includes(`-${contentKey.slice(0, 8)}`)).reverse()) {
    try {
      const manifest = await verify(store, name);
      if (manifest.content_key === contentKey && isValidAt(manifest, asOf)) return manifest;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }
  return null;
}

/** Whether a run at `asOf` (ms), with the same content and local day, gives the same verdicts and answers. */
function isValidAt(manifest: Manifest, asOf: number): boolean {
  if (asOf < Date.parse(manifest.as_of)) return false;
  return manifest.valid_until === null || asOf < Date.parse(manifest.valid_until);
}
