import { join } from "node:path";
import { addressOf } from "../stores/address";
import type { Store } from "../stores/store";

// Where everything is in a store.

export const CURRENT = "current.json";
/** There while the last run nobody watched ended badly. */
export const TROUBLE = "trouble.json";
/** How the last run ended, watched or not. */
export const LAST_RUN = "last-run.json";
/** What readers were told last. */
export const TOLD = "told.json";
export const SNAPSHOTS = "snapshots";
/** Folders of runs that have not finished begin so. */
export const STAGING = ".staging-";

/** The key of a snapshot, or of a file of it. */
export function snapshotKey(name: string, path?: string): string {
  return path === undefined ? `${SNAPSHOTS}/${name}` : `${SNAPSHOTS}/${name}/${path}`;
}

/** The page of a snapshot, in its folder. */
export const DASHBOARD = "dashboard.html";

/** Where a page beside the snapshots finds that of one of them: relative, ready for an address. */
export function pageAddress(name: string): string {
  return snapshotKey(encodeURIComponent(name), DASHBOARD);
}

/** Where a snapshot is, as people see it. */
export function snapshotAddress(out: string, name: string): string {
  return addressOf(out, snapshotKey(name));
}

/** The folder of this machine in which a run makes its files. */
export function stagingFolder({ home }: Store, fence: number): string {
  return join(home, SNAPSHOTS, `${STAGING}${fence}`);
}

/** `2026-11-22T120000Z-1a2b3c4d`, sorted by as-of. Milliseconds are shown only when there are some. */
export function snapshotName(asOf: number, contentKey: string): string {
  const instant = new Date(asOf).toISOString().replaceAll(":", "").replace(".000Z", "Z");
  return `${instant}-${contentKey.slice(0, 8)}`;
}

/** The as-of in a snapshot's name, UTC ms; `null` in any other name. */
export function instantInName(name: string): number | null {
  const [, day, hour, minute, second] = /^(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d(?:\.\d+)?)Z-/.exec(name) ?? [];
  if (day === undefined) return null;
  const instant = Date.parse(`${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(instant) ? null : instant;
}

/** A snapshot's name as a person may type it: one folder, never a path. */
export function isSnapshotName(name: string): boolean {
  return /^[0-9A-Za-z][0-9A-Za-z._-]*$/.test(name);
}
