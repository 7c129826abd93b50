import { localDay } from "../../shared/calendar";
import { toWall } from "../../shared/zone";
import { type Manifest, readManifest } from "../publish/manifest";
import { snapshotNames } from "../publish/snapshot-names";
import type { Store } from "../stores/store";
import { Failure } from "../words/failure";
import { loadZone } from "../words/zone";

const DAY_MS = 86_400_000;
/** No zone is further from UTC. */
const FARTHEST_MS = 14 * 3_600_000;

/** The last whole snapshot of the same day a week before `asOf` (UTC ms), in the zone of each; `null` when there is none. */
export async function weekAgo(store: Store, asOf: number, zone: string): Promise<Manifest | null> {
  const day = localDay(toWall(loadZone(zone), asOf)) - 7;
  let last: Manifest | null = null;
  for (const name of await snapshotNames(store)) {
    const at = instantIn(name);
    if (at < day * DAY_MS - FARTHEST_MS || at >= (day + 1) * DAY_MS + FARTHEST_MS) continue;
    const manifest = await readManifest(store, name).catch(unlessFailure);
    if (manifest === null || localDay(toWall(loadZone(manifest.zone), Date.parse(manifest.as_of))) !== day) continue;
    if (last === null || Date.parse(manifest.as_of) >= Date.parse(last.as_of)) last = manifest;
  }
  return last;
}

/** The as-of that a snapshot's name begins with, as `snapshotName` writes it; NaN of another name. */
function instantIn(name: string): number {
  return Date.parse(name.replace(/^(\d{4}-\d\d-\d\dT\d\d)(\d\d)(\d\d(?:\.\d+)?Z).*$/, "$1:$2:$3"));
}

function unlessFailure(error: unknown): null {
  if (error instanceof Failure) return null;
  throw error;
}
