import type { Store } from "../stores/store";
import { Failure } from "../words/failure";
import type { Report } from "../words/report";
import { type Current, readCurrent } from "./current";
import { type Manifest, readManifest } from "./manifest";
import { snapshotNames } from "./snapshot-names";

/** One snapshot of a store as `history` lists it. */
export interface HistoryEntry {
  snapshot: string;
  current: Current | null;
  /** `null` when the snapshot cannot be read. */
  about: {
    asOf: string;
    zone: string;
    counts: Report["counts"];
    requestedBy: string;
    createdAt: string;
    released: Manifest["released"];
    forgotten: NonNullable<Manifest["forgotten"]>;
  } | null;
  /** Why it cannot be read. */
  problem: string | null;
}

/** The snapshots of a store, newest as-of first, the current one marked. Damaged ones come last, with what is wrong. */
export async function listSnapshots(store: Store): Promise<HistoryEntry[]> {
  const current = await readCurrent(store).catch(unlessFailure);
  const entries: HistoryEntry[] = [];
  for (const name of (await snapshotNames(store)).reverse()) {
    const entry: HistoryEntry = {
      snapshot: name,
      current: current?.snapshot === name ? current : null,
      about: null,
      problem: null,
    };
    try {
      const manifest = await readManifest(store, name);
      entry.about = {
        asOf: manifest.as_of,
        zone: manifest.zone,
        counts: manifest.counts,
        requestedBy: manifest.requested_by,
        createdAt: manifest.created_at,
        released: manifest.released,
        forgotten: manifest.forgotten ?? [],
      };
    } catch (error) {
      entry.problem = error instanceof Error ? error.message : String(error);
    }
    entries.push(entry);
  }
  // Names alone would misplace snapshots of the same second.
  return entries.sort((a, b) => instantOf(b) - instantOf(a));
}

function instantOf(entry: HistoryEntry): number {
  return entry.about === null ? 0 : Date.parse(entry.about.asOf);
}

function unlessFailure(error: unknown): null {
  if (error instanceof Failure) return null;
  throw error;
}
