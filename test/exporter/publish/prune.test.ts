import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { listSnapshots } from "../../../exporter/publish/history";
import { outlived } from "../../../exporter/publish/outlived";
import { openStore } from "../../../exporter/stores/open-store";
import { newOut, removeFoldersAfterwards } from "./child";
import { KEEP, prunes } from "./prunes";

removeFoldersAfterwards();

/** As `history` lists them, newest first. The zone is Lagos, an hour ahead of UTC. */
const entry = (asOf: string, more: object = {}) => ({
  snapshot: asOf,
  current: null,
  about: { asOf, zone: "Africa/Lagos" } as never,
  problem: null,
  ...more,
});

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

// Of buckets of the other kinds in prune.long.test.ts.
prunes("folder");
prunes("s3");

test("nothing is made by looking at a place where nothing is", async () => {
  const out = newOut();
  mkdirSync(join(out, ".."), { recursive: true });
  expect(outlived(await listSnapshots(await openStore({ out })), KEEP)).toEqual([]);
  expect(existsSync(out)).toBe(false);
});
