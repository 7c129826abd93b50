import { rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { makeCurrent, readCurrent, requireCurrent } from "../../../exporter/publish/current";
import { listSnapshots } from "../../../exporter/publish/history";
import { acquireLease } from "../../../exporter/publish/lease";
import { localFile } from "../../../exporter/publish/local-file";
import { lockObject } from "../../../exporter/publish/lock-object";
import { restore } from "../../../exporter/publish/restore";
import { verify } from "../../../exporter/publish/verify";
import { type BucketKind, isHere, named, reachBuckets } from "../stores/servers";
import { leftovers, MONDAY, newPlace, overwrite, published, TUESDAY } from "./bucket";
import { removeFoldersAfterwards, start } from "./child";
import { run } from "./publisher";

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { code?: string }) => error.code,
  );

/** What publishing into a bucket of this kind does. */
export function publishesInto(kind: BucketKind): void {
  removeFoldersAfterwards();
  describe.skipIf(!isHere(kind))(named(kind), () => {
    beforeAll(() => reachBuckets(kind));

    test("a snapshot is there with its files, current, and read from the cache", async () => {
      const { out, store } = await newPlace(kind);
      const name = await run(out, "a", MONDAY);
      expect(await published(store)).toBe("answer of a");
      const files = ["answers/one.parquet", "leads.parquet", "manifest.json"].map(
        (path) => `snapshots/${name}/${path}`,
      );
      expect((await store.list("")).map(({ key }) => key)).toEqual(["current.json", "lock.json", ...files]);
      expect(await leftovers(store)).toEqual([]);
      // What was brought once is read where it is, also when the bucket's own is gone meanwhile.
      const manifest = await verify(store, name);
      await overwrite(store, name, "leads.parquet", null);
      await localFile(store, manifest, "leads.parquet");
      rmSync(join(process.env.XDG_CACHE_HOME!, "lead-export", "files"), { recursive: true });
      expect(await codeOf(localFile(store, manifest, "leads.parquet"))).toBe("SNAPSHOT_CHANGED");
    });

    test("the same content on the same day is the same snapshot; another becomes current by the swap only", async () => {
      const { out, store } = await newPlace(kind);
      const a = await run(out, "a", MONDAY);
      expect(await run(out, "a", "2026-11-23T18:00:00.000Z")).toBe(a);
      const b = await run(out, "b", TUESDAY);
      expect((await listSnapshots(store)).map(({ snapshot, current }) => [snapshot, current?.how])).toEqual([
        [b, "run"],
        [a, undefined],
      ]);
      await restore(store, a);
      expect((await requireCurrent(store)).snapshot).toBe(a);
      expect(await run(out, "b", TUESDAY)).toBe(b);
      expect(await published(store)).toBe("answer of b");
    });

    test.each([
      ["longer", "x".repeat(1001)],
      ["of the same size", "x".repeat(1000)],
      ["gone", null],
    ])("a file that is %s is found, named, not restored, and made anew", async (_, bytes) => {
      const { out, store } = await newPlace(kind);
      const a = await run(out, "a", MONDAY);
      const b = await run(out, "b", TUESDAY);
      await overwrite(store, a, "leads.parquet", bytes);
      for (const work of [verify, restore]) {
        await expect(work(store, a)).rejects.toMatchObject({
          code: "SNAPSHOT_CHANGED",
          message: expect.stringContaining(`${out}/snapshots/${a}/leads.parquet is not`),
        });
      }
      expect((await requireCurrent(store)).snapshot).toBe(b);
      expect(await run(out, "a", MONDAY)).toBe(`${a}-2`);
    });

    test("of twenty publishers at once, exactly one wins", async () => {
      const { out, store } = await newPlace(kind);
      await run(out, "first", MONDAY);
      const ended = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => run(out, `content ${i}`, TUESDAY)));
      const won = ended.flatMap((one, i) => (one.status === "fulfilled" ? [{ name: one.value, i }] : []));
      expect(won).toHaveLength(1);
      const refused = ended.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
      expect(refused).toEqual(Array(19).fill("LOCKED"));
      expect(await published(store)).toBe(`answer of content ${won[0].i}`);
      expect((await requireCurrent(store)).snapshot).toBe(won[0].name);
      expect(await leftovers(store)).toEqual([]);
    });

    test("of twenty that all mean to hold the lock, exactly one replaces what all saw", async () => {
      const { out, store } = await newPlace(kind);
      const manifest = await verify(store, await run(out, "a", MONDAY));
      const seen = (await store.get("current.json"))!.version;
      const lock = { fence: 1, seen, assertHeld: async () => {}, release: async () => {} };
      const swaps = Array.from({ length: 20 }, (_, i) => makeCurrent(store, lock, manifest, "restore", 1e12 + i));
      const ended = await Promise.allSettled(swaps);
      const won = ended.filter((one) => one.status === "fulfilled");
      expect(won).toHaveLength(1);
      expect(ended.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []))).toEqual(
        Array(19).fill("LOCK_LOST"),
      );
      expect(await readCurrent(store)).toEqual(won[0].value);
    });

    test("who lost the lock meanwhile publishes nothing, and takes nothing away", async () => {
      const { out, store } = await newPlace(kind);
      await run(out, "a", MONDAY);
      const slow = run(out, "slow", TUESDAY, {}, async () => {
        await store.delete(["lock.json"]);
        await run(out, "quick", TUESDAY);
      });
      await expect(slow).rejects.toMatchObject({ code: "LOCK_LOST", exit: 6 });
      expect(await published(store)).toBe("answer of quick");
      await run(out, "next", TUESDAY);
      expect([await published(store), await leftovers(store)]).toEqual(["answer of next", []]);
    });

    // These two wait for seconds: they do so together.
    test.concurrent("a holder of another machine is named and waited for, and replaced once its lease has run out", async () => {
      const { store } = await newPlace(kind);
      const lease = await acquireLease(lockObject(store));
      const { text, version } = (await store.get("lock.json"))!;
      const elsewhere = { ...JSON.parse(text), host: "elsewhere.example", world: "another", pid: 1 };
      await store.putIf("lock.json", JSON.stringify(elsewhere), version);
      await expect(acquireLease(lockObject(store))).rejects.toMatchObject({
        code: "LOCKED",
        message: expect.stringMatching(/process 1 on the machine elsewhere\.example, since 2\d{3}-/),
        wayOut: expect.stringMatching(/run again in 2 minutes/),
      });
      await new Promise((later) => setTimeout(later, 3200));
      const next = await acquireLease(lockObject(store), 1000);
      expect(next.fence).toBe(lease.fence + 1);
      await next.release();
      await lease.release();
      await (await acquireLease(lockObject(store))).release();
    });

    test.concurrent("a holder that is at work longer than its lease keeps it", async () => {
      const { store } = await newPlace(kind);
      const lease = await acquireLease(lockObject(store), 1000);
      await new Promise((later) => setTimeout(later, 2200));
      const holder = async () => JSON.parse((await store.get("lock.json"))!.text);
      const isRenewed = ({ since, renewed }: { since: string; renewed: string }) => renewed !== since;
      // A loaded machine renews late.
      await vi.waitUntil(async () => isRenewed(await holder()), 20_000);
      const { token } = await holder();
      expect(await codeOf(acquireLease(lockObject(store), 1500))).toBe("LOCKED");
      expect(await holder()).toMatchObject({ token, released: false });
      await lease.assertHeld();
      await lease.release();
      expect((await acquireLease(lockObject(store))).fence).toBe(lease.fence + 1);
    });

    test("killed while its files are on their way: the next run removes what is left and publishes", async () => {
      const { out, store } = await newPlace(kind);
      await run(out, "a", MONDAY);
      const killed = await start(out, "b", TUESDAY, { LEAD_EXPORT_FAILPOINT: "file-put" }).ended;
      expect(killed.signal).toBe("SIGKILL");
      expect(await published(store)).toBe("answer of a");
      expect(await leftovers(store)).not.toEqual([]);
      await run(out, "c", TUESDAY);
      expect([await published(store), await leftovers(store)]).toEqual(["answer of c", []]);
    });
  });
}
