import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { errorCode, onDisk, renameFlushed, writeFlushed } from "../stores/disk";
import { Failure } from "../words/failure";
import { failpoint } from "./failpoint";
import { isSnapshotName, layout } from "./layout";
import type { Lock } from "./lock";
import type { Manifest } from "./manifest";

const current = v.object({
  snapshot: v.pipe(v.string(), v.check(isSnapshotName)),
  published_at: v.pipe(v.string(), v.isoTimestamp()),
  how: v.picklist(["run", "restore"] as const),
  as_of: v.pipe(v.string(), v.isoTimestamp()),
  // What the publish guard compares with; here too, so that a damaged snapshot does not disarm it.
  contract_version: v.string(),
  clean: v.object({ leads: v.number(), companies: v.number() }),
});

/** What `<out>/current.json` says. */
export type Current = v.InferOutput<typeof current>;

/** The current snapshot, `null` before the first; throws `CURRENT_UNREADABLE`. */
export async function readCurrent(out: string): Promise<Current | null> {
  const path = layout(out).current;
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT" || errorCode(error) === "ENOTDIR") return null;
    throw error;
  }
  try {
    return v.parse(current, JSON.parse(text));
  } catch (error) {
    throw new Failure("CURRENT_UNREADABLE", `${path} does not name a snapshot: it was edited or damaged.`, {
      cause: error,
    });
  }
}

/** The current snapshot; throws `NOTHING_PUBLISHED` before the first. */
export async function requireCurrent(out: string): Promise<Current> {
  const value = await readCurrent(out);
  if (value !== null) return value;
  throw new Failure("NOTHING_PUBLISHED", `${out} has no snapshot yet.`);
}

/**
 * The swap: one rename makes a complete snapshot the current one. Readers see the old or the new, never a mixture. `at`: the real
 * time, UTC ms.
 */
export async function makeCurrent(
  out: string,
  lock: Lock,
  manifest: Manifest,
  how: Current["how"],
  at: number,
): Promise<Current> {
  const path = layout(out).current;
  const value: Current = {
    snapshot: manifest.snapshot,
    published_at: new Date(at).toISOString(),
    how,
    as_of: manifest.as_of,
    contract_version: manifest.contract_version,
    clean: { leads: manifest.counts.leads.clean, companies: manifest.counts.companies.clean },
  };
  await onDisk(out, async () => {
    await writeFlushed(`${path}.new`, `${JSON.stringify(value, null, 2)}\n`);
    failpoint("pointer-written");
    await lock.assertHeld();
    await renameFlushed(`${path}.new`, path, () => failpoint("pointer-swapped"));
    failpoint("pointer-flushed");
  });
  return value;
}
