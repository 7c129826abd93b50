import { expect, test } from "vitest";
import type { FailpointName } from "../../../exporter/stores/failpoint";
import {
  contents,
  currentOf,
  expectFailure,
  expectWhole,
  leftovers,
  oneObject,
  program,
  publishedPlace,
  runWords,
  TEN_LEADS,
} from "./world";

const place = await publishedPlace();
const twelve = place.leads("twelve.csv", [
  ...TEN_LEADS,
  ...TEN_LEADS.slice(0, 2).map((row) => ["Beta", ...row.slice(1)]),
]);
/** Passed after the swap: the new snapshot is current, though the run did not live to say so. */
const SWAPPED = ["pointer-swapped", "pointer-flushed", "lock-released"];

const words = (out: string) => runWords({ leads: twelve, companies: place.companiesFile, out });

/** The old snapshot is untouched; before the swap it is current too, and afterwards a whole new one is. */
function expectNothingLost(out: string, before: Record<string, string>, swapped: boolean): void {
  const { "current.json": pointer, ...snapshot } = before;
  expect(contents(out)).toMatchObject(snapshot);
  if (!swapped) expect(contents(out)["current.json"]).toBe(pointer);
  expect(currentOf(out) === place.snapshot).toBe(!swapped);
  expectWhole(out, currentOf(out)!);
}

/** What becomes of a run that is killed at each of these points. */
export function isKilledAt(points: readonly FailpointName[]): void {
  test.concurrent.each(points)(
    "killed with -9 at %s: the next run succeeds",
    async (name) => {
      const out = place.copyOf(place.out);
      const before = contents(out);
      const killed = await program(words(out), { LEAD_EXPORT_FAILPOINT: name });
      expect([killed.signal, killed.stdout]).toEqual(["SIGKILL", ""]);
      expectNothingLost(out, before, SWAPPED.includes(name));

      const next = await program(words(out));
      expect(next.code, next.stderr).toBe(0);
      const { published, snapshot, counts } = oneObject(next);
      expect(published || SWAPPED.includes(name) || name.startsWith("snapshot")).toBe(true);
      expect(counts!.leads).toEqual({ read: 12, blank: 0, clean: 12, duplicate: 0, held: 0 });
      expect([currentOf(out), leftovers(out)]).toEqual([snapshot, []]);
      expectWhole(out, snapshot!);
      expectWhole(out, place.snapshot);
    },
    120_000,
  );
}

/** What becomes of one whose disk is full at each of them. */
export function findsDiskFullAt(points: readonly FailpointName[]): void {
  test.concurrent.each(points)(
    "disk full at %s: says so, and nothing is lost",
    async (name) => {
      const out = place.copyOf(place.out);
      const before = contents(out);
      const full = await program(words(out), { LEAD_EXPORT_FAILPOINT: `${name}:ENOSPC` });
      const json = oneObject(full);
      // Once the pointer is swapped the result is published; a lock that cannot be marked released frees itself.
      if (name === "lock-released") {
        expect([full.code, json.published, json.error]).toEqual([0, true, undefined]);
      } else {
        expectFailure({ ...full, json }, 1, "DISK_FULL");
        expect(json.error).toMatchObject({
          sentence: `The disk that holds ${out} is full.`,
          way_out: "Free some space there and run again.",
        });
      }
      expectNothingLost(out, before, SWAPPED.includes(name));
      expect(leftovers(out)).toEqual([]);
    },
    120_000,
  );
}
