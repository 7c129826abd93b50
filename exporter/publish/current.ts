import * as v from "valibot";
import { addressOf } from "../stores/address";
import { failpoint } from "../stores/failpoint";
import type { Store } from "../stores/store";
import { Failure } from "../words/failure";
import { lockLost } from "./held";
import { CURRENT, isSnapshotName } from "./layout";
import type { Manifest } from "./manifest";
import type { Lock } from "./with-lock";

const current = v.object({
  snapshot: v.pipe(v.string(), v.check(isSnapshotName)),
  published_at: v.pipe(v.string(), v.isoTimestamp()),
  how: v.picklist(["run", "restore", "forget"] as const),
  as_of: v.pipe(v.string(), v.isoTimestamp()),
  // What the publish guard compares with; here too, so that a damaged snapshot does not disarm it.
  contract_version: v.string(),
  clean: v.object({ leads: v.number(), companies: v.number() }),
});

/** What `<out>/current.json` says. */
export type Current = v.InferOutput<typeof current>;

/** The current snapshot, `null` before the first; throws `CURRENT_UNREADABLE`. */
export async function readCurrent(store: Store): Promise<Current | null> {
  const stored = await store.get(CURRENT);
  if (stored === null) return null;
  try {
    return v.parse(current, JSON.parse(stored.text));
  } catch (error) {
    throw new Failure(
      "CURRENT_UNREADABLE",
      `${addressOf(store.name, CURRENT)} does not name a snapshot: it was edited or damaged.`,
      {
        cause: error,
      },
    );
  }
}

/** The current snapshot; throws `NOTHING_PUBLISHED` before the first. */
export async function requireCurrent(store: Store): Promise<Current> {
  const value = await readCurrent(store);
  if (value !== null) return value;
  throw new Failure("NOTHING_PUBLISHED", `${store.name} has no snapshot yet.`);
}

/**
 * The swap: one replacement makes a complete snapshot the current one. Readers see the old or the new, never a mixture, and of two who
 * saw the same old one only the first replaces it. `at`: the real time, UTC ms.
 */
export async function makeCurrent(
  store: Store,
  lock: Lock,
  manifest: Manifest,
  how: Current["how"],
  at: number,
): Promise<Current> {
  const value: Current = {
    snapshot: manifest.snapshot,
    published_at: new Date(at).toISOString(),
    how,
    as_of: manifest.as_of,
    contract_version: manifest.contract_version,
    clean: { leads: manifest.counts.leads.clean, companies: manifest.counts.companies.clean },
  };
  const text = `${JSON.stringify(value, null, 2)}\n`;
  const version = await store.putIf(CURRENT, text, lock.seen, async (moment) => {
    failpoint(`pointer-${moment}`);
    if (moment === "written") await lock.assertHeld();
  });
  if (version === null) throw lockLost(store.name);
  return value;
}
