import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { listSnapshots } from "../../../exporter/publish/history";
import { outlived } from "../../../exporter/publish/outlived";
import { prune } from "../../../exporter/publish/prune";
import { restore } from "../../../exporter/publish/restore";
import { verify } from "../../../exporter/publish/verify";
import { withLock } from "../../../exporter/publish/with-lock";
import { openStore } from "../../../exporter/stores/open-store";
import { BUCKET_KINDS, isHere, named, reachBuckets } from "../stores/servers";
import { leftovers } from "./bucket";
import { newOut, removeFoldersAfterwards } from "./child";
import { run } from "./publisher";

removeFoldersAfterwards();

/** As `history` lists them, newest first. The zone is Lagos, an hour ahead of UTC. */
const entry = (asOf: string, more: object = {}) => ({
  snapshot: asOf,
  current: null,
  about: { asOf, zone: "Africa/Lagos" } as never,
  problem: null,
  ...more,
});
const KEEP = { last: 1, daily: 0, monthly: 0 };

describe("of these days", () => {
  // 22:59 UTC on the 20th is the 20th in Lagos, 23:01 the 21st.
  const times = [
    "2026-11-22T12:00:00Z",
    "2026-11-22T08:00:00Z",
    "2026-11-20T23:01:00Z",
    "2026-11-20T22:59:00Z",
    "2026-11-10T08:00:00Z",
    "2026-10-31T23:30:00Z",
    "2026-10-31T22:30:00Z",
    "2026-09-01T08:00:00Z",
  ];
  test.each<[string, object, number[]]>([
    ["the newest", {}, [0]],
    ["the last three", { last: 3 }, [0, 1, 2]],
    ["three days", { daily: 3 }, [0, 2, 3]],
    ["more days than there are", { daily: 100 }, [0, 2, 3, 4, 5, 6, 7]],
    ["two months", { monthly: 2 }, [0, 6]],
    ["all months", { monthly: 12 }, [0, 6, 7]],
    ["two, two days and three months", { last: 2, daily: 2, monthly: 3 }, [0, 1, 2, 6, 7]],
  ])("%s stay", (_, keep, staying) => {
    const entries = times.map((at) => entry(at));
    const going = outlived(entries, { ...KEEP, ...keep });
    expect(times.flatMap((at, i) => (going.includes(at) ? [] : [i]))).toEqual(staying);
  });

  test("the current one stays however old, and so does one that is damaged", () => {
    const entries = [entry("2026-11-22T12:00:00Z"), entry("2026-11-21T12:00:00Z"), entry("2026-11-20T12:00:00Z")];
    const current = entry("2026-01-01T12:00:00Z", { current: {} });
    const damaged = entry("?", { about: null });
    expect(outlived([...entries, current, damaged], KEEP)).toEqual(["2026-11-21T12:00:00Z", "2026-11-20T12:00:00Z"]);
  });
});

describe.each(["folder", ...BUCKET_KINDS] as const)("%s", (kind) => {
  const isBucket = kind !== "folder";
  describe.skipIf(isBucket && !isHere(kind))(isBucket ? named(kind) : "", () => {
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
});

test("nothing is made by looking at a place where nothing is", async () => {
  const out = newOut();
  mkdirSync(join(out, ".."), { recursive: true });
  expect(outlived(await listSnapshots(await openStore({ out })), KEEP)).toEqual([]);
  expect(existsSync(out)).toBe(false);
});
