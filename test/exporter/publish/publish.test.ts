import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readCurrent } from "../../../exporter/publish/current";
import { verify } from "../../../exporter/publish/verify";
import { FAILPOINTS } from "../../../exporter/stores/failpoint";
import { FolderStore } from "../../../exporter/stores/folder";
import { newOut, removeFoldersAfterwards, start } from "./child";
import { run } from "./publisher";

removeFoldersAfterwards();

const MONDAY = "2026-11-23T12:00:00.000Z";
const TUESDAY = "2026-11-24T12:00:00.000Z";

const SWAPPED = FAILPOINTS.indexOf("pointer-swapped");
const isAfterSwap = (point: (typeof FAILPOINTS)[number]) => FAILPOINTS.indexOf(point) >= SWAPPED;
const snapshots = (out: string) => (existsSync(join(out, "snapshots")) ? readdirSync(join(out, "snapshots")) : []);

/** The current snapshot's content, proven whole; `null` before the first. */
async function published(out: string): Promise<string | null> {
  const store = new FolderStore(out);
  const current = await readCurrent(store);
  if (current === null) return null;
  await verify(store, current.snapshot);
  return readFileSync(join(out, "snapshots", current.snapshot, "answers", "one.parquet"), "utf8");
}

test("a snapshot holds its files and its manifest, and current.json names it", async () => {
  const out = newOut();
  const name = await run(out, "a", MONDAY);
  expect(name).toMatch(/^2026-11-23T120000Z-[0-9a-f]{8}$/);
  expect(snapshots(out)).toEqual([name]);
  expect(readdirSync(join(out, "snapshots", name)).sort()).toEqual(["answers", "leads.parquet", "manifest.json"]);
  expect(JSON.parse(readFileSync(join(out, "current.json"), "utf8"))).toMatchObject({ snapshot: name, how: "run" });
  const manifest = JSON.parse(readFileSync(join(out, "snapshots", name, "manifest.json"), "utf8"));
  expect(manifest.snapshot).toBe(name);
  expect(manifest.files).toMatchObject([
    { path: "answers/one.parquet", bytes: 11, rows: 1 },
    { path: "leads.parquet", bytes: 1000, rows: 1000 },
  ]);
});

describe.each(FAILPOINTS)("killed at %s", (point) => {
  test("the first publish: nothing or all of it is there, and the next run succeeds", async () => {
    const out = newOut();
    const killed = await start(out, "a", MONDAY, { LEAD_EXPORT_FAILPOINT: point }).ended;
    expect(killed.signal).toBe("SIGKILL");
    expect(await published(out)).toBe(isAfterSwap(point) ? "answer of a" : null);
    const name = await run(out, "a", MONDAY);
    expect(await published(out)).toBe("answer of a");
    expect(snapshots(out)).toEqual([name]);
  });

  test("a replacement: the previous snapshot is whole and current until the swap, and orphans are removed", async () => {
    const out = newOut();
    await run(out, "a", MONDAY);
    const killed = await start(out, "b", TUESDAY, { LEAD_EXPORT_FAILPOINT: point }).ended;
    expect(killed.signal).toBe("SIGKILL");
    expect(await published(out)).toBe(isAfterSwap(point) ? "answer of b" : "answer of a");
    await run(out, "c", TUESDAY);
    expect(await published(out)).toBe("answer of c");
    expect(snapshots(out).filter((name) => name.startsWith("."))).toEqual([]);
    for (const name of snapshots(out)) await verify(new FolderStore(out), name);
    expect(readdirSync(out).sort()).toEqual(["current.json", "locks", "snapshots"]);
  });
});

describe.each(FAILPOINTS)("the disk fills up at %s", (point) => {
  test("the run says so, leaves no half-written files, and the next one succeeds", async () => {
    const out = newOut();
    await run(out, "a", MONDAY);
    const full = await start(out, "b", TUESDAY, { LEAD_EXPORT_FAILPOINT: `${point}:ENOSPC` }).ended;
    expect(full.errors).toBe("");
    if (point === "lock-released") {
      expect(full.exit).toBe(0);
    } else {
      expect(full.exit).toBe(1);
      const { code, message } = JSON.parse(full.output);
      expect(code).toBe("DISK_FULL");
      expect(message).toContain(out);
    }
    expect(await published(out)).toBe(isAfterSwap(point) ? "answer of b" : "answer of a");
    expect(snapshots(out).filter((name) => name.startsWith("."))).toEqual([]);
    await run(out, "b", TUESDAY);
    expect(await published(out)).toBe("answer of b");
    expect(snapshots(out)).toHaveLength(2);
  });
});

test("a really full disk: the previous snapshot stays whole and current", async (context) => {
  const disk = newOut();
  mkdirSync(disk);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=192k", "tmpfs", disk], { stdio: "ignore" });
  } catch {
    context.skip("this machine does not let a test mount a small disk");
  }
  try {
    const out = join(disk, "out");
    await run(out, "a", MONDAY);
    const filler = join(disk, "filler");
    // Leave from nothing upwards, page by page, until a run fits: every write is the one that fails at some point.
    let failed = 0;
    for (let pages = 0; ; pages++) {
      try {
        writeFileSync(filler, Buffer.alloc(512 * 1024));
      } catch {}
      const size = readFileSync(filler).length;
      writeFileSync(filler, Buffer.alloc(Math.max(0, size - pages * 4096)));
      const ended = await start(out, "b", TUESDAY).ended;
      if (ended.exit === 0) break;
      failed++;
      expect(await published(out)).toBe("answer of a");
      rmSync(filler);
    }
    expect(failed).toBeGreaterThan(1);
    expect(await published(out)).toBe("answer of b");
  } finally {
    execFileSync("umount", [disk], { stdio: "ignore" });
  }
});

test("a file where the folder should be is named", async () => {
  const out = newOut();
  writeFileSync(out, "a file");
  const ended = await start(out, "a", MONDAY).ended;
  expect(ended.exit).toBe(2);
  expect(JSON.parse(ended.output)).toMatchObject({ code: "OUT_NOT_A_FOLDER" });
});
