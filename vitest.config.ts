import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { defineConfig, type Plugin } from "vitest/config";
import { testFiles } from "./test/projects.ts";

const { unit, built, browser, long } = testFiles();
/** Tests of the build run again when a source changes, though they import none: who imports `test/dist.ts` watches them all. */
const watchSources: Plugin = {
  name: "watch-sources",
  transform(_, id) {
    if (id !== resolve("test/dist.ts")) return;
    for (const folder of ["appsscript", "exporter", "shared", "workbench"]) {
      for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
        if (/\.\w+$/.test(path)) this.addWatchFile(resolve(join(folder, path)));
      }
    }
  },
};
const KERNEL = "test/kernel.ts";
// They share no state: one build does for all.
const globalSetup = ["test/build.ts", KERNEL];
const plugins = [watchSources];

/** Tests make, flush and remove small files by the thousand: in memory, where there is room, unless the environment says where. */
function temporaryFolder(): { TMPDIR?: string } {
  const memory = "/dev/shm";
  if (process.env.TMPDIR !== undefined || !existsSync(memory)) return {};
  const { bavail, bsize } = statfsSync(memory);
  if (bavail * bsize < 4 * 2 ** 30) return {};
  // Those of tests that were killed.
  for (const name of readdirSync(memory)) {
    const [, pid] = /^lead-export-tests-(\d+)-/.exec(name) ?? [];
    if (pid && !existsSync(`/proc/${pid}`)) rmSync(join(memory, name), { recursive: true, force: true });
  }
  const folder = mkdtempSync(join(memory, `lead-export-tests-${process.pid}-`));
  // PostgreSQL's own user has files there too.
  chmodSync(folder, 0o755);
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return { TMPDIR: folder };
}

const env = temporaryFolder();
// What a machine has every Node program trust takes each of a thousand programs 60 ms to read; those of tests speak to this machine alone.
delete process.env.NODE_EXTRA_CA_CERTS;

export default defineConfig({
  test: {
    // One more than cores: most tests wait for programs they started.
    maxWorkers: availableParallelism() + 1,
    setupFiles: [...(process.env.NODE_V8_COVERAGE === undefined ? [] : ["test/coverage.ts"]), "test/fresh-memory.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      // What they import is loaded once for all: what a file changes in its process, it puts back.
      { extends: true, test: { name: "unit", include: unit, isolate: false, env, globalSetup: KERNEL } },
      { extends: true, plugins, test: { name: "built", include: built, isolate: false, env, globalSetup } },
      { extends: true, plugins, test: { name: "browser", include: browser, isolate: false, env, globalSetup } },
      // What takes minutes: hundreds of whole runs, hundreds of steps in a browser.
      { extends: true, plugins, test: { name: "long", include: long, globalSetup } },
    ],
  },
});
