import { join } from "node:path";

/** Where everything is below `<out>`. */
export function layout(out: string) {
  return {
    locks: join(out, "locks"),
    snapshots: join(out, "snapshots"),
    current: join(out, "current.json"),
    /** There while the last run nobody watched ended badly. */
    trouble: join(out, "trouble.json"),
    snapshot: (name: string) => join(out, "snapshots", name),
    staging: (fence: number) => join(out, "snapshots", `${STAGING}${fence}`),
  };
}

/** Folders of runs that have not finished begin so. */
export const STAGING = ".staging-";

/** `2026-11-22T120000Z-1a2b3c4d`, sorted by as-of. Milliseconds are shown only when there are some. */
export function snapshotName(asOf: number, contentKey: string): string {
  const instant = new Date(asOf).toISOString().replaceAll(":", "").replace(".000Z", "Z");
  return `${instant}-${contentKey.slice(0, 8)}`;
}

/** A snapshot's name as a person may type it: one folder, never a path. */
export function isSnapshotName(name: string): boolean {
  return /^[0-9A-Za-z][0-9A-Za-z._-]*$/.test(name);
}
