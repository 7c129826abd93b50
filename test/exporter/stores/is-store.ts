import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStore } from "../../../exporter/stores/open-store";
import type { Store } from "../../../exporter/stores/store";
import { randomFile } from "./random-file";
import { type BucketKind, isHere, named, reachBuckets } from "./servers";

/** Larger than what goes in one request, and no whole number of parts. */
const LARGE = (17 << 20) + 7;

/** What a store of this kind does. */
export function isStore(kind: "folder" | BucketKind): void {
  const isBucket = kind !== "folder";
  describe.skipIf(!isHere(kind))(named(kind), () => {
    const scratch = mkdtempSync(join(tmpdir(), "lead-stores-"));
    afterAll(() => rmSync(scratch, { recursive: true, force: true }));
    let count = 0;
    const file = (bytes: number) => randomFile(join(scratch, `file-${count++}`), bytes);
    if (isBucket) beforeAll(() => reachBuckets(kind));

    /** An empty one, below a bucket's top or at it. */
    async function open(): Promise<Store> {
      if (isBucket) return openStore({ out: `${kind}://leads/here/${count++}` });
      const out = join(scratch, `store-${count++}`);
      mkdirSync(out);
      return openStore({ out });
    }

    test("lists what was put, below a prefix, with sizes, and brings it back", async () => {
      const store = await open();
      const [small, other] = [await file(1), await file(300_000)];
      await store.put("a/one", small.path, small.sha256);
      await store.put("a/b/two, with spaces + ä%", other.path, other.sha256);
      await store.put("ab", small.path, small.sha256);
      expect(await store.list("a")).toEqual([
        { key: "a/b/two, with spaces + ä%", bytes: 300_000 },
        { key: "a/one", bytes: 1 },
      ]);
      expect((await store.list("")).map(({ key }) => key)).toEqual(["a/b/two, with spaces + ä%", "a/one", "ab"]);
      expect(await store.sha256("a/b/two, with spaces + ä%")).toBe(other.sha256);
      const copy = join(scratch, `copy-${count++}`);
      expect(await store.fetch("a/b/two, with spaces + ä%", copy)).toBe(other.sha256);
      expect(readFileSync(copy).equals(readFileSync(other.path))).toBe(true);
      await store.delete(["a/one", "a/nothing"]);
      expect(await store.list("a")).toEqual([{ key: "a/b/two, with spaces + ä%", bytes: 300_000 }]);
    });

    test("takes a large file whole, and tells how far it is", async () => {
      const store = await open();
      const large = await file(LARGE);
      let told = 0;
      await store.put("large", large.path, large.sha256, (bytes) => {
        told += bytes;
      });
      expect(told).toBe(LARGE);
      expect(await store.list("")).toEqual([{ key: "large", bytes: LARGE }]);
      expect(await store.sha256("large")).toBe(large.sha256);
    });

    test("has nothing where nothing was put", async () => {
      const store = await open();
      expect([await store.get("no"), await store.sha256("no"), await store.list("no")]).toEqual([null, null, []]);
      expect(await store.fetch("no", join(scratch, `never-${count++}`))).toBeNull();
    });

    test.each([10, LARGE])("never puts one object over another (%i bytes)", async (bytes) => {
      const store = await open();
      const [first, second] = [await file(bytes), await file(bytes)];
      await store.put("one", first.path, first.sha256);
      await expect(store.put("one", second.path, second.sha256)).rejects.toMatchObject({ code: "STORE_CHANGED" });
      expect(await store.sha256("one")).toBe(first.sha256);
    });

    test.skipIf(!isBucket).each([10, LARGE])(
      "puts the same file again (%i bytes): an answer may be lost",
      async (bytes) => {
        const store = await open();
        const { path, sha256 } = await file(bytes);
        await store.put("one", path, sha256);
        await store.put("one", path, sha256);
        expect(await store.sha256("one")).toBe(sha256);
      },
    );

    test.skipIf(!isBucket).each([10, LARGE])("refuses a file that is not what was proven (%i bytes)", async (bytes) => {
      const store = await open();
      const [{ path }, { sha256 }] = [await file(bytes), await file(1)];
      await expect(store.put("one", path, sha256)).rejects.toThrow();
      expect(await store.list("")).toEqual([]);
    });

    test("replaces only what was seen", async () => {
      const store = await open();
      const first = await store.putIf("one", "1", null);
      expect(await store.get("one")).toMatchObject({ text: "1", version: first });
      expect((await store.get("one"))!.age).toBeLessThan(60_000);
      expect(await store.putIf("one", "2", null)).toBeNull();
      const second = await store.putIf("one", "2", first);
      expect(await store.putIf("one", "3", first)).toBeNull();
      expect(await store.get("one")).toMatchObject({ text: "2", version: second });
      await store.delete(["one"]);
      expect(await store.putIf("one", "4", second)).toBeNull();
      expect([await store.get("one"), await store.list("")]).toEqual([null, []]);
    });

    test.skipIf(!isBucket)("of twenty that replace it at once, exactly one does", async () => {
      const store = await open();
      for (const seen of [null, await store.putIf("other", "first", null)]) {
        const key = seen === null ? "one" : "other";
        const versions = await Promise.all(Array.from({ length: 20 }, (_, i) => store.putIf(key, `by ${i}`, seen)));
        const winners = versions.flatMap((version, i) => (version === null ? [] : [{ text: `by ${i}`, version }]));
        expect(winners).toHaveLength(1);
        expect(await store.get(key)).toMatchObject(winners[0]);
      }
    });
  });
}
