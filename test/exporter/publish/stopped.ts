import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readCurrent } from "../../../exporter/publish/current";
import { verify } from "../../../exporter/publish/verify";
import { FAILPOINTS } from "../../../exporter/stores/failpoint";
import { FolderStore } from "../../../exporter/stores/folder";
import { newOut, start } from "./child";
import { run } from "./publisher";

export const MONDAY = "2026-11-23T12:00:00.000Z";
export const TUESDAY = "2026-11-24T12:00:00.000Z";

type Point = (typeof FAILPOINTS)[number];

const SWAPPED = FAILPOINTS.indexOf("pointer-swapped");
const isAfterSwap = (point: Point) => FAILPOINTS.indexOf(point) >= SWAPPED;
export const snapshots = (out: string) =>
  existsSync(join(out, "snapshots")) ? readdirSync(join(out, "snapshots")) : [];

/** The current snapshot's content, proven whole; `null` before the first. */
export async function published(out: string): Promise<string | null> {
  const store = new FolderStore(out);
  const current = await readCurrent(store);
  if (current === null) return null;
  await verify(store, current.snapshot);
  return readFileSync(join(out, "snapshots", current.snapshot, "answers", "one.parquet"), "utf8");
}

/** What publishing comes to when it is killed at these points, and when the disk fills up there. */
export function stopsAt(points: readonly Point[]): void {
  describe.each(points)("killed at %s", (point) => {
    test("the first publish: nothing or all of it is there, and the next run succeeds", async () => {
      const out = newOut();
      const killed = await start(out, "a", MONDAY, { LEAD_EXPORT_FAILPOINT: point }).ended;
      expect(killed.signal).toBe("SIGKILL");
      expect(await published(out)).toBe(isAfterSwap(point) ? "answer of a" : null);
      const name = await run(out, "a", MONDAY);
      expect(await published(out)).toBe("answer of a");
      expect(snapshots(out)).toEqual([name]);
    });

    test("a replacement: the previous snapshot is whole and current until the swap, and orphans are removed", async () => {
      const out = newOut();
      await run(out, "a", MONDAY);
      const killed = await start(out, "b", TUESDAY, { LEAD_EXPORT_FAILPOINT: point }).ended;
      expect(killed.signal).toBe("SIGKILL");
      expect(await published(out)).toBe(isAfterSwap(point) ? "answer of b" : "answer of a");
      await run(out, "c", TUESDAY);
      expect(await published(out)).toBe("answer of c");
      expect(snapshots(out).filter((name) => name.startsWith("."))).toEqual([]);
      for (const name of snapshots(out)) await verify(new FolderStore(out), name);
      expect(readdirSync(out).sort()).toEqual(["current.json", "locks", "snapshots"]);
    });
  });

  describe.each(points)("the disk fills up at %s", (point) => {
    test("the run says so, leaves no half-written files, and the next one succeeds", async () => {
      const out = newOut();
      await run(out, "a", MONDAY);
      const full = await start(out, "b", TUESDAY, { LEAD_EXPORT_FAILPOINT: `${point}:ENOSPC` }).ended;
      expect(full.errors).toBe("");
      if (point === "lock-released") {
        expect(full.exit).toBe(0);
      } else {
        expect(full.exit).toBe(1);
        const { code, message } = JSON.parse(full.output);
        expect(code).toBe("DISK_FULL");
        expect(message).toContain(out);
      }
      expect(await published(out)).toBe(isAfterSwap(point) ? "answer of b" : "answer of a");
      expect(snapshots(out).filter((name) => name.startsWith("."))).toEqual([]);
      await run(out, "b", TUESDAY);
      expect(await published(out)).toBe("answer of b");
      expect(snapshots(out)).toHaveLength(2);
    });
  });
}
