import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import type { Store } from "../../../exporter/stores/store";
import { type Asked, type Fault, first } from "./fault-proxy";
import { randomFile } from "./random-file";

/** A new place, reached through a proxy (`store`) and without it (`direct`). */
export interface Reached {
  readonly store: Store;
  readonly direct: Store;
}

export const isPut = ({ method }: Asked) => method === "PUT";
const isGet = ({ method }: Asked) => method === "GET";

/** What every store promises over a line that loses answers and is cut. `faults`: what may befall what is brought. */
export function promisesOverABadLine(
  scratch: string,
  faults: readonly Fault[],
  reach: (faults: (asked: Asked) => Fault | null) => Promise<Reached>,
): void {
  let count = 0;
  const newPath = () => join(scratch, `line-${count++}`);

  test.each([1000, (9 << 20) + 1])("a put of %i bytes whose answer is lost has been done once", async (bytes) => {
    const { store } = await reach(first(1, "lose answer", isPut));
    const { path, sha256 } = await randomFile(newPath(), bytes);
    await store.put("one", path, sha256);
    expect(await store.sha256("one")).toBe(sha256);
  });

  test("a replacement whose answer is lost has been won", async () => {
    const { store } = await reach(first(1, "lose answer", isPut));
    const version = await store.putIf("one", "mine", null);
    expect(await store.get("one")).toMatchObject({ text: "mine", version });
  });

  test.each(faults)("what is brought over a line with %s, again and again, arrives whole", async (fault) => {
    const { store } = await reach(first(3, fault, isGet));
    const { path, sha256 } = await randomFile(newPath(), 3 << 20);
    await store.put("one", path, sha256);
    const copy = newPath();
    expect(await store.fetch("one", copy)).toBe(sha256);
    expect(readFileSync(copy).equals(readFileSync(path))).toBe(true);
  });

  test("what is replaced while it is brought is not mixed with what it was", async () => {
    let isFirst = true;
    const { store, direct } = await reach((asked) => {
      if (!isGet(asked) || !isFirst) return null;
      isFirst = false;
      return "cut answer";
    });
    const version = await direct.putIf("one", "x".repeat(100_000), null);
    const bringing = store.sha256("one");
    await vi.waitUntil(() => !isFirst);
    await direct.putIf("one", "y".repeat(100_000), version);
    await expect(bringing).rejects.toMatchObject({ code: "STORE_CHANGED" });
  });
}
