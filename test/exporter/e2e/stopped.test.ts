import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contents, currentOf, expectWhole, leftovers, publishedPlace, runWords, start } from "./world";

const place = await publishedPlace();
const more = place.leads(
  "more.csv",
  Array.from({ length: 11 }, (_, i) => ["Acme", "Ben", `Obi ${i}`, "CTO", "Nigeria", "2026-11-20 08:00:00"]),
);

const locks = (out: string) =>
  readdirSync(join(out, "locks")).map((name) => JSON.parse(readFileSync(join(out, "locks", name), "utf8")));

/** Where in a run a signal comes, and whether its snapshot is current by then. */
const MOMENTS = [
  ["SIGHUP", 129, "lease-taken", false],
  ["SIGINT", 130, "staging-created", false],
  ["SIGTERM", 143, "manifest-written", false],
  ["SIGTERM", 143, "pointer-flushed", true],
] as const;

test.skipIf(process.platform === "win32").concurrent.each(MOMENTS)(
  "%s (exit %i) at %s: the lock is released, what is unfinished is removed, and it is said",
  async (signal, code, moment, isPublished) => {
    const out = place.copyOf(place.out);
    const before = contents(out);
    const words = runWords({ leads: more, companies: place.companiesFile, out });
    const ended = await start(words, { LEAD_EXPORT_FAILPOINT: `${moment}:${signal}` }).ended;
    expect([ended.code, ended.signal], ended.stderr).toEqual([code, null]);
    expect(ended.stderr).not.toContain("Error");
    expect(ended.stderr).toContain(`\nStopped by ${signal}.`);
    expect(locks(out)).toHaveLength(1);
    expect(locks(out)[0].released).toBeTruthy();
    expect(leftovers(out)).toEqual([]);
    expect(currentOf(out) !== place.snapshot).toBe(isPublished);
    expectWhole(out, currentOf(out)!);
    // At the very end the run may have said all by then.
    if (isPublished) return;
    expect([ended.stdout, contents(out)]).toEqual(["", before]);
    const done = `The lock on ${out} is released, and what was unfinished is removed.`;
    expect(ended.stderr).toContain(`Stopped by ${signal}. ${done} Nothing is half published.\n`);
  },
);
