import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCurrent } from "../../../exporter/publish/current";
import { snapshotKey } from "../../../exporter/publish/layout";
import { localFile } from "../../../exporter/publish/local-file";
import { bucketSnapshots } from "../../../exporter/publish/snapshot-names";
import { verify } from "../../../exporter/publish/verify";
import { openStore } from "../../../exporter/stores/open-store";
import { sha256Of } from "../../../exporter/stores/sha256";
import type { Store } from "../../../exporter/stores/store";
import type { BucketKind } from "../stores/servers";

export const MONDAY = "2026-11-23T12:00:00.000Z";
export const TUESDAY = "2026-11-24T12:00:00.000Z";

let places = 0;

/** A place in the bucket where nothing is yet. */
export async function newPlace(kind: BucketKind): Promise<{ out: string; store: Store }> {
  const out = `${kind}://leads/place-${places++}`;
  return { out, store: await openStore({ out }) };
}

/** The current snapshot's answer, proven whole in the bucket and as its readers get it; `null` before the first. */
export async function published(store: Store): Promise<string | null> {
  const current = await readCurrent(store);
  if (current === null) return null;
  const manifest = await verify(store, current.snapshot);
  return readFileSync(await localFile(store, manifest, "answers/one.parquet"), "utf8");
}

/** What unfinished runs left, in the bucket and on this machine. */
export async function leftovers(store: Store): Promise<string[]> {
  const folder = join(store.home, "snapshots");
  const unfinished = (await bucketSnapshots(store)).filter(({ isWhole }) => !isWhole).map(({ name }) => name);
  return [...unfinished, ...(existsSync(folder) ? readdirSync(folder) : [])];
}

/** Puts other bytes in the place of a snapshot's file, as somebody with another program would. */
export async function overwrite(store: Store, snapshot: string, path: string, bytes: string | null): Promise<void> {
  const key = snapshotKey(snapshot, path);
  await store.delete([key]);
  if (bytes === null) return;
  const folder = mkdtempSync(join(tmpdir(), "lead-bucket-"));
  const file = join(folder, "other");
  writeFileSync(file, bytes);
  await store.put(key, file, await sha256Of(file));
  rmSync(folder, { recursive: true });
}
