import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { FolderStore } from "../../../exporter/stores/folder";
import { sha256Of } from "../../../exporter/stores/sha256";
import type { Store } from "../../../exporter/stores/store";

const scratch = mkdtempSync(join(tmpdir(), "lead-stores-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
let files = 0;

/** A file of this machine with so many bytes, and its SHA-256. */
async function file(bytes: number): Promise<{ path: string; sha256: string }> {
  const path = join(scratch, `file-${files++}`);
  writeFileSync(path, randomBytes(bytes));
  return { path, sha256: await sha256Of(path) };
}

/** Each makes an empty store. */
const STORES: Record<string, () => Promise<Store>> = {
  folder: async () => {
    const folder = join(scratch, `store-${files++}`);
    mkdirSync(folder);
    return new FolderStore(folder);
  },
};

describe.each(Object.entries(STORES))("%s", (_, open) => {
  test("lists what was put, below a prefix, with sizes, and reads it back", async () => {
    const store = await open();
    const [small, large] = [await file(1), await file(300_000)];
    await store.put("a/one", small.path, small.sha256);
    await store.put("a/b/two", large.path, large.sha256);
    await store.put("ab", small.path, small.sha256);
    expect(await store.list("a")).toEqual([
      { key: "a/b/two", bytes: 300_000 },
      { key: "a/one", bytes: 1 },
    ]);
    expect(await store.sha256("a/b/two")).toBe(large.sha256);
    await store.delete(["a/one", "a/nothing"]);
    expect(await store.list("a")).toEqual([{ key: "a/b/two", bytes: 300_000 }]);
  });

  test("has nothing where nothing was put", async () => {
    const store = await open();
    expect([await store.get("no"), await store.sha256("no"), await store.list("no")]).toEqual([null, null, []]);
  });

  test("never puts one object over another", async () => {
    const store = await open();
    const [first, second] = [await file(10), await file(10)];
    await store.put("one", first.path, first.sha256);
    await expect(store.put("one", second.path, second.sha256)).rejects.toThrow();
    expect(await store.sha256("one")).toBe(first.sha256);
  });

  test("replaces only what was seen", async () => {
    const store = await open();
    const first = await store.putIf("one", "1", null);
    expect(await store.get("one")).toEqual({ text: "1", version: first });
    expect(await store.putIf("one", "2", null)).toBeNull();
    const second = await store.putIf("one", "2", first);
    expect(await store.putIf("one", "3", first)).toBeNull();
    expect(await store.get("one")).toEqual({ text: "2", version: second });
    await store.delete(["one"]);
    expect(await store.putIf("one", "4", second)).toBeNull();
    expect(await store.get("one")).toBeNull();
    expect(await store.list("")).toEqual([]);
  });
});
