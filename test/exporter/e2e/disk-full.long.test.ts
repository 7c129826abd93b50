import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import {
  contents,
  currentOf,
  expectFailure,
  expectWhole,
  leftovers,
  published as publishedBy,
  type Run,
  type RunJson,
  run as runBy,
  TWO_COMPANIES,
  workplace,
} from "./world";

// In processes of their own, which hold no file of the disk once they have ended: it can be taken away.
const run = (options: Run) => runBy({ ...options, env: {} });
const published = (options: Run) => publishedBy({ ...options, env: {} });
const place = workplace();
const disk = join(place.folder, "disk");
mkdirSync(disk);
const mounted = mountSmallDisk();
afterAll(() => {
  if (mounted) execFileSync("umount", [disk]);
});

function mountSmallDisk(): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", disk], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!mounted)("a disk of 6 MB (skipped: this user may not mount one)", () => {
  const out = join(disk, "out");
  const companies = place.companies("companies.csv", TWO_COMPANIES);
  const people = (count: number) =>
    Array.from({ length: count }, () => [
      "Acme",
      randomBytes(12).toString("hex"),
      randomBytes(24).toString("hex"),
      "CTO",
      "Nigeria",
      "2026-11-20",
    ]);
  const few = place.leads("few.csv", people(100));
  const many = place.leads("many.csv", people(20_000));
  const KB = 1024;
  const roomOfTables = ({ files }: Pick<RunJson, "files">) =>
    files
      .filter(({ path }) => /^\w+\.parquet$/.test(path))
      .reduce((sum, { bytes }) => sum + Math.ceil(bytes / (4 * KB)) * 4 * KB, 0);
  const filler = join(disk, "filler");
  /** Leaves so many bytes free. */
  const fill = (left: number) => {
    rmSync(filler, { force: true });
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - left)));
  };

  test("whatever is being written when the space runs out, the run says so, and the last snapshot stays whole", async () => {
    const [{ snapshot }, trial] = await Promise.all([
      published({ leads: few, companies, out }),
      published({ leads: many, companies, out: place.newOut() }),
    ]);
    const before = contents(out);
    // No room for the lock, for a table, for an answer (of four, 4 KB each), for the page.
    const tables = roomOfTables(trial);
    for (const left of [0, 4 * KB, 600 * KB, tables + 4 * KB, tables + 12 * KB, tables + 200 * KB]) {
      fill(left);
      const ended = await run({ leads: many, companies, out });
      expect([left, ended.json.error?.code]).toEqual([left, "DISK_FULL"]);
      expectFailure(ended, 1, "DISK_FULL");
      expect(ended.json.error).toMatchObject({
        sentence: `The disk that holds ${out} is full.`,
        way_out: "Free some space there and run again.",
      });
      expect([left, contents(out), currentOf(out), leftovers(out)]).toEqual([left, before, snapshot, []]);
    }
    rmSync(filler);
    const next = await published({ leads: many, companies, out });
    expect(next.counts.leads.clean).toBe(20_000);
    expectWhole(out, snapshot);
  }, 120_000);

  test("the same when two threads write row groups", async () => {
    rmSync(out, { recursive: true, force: true });
    // Three row groups of 1.1 to 2 MB, so that each thread writes one.
    const names = Array.from({ length: 280_000 }, () => randomBytes(6).toString("hex"));
    const leads = place.leads(
      "more.csv",
      names.map((name) => ["Acme", "Ada", name, "CTO", "Nigeria", "2026-11-20"]),
    );
    const { snapshot } = await published({ leads: few, companies, out });
    const before = contents(out);
    // No room for the first row group, nor for one that the other thread wrote.
    for (const left of [600 * KB, 2200 * KB]) {
      fill(left);
      expectFailure(await run({ leads, companies, out }), 1, "DISK_FULL");
      expect([left, contents(out), currentOf(out), leftovers(out)]).toEqual([left, before, snapshot, []]);
    }
  }, 120_000);
});
