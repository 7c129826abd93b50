import type { Store } from "../stores/store";
import { Failure } from "../words/failure";
import type { Current } from "./current";
import type { GuardedBefore } from "./guard-checks";
import { type Manifest, readManifest } from "./manifest";
import { snapshotNames } from "./snapshot-names";

/**
 * What the guard compares a result with: the current snapshot. Where nothing is current although there are snapshots, `current.json` was
 * lost: then it is the one published last, so that a lost file does not disarm the guard.
 */
export async function guardedBefore(store: Store, current: Current | null): Promise<GuardedBefore | null> {
  if (current === null) {
    const last = await lastPublished(store);
    return last === null ? null : ofManifest(last);
  }
  const manifest = await wholeManifest(store, current.snapshot);
  if (manifest !== null) return ofManifest(manifest);
  const { snapshot, as_of, contract_version: contractVersion, clean } = current;
  return { snapshot, asOf: Date.parse(as_of), contractVersion, clean, details: null };
}

function ofManifest(manifest: Manifest): GuardedBefore {
  const { snapshot, as_of, contract_version: contractVersion, counts, problems } = manifest;
  const clean = { leads: counts.leads.clean, companies: counts.companies.clean };
  return { snapshot, asOf: Date.parse(as_of), contractVersion, clean, details: { counts, problems } };
}

async function lastPublished(store: Store): Promise<Manifest | null> {
  let last: Manifest | null = null;
  for (const name of await snapshotNames(store)) {
    const manifest = await wholeManifest(store, name);
    if (manifest === null) continue;
    if (last === null || Date.parse(manifest.created_at) > Date.parse(last.created_at)) last = manifest;
  }
  return last;
}

async function wholeManifest(store: Store, name: string): Promise<Manifest | null> {
  try {
    return await readManifest(store, name);
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}
