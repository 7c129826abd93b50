import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type CopyRows, forgetInCopies, rowsInCopies } from "../inputs/copy/forget-in-copies";
import { type IsOfPerson, KEY_FIELDS } from "../inputs/person";
import { findRows, type Places, writeWithout } from "../parquet/without-rows";
import { addressOf } from "../stores/address";
import { Cache, serviceHome } from "../stores/cache";
import { onDisk } from "../stores/disk";
import { FolderStore } from "../stores/folder";
import type { Store } from "../stores/store";
import { Failure } from "../words/failure";
import type { OnPhase } from "../words/progress";
import { makeCurrent, readCurrent } from "./current";
import { describeFiles } from "./describe-files";
import { exportWithout } from "./export-without";
import { snapshotKey } from "./layout";
import { removeLeftovers } from "./leftovers";
import { localFile } from "./local-file";
import { type Manifest, readManifest } from "./manifest";
import { pageWithout } from "./page-without";
import { removeSnapshot } from "./prune";
import { addSnapshot, newSnapshotName, openStaging } from "./publish";
import { snapshotNames } from "./snapshot-names";
import { type Lock, withLock } from "./with-lock";

/** The rows of a person in one snapshot. */
export interface SnapshotRows {
  readonly snapshot: string;
  /** By the path of the file. */
  readonly rows: Readonly<Record<string, number>>;
  /** The snapshot without them, which took its place; `null`: nothing was removed. */
  readonly now: string | null;
}

export interface PersonRows {
  readonly snapshots: readonly SnapshotRows[];
  readonly copies: readonly CopyRows[];
}

interface Found {
  readonly manifest: Manifest;
  readonly places: ReadonlyMap<string, Places>;
}

/** Finds the rows of a person in all snapshots and raw copies of a store. Throws `SNAPSHOT_CHANGED` where a file is damaged. */
export async function findPerson(store: Store, isTheirs: IsOfPerson, onPhase: OnPhase = () => {}): Promise<PersonRows> {
  const found = await findInSnapshots(store, isTheirs, await readAll(store), (part) => onPhase("reading", part));
  const snapshots = found.map((one) => ({ snapshot: one.manifest.snapshot, rows: rowsOf(one), now: null }));
  return { snapshots, copies: await rowsInCopies(store, isTheirs) };
}

/**
 * Removes the rows of a person from all snapshots and raw copies of a store, and proves it by reading all of them again. A snapshot is not
 * changed: one without these rows, sealed anew, takes its place, and says how many there were; its counts and answers stay as they were
 * published. Killed anywhere, every snapshot is whole and one is current; done again, it goes on. Throws `SNAPSHOT_CHANGED`, `NOT_FORGOTTEN`.
 */
export async function forget(
  store: Store,
  isTheirs: IsOfPerson,
  by: string,
  now: () => number,
  onPhase: OnPhase = () => {},
): Promise<PersonRows> {
  return withLock(store, async (lock) => {
    await removeLeftovers(store);
    const manifests = await readAll(store);
    const snapshots: SnapshotRows[] = [];
    const all = await findInSnapshots(store, isTheirs, manifests, (part) => onPhase("reading", part));
    for (const [i, found] of all.entries()) {
      onPhase("writing", i / all.length);
      const { snapshot } = found.manifest;
      const rest = await withoutPerson(store, lock, found, manifests, isTheirs, { by, at: now() });
      if ((await readCurrent(store))?.snapshot === snapshot) await makeCurrent(store, lock, rest, "forget", now());
      await removeSnapshot(store, lock, snapshot);
      await forgetInCache(store, found);
      snapshots.push({ snapshot, rows: rowsOf(found), now: rest.snapshot });
    }
    const copies = await forgetInCopies(store, isTheirs);
    await forgetBeside(store, isTheirs);
    await prove(store, isTheirs, onPhase);
    return { snapshots, copies };
  });
}

/** By the name of a snapshot that is no more, the one without a person that took its place. */
export async function replacedSnapshots(store: Store): Promise<Map<string, Manifest>> {
  const manifests = await readAll(store);
  return new Map(manifests.flatMap((manifest) => (manifest.forgotten ?? []).map(({ from }) => [from, manifest])));
}

async function readAll(store: Store): Promise<Manifest[]> {
  const manifests: Manifest[] = [];
  for (const name of await snapshotNames(store)) manifests.push(await readManifest(store, name));
  return manifests;
}

async function findInSnapshots(
  store: Store,
  isTheirs: IsOfPerson,
  manifests: readonly Manifest[],
  onPart: (fraction: number) => void,
): Promise<Found[]> {
  const found: Found[] = [];
  for (const [i, manifest] of manifests.entries()) {
    onPart(i / manifests.length);
    const places = new Map<string, Places>();
    for (const { path } of manifest.files.filter(({ path }) => path.endsWith(".parquet"))) {
      const rows = await findRows(await localFile(store, manifest, path), KEY_FIELDS, isTheirs);
      if (rows.some(({ length }) => length > 0)) places.set(path, rows);
    }
    if (places.size > 0) found.push({ manifest, places });
  }
  return found;
}

function rowsOf({ places }: Found): Record<string, number> {
  return Object.fromEntries([...places].map(([path, rows]) => [path, countOf(rows)]));
}

function countOf(places: Places): number {
  return places.reduce((sum, { length }) => sum + length, 0);
}

/** Adds the snapshot without the rows; one that an earlier try left is taken. */
async function withoutPerson(
  store: Store,
  lock: Lock,
  found: Found,
  manifests: readonly Manifest[],
  isTheirs: IsOfPerson,
  { by, at }: { by: string; at: number },
): Promise<Manifest> {
  const { manifest } = found;
  const earlier = manifests.find(({ forgotten }) => forgotten?.at(-1)?.from === manifest.snapshot);
  if (earlier !== undefined) return earlier;
  const folder = await openStaging(store, lock);
  const snapshot = await newSnapshotName(store, Date.parse(manifest.as_of), manifest.content_key);
  await onDisk(store.home, () => stageWithout(store, found, isTheirs, snapshot, folder));
  const removed = rowsOf(found);
  const rows = manifest.files.flatMap(({ path, rows }) =>
    rows === null ? [] : [[path, rows - (removed[path] ?? 0)] as const],
  );
  const forgotten = { at: new Date(at).toISOString(), by, from: manifest.snapshot, rows: removed };
  const rest: Manifest = {
    ...manifest,
    snapshot,
    notices: [...manifest.notices, { code: "FORGOTTEN", sentence: sentenceOf(forgotten) }],
    forgotten: [...(manifest.forgotten ?? []), forgotten],
    files: await describeFiles(folder, Object.fromEntries(rows)),
  };
  await addSnapshot(store, lock, rest, () => {});
  return rest;
}

/** Its files as they are, but for the rows, and for its name in those that are text. */
async function stageWithout(
  store: Store,
  { manifest, places }: Found,
  isTheirs: IsOfPerson,
  name: string,
  folder: string,
): Promise<void> {
  for (const { path } of manifest.files) {
    const [from, to] = [await localFile(store, manifest, path), join(folder, path)];
    const removed = places.get(path);
    await mkdir(dirname(to), { recursive: true });
    if (removed !== undefined) await writeWithout(from, removed, to);
    else if (path.endsWith(".parquet")) await copyFile(from, to);
    else {
      const text = (await readFile(from, "utf8")).replaceAll(manifest.snapshot, name);
      await writeFile(to, path.endsWith(".html") ? pageWithout(text, isTheirs).page : text);
    }
  }
}

function sentenceOf({ at, rows }: { at: string; rows: Record<string, number> }): string {
  const each = Object.entries(rows).map(([path, count]) => `${count} of ${path}`);
  return `Rows of a person were removed from the files on ${at.slice(0, "2026-11-22".length)}: ${each.join(", ")}. Counts and answers are as they were published, with these rows.`;
}

/** What lies beside the snapshots: pages, such as the one at a fixed address, and what the service keeps of exports. */
async function forgetBeside(store: Store, isTheirs: IsOfPerson): Promise<void> {
  for (const place of placesBeside(store)) {
    for (const key of await keysBeside(place)) {
      const stored = await place.get(key);
      if (stored === null) continue;
      const { text, rows } = textWithout(key, stored.text, isTheirs);
      if (rows > 0) await place.putIf(key, text, stored.version);
    }
  }
}

/** A service that publishes into a bucket keeps its exports on this machine. */
function placesBeside(store: Store): Store[] {
  return store.folder === null ? [store, new FolderStore(serviceHome(store.name))] : [store];
}

async function keysBeside(store: Store): Promise<string[]> {
  const keys = (await store.list("")).map(({ key }) => key);
  return keys.filter((key) => /^[^/]+\.html$|^service\/[^/]+\.json$/.test(key));
}

function textWithout(key: string, text: string, isTheirs: IsOfPerson): { text: string; rows: number } {
  if (!key.endsWith(".html")) return exportWithout(text, isTheirs);
  const { page, rows } = pageWithout(text, isTheirs);
  return { text: page, rows };
}

/** In a bucket's place, what this machine still had of it. */
async function forgetInCache(store: Store, { manifest, places }: Found): Promise<void> {
  if (store.folder !== null) return;
  for (const { path, sha256 } of manifest.files) if (places.has(path)) await new Cache().drop(sha256);
}

/** Reads everything that is there now. */
async function prove(store: Store, isTheirs: IsOfPerson, onPhase: OnPhase): Promise<void> {
  const { snapshots, copies } = await findPerson(store, isTheirs, onPhase);
  const pages: string[] = [];
  for (const name of await snapshotNames(store)) {
    const { files } = await readManifest(store, name);
    pages.push(...files.filter(({ path }) => path.endsWith(".html")).map(({ path }) => snapshotKey(name, path)));
  }
  const held: string[] = [];
  for (const place of placesBeside(store)) {
    for (const key of [...(place === store ? pages : []), ...(await keysBeside(place))]) {
      if (textWithout(key, (await place.get(key))?.text ?? "", isTheirs).rows > 0)
        held.push(addressOf(place.name, key));
    }
  }
  const left = [...snapshots.map(({ snapshot }) => snapshot), ...copies.map(({ copy }) => copy), ...held];
  if (left.length > 0) {
    throw new Failure(
      "NOT_FORGOTTEN",
      `Rows of the person are still read back from ${left.join(", ")} of ${store.name}.`,
      { way: "left" },
    );
  }
}
