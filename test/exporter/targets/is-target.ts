import { beforeAll, describe, expect, test } from "vitest";
import { requireCurrent } from "../../../exporter/publish/current";
import { snapshotKey } from "../../../exporter/publish/layout";
import { localFile } from "../../../exporter/publish/local-file";
import type { SnapshotFiles } from "../../../exporter/publish/put-snapshot";
import { snapshotNames } from "../../../exporter/publish/snapshot-names";
import { verify } from "../../../exporter/publish/verify";
import { openStore } from "../../../exporter/stores/open-store";
import { openTarget } from "../../../exporter/targets/open-target";
import { leftovers, MONDAY, TUESDAY } from "../publish/bucket";
import { newOut, removeFoldersAfterwards } from "../publish/child";
import { run } from "../publish/publisher";
import { type BucketKind, isHere, named, reachBuckets } from "../stores/servers";

/** What a folder, or a bucket of this kind, does as a target. */
export function isTarget(kind: "folder" | BucketKind): void {
  removeFoldersAfterwards();
  const isBucket = kind !== "folder";
  describe.skipIf(!isHere(kind))(named(kind), () => {
    if (isBucket) beforeAll(() => reachBuckets(kind));

    test("gets each snapshot once, whole and current, keeps what it is told to, and is completed after a load that broke off", async () => {
      const [source, out] = [newOut(), isBucket ? `${kind}://leads/copy` : newOut()];
      const [from, store] = await Promise.all([source, out].map((out) => openStore({ out })));
      const target = openTarget({ kind: "store", out, keep: { last: 1, daily: 0, monthly: 0 } });
      const made = async (content: string, asOf: string): Promise<SnapshotFiles> => {
        const manifest = await verify(from, await run(source, content, asOf));
        return { manifest, fileAt: (path) => localFile(from, manifest, path) };
      };
      const load = async (snapshot: SnapshotFiles) => (await target).load(snapshot, () => {});
      /** What is current there, proven whole, and all that there is. */
      const there = async () => {
        const { snapshot } = await requireCurrent(store);
        await verify(store, snapshot);
        return [snapshot, ...(await snapshotNames(store))];
      };

      const a = await made("a", MONDAY);
      expect([await load(a), await load(a)]).toEqual([true, false]);
      expect(await there()).toEqual([a.manifest.snapshot, a.manifest.snapshot]);

      const b = await made("b", TUESDAY);
      const { path, sha256 } = b.manifest.files[0];
      await store.put(snapshotKey(b.manifest.snapshot, path), await b.fileAt(path), sha256);
      expect(await load(b)).toBe(true);
      expect(await there()).toEqual([b.manifest.snapshot, b.manifest.snapshot]);
      if (isBucket) expect(await leftovers(store)).toEqual([]);

      expect(await load(a)).toBe(true);
      expect((await there())[0]).toBe(a.manifest.snapshot);
    });
  });
}
