import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DIST, PROGRAM } from "../dist";

const read = (path: string) => readFileSync(path, "utf8");

/** A file of the build and those that it loads before it runs. */
function loadedBy(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  const imports = read(path).matchAll(/(?:^|;)(?:import|export)\b[^;"]*"(\.\/[^"]+)"/gm);
  for (const [, target] of imports) loadedBy(join(DIST, target), seen);
  return seen;
}

/** The packages whose code is in these files. */
function packagesIn(paths: Iterable<string>): string[] {
  const maps = [...paths].map((path) => `${path}.map`).filter((map) => existsSync(map));
  const sources: string[] = maps.flatMap((map) => JSON.parse(read(map)).sources);
  return [...new Set(sources.flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []))].sort();
}

/** Those that it loads once it runs, with `name` first. */
function loadedLate(name: string, loaded: Set<string>): Set<string> {
  const [, file] = new RegExp(`import\\(\`\\./(${name}-[^\`]*)\`\\)`).exec([...loaded].map(read).join())!;
  return loadedBy(join(DIST, file), loaded);
}

test("a second thread is started before any library is loaded", () => {
  expect(packagesIn(loadedBy(PROGRAM))).toEqual([]);
});

test("before a command is known, only the libraries of the command line are loaded", () => {
  expect(packagesIn(loadedLate("start", loadedBy(PROGRAM)))).toEqual(["commander", "picocolors"]);
});

test("a run is loaded from a few files: each that is found and linked takes a fraction of a millisecond", () => {
  const start = loadedLate("start", loadedBy(PROGRAM));
  expect(loadedLate("carry-out-run", start).size).toBeLessThan(10);
  expect(loadedBy(join(DIST, "worker.js")).size).toBeLessThan(6);
});

test("what runs on Spark's executors is the rules: no kernel, which they have no use for", () => {
  expect(read(join(DIST, "spark-worker.cjs"))).not.toContain("WebAssembly");
});
