import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { listSnapshots } from "../../../exporter/publish/history";
import { prune } from "../../../exporter/publish/prune";
import { restore } from "../../../exporter/publish/restore";
import { verify } from "../../../exporter/publish/verify";
import { withLock } from "../../../exporter/publish/with-lock";
import { openStore } from "../../../exporter/stores/open-store";
import { type BucketKind, isHere, named, reachBuckets } from "../stores/servers";
import { leftovers } from "./bucket";
import { newOut, removeFoldersAfterwards } from "./child";
import { run } from "./publisher";

export const KEEP = { last: 1, daily: 0, monthly: 0 };

/** What pruning leaves in a folder, or in a bucket of this kind. */
export function prunes(kind: "folder" | BucketKind): void {
  removeFoldersAfterwards();
  const isBucket = kind !== "folder";
  describe.skipIf(!isHere(kind))(named(kind), () => {
    if (isBucket) beforeAll(() => reachBuckets(kind));

    test("what need not stay goes, whole; what is current stays, whole", async () => {
      const out = isBucket ? `${kind}://leads/pruned` : newOut();
      const store = await openStore({ out });
      const names: string[] = [];
      for (const day of [20, 21, 22, 23]) names.push(await run(out, `day ${day}`, `2026-11-${day}T12:00:00.000Z`));
      await restore(store, names[0]);
      expect(await withLock(store, (lock) => prune(store, lock, KEEP))).toEqual([names[2], names[1]]);
      expect((await listSnapshots(store)).map(({ snapshot }) => snapshot)).toEqual([names[3], names[0]]);
      for (const name of [names[0], names[3]]) await verify(store, name);
      const left = (await store.list("snapshots")).map(({ key }) => key.split("/")[1]);
      expect([...new Set(left)].sort()).toEqual([names[0], names[3]]);
      expect(await withLock(store, (lock) => prune(store, lock, KEEP))).toEqual([]);
    });

    test("stopped in the middle, a snapshot is gone from the lists, and the next run removes the rest", async () => {
      const out = isBucket ? `${kind}://leads/stopped` : newOut();
      const store = await openStore({ out });
      await run(out, "a", "2026-11-20T12:00:00.000Z");
      const b = await run(out, "b", "2026-11-21T12:00:00.000Z");
      process.env.LEAD_EXPORT_FAILPOINT = "snapshot-withdrawn:EIO";
      await expect(withLock(store, (lock) => prune(store, lock, KEEP))).rejects.toThrow("EIO");
      delete process.env.LEAD_EXPORT_FAILPOINT;
      expect((await listSnapshots(store)).map(({ snapshot }) => snapshot)).toEqual([b]);
      const c = await run(out, "c", "2026-11-22T12:00:00.000Z");
      const left = (await store.list("snapshots")).map(({ key }) => key.split("/")[1]);
      expect([...new Set(left)].sort()).toEqual([b, c]);
      if (isBucket) expect(await leftovers(store)).toEqual([]);
      else expect(readdirSync(join(out, "snapshots")).sort()).toEqual([b, c]);
    });
  });
}
