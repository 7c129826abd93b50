import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FAILPOINTS } from "../../../exporter/stores/failpoint";
import { newOut, removeFoldersAfterwards, start } from "./child";
import { run } from "./publisher";
import { MONDAY, published, stopsAt, TUESDAY } from "./stopped";

removeFoldersAfterwards();
stopsAt(FAILPOINTS);

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
