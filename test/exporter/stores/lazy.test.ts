import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DIST } from "../../dist";

const CLOUDS = /node_modules\/(@aws-sdk|@smithy|@google-cloud|@azure|@typespec)\//;
const DOORS = /^\.\/(azure|emr-engine|s3|gcs)-[\w-]{8}\.js$/;
const IMPORT = /\bfrom\s?"(\.\/[\w-]+\.js)"|\bimport\s?"(\.\/[\w-]+\.js)"|\bimport\(`(\.\/[\w-]+\.js)`\)/g;

test("the clouds' libraries are in files of their own, behind one door each", () => {
  const doors = new Set<string>();
  const reached = new Set<string>();
  const reach = (file: string) => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const [, from, bare, dynamic] of readFileSync(join(DIST, file), "utf8").matchAll(IMPORT)) {
      const next = from ?? bare ?? dynamic;
      if (dynamic !== undefined && DOORS.test(dynamic)) doors.add(dynamic.replace(/-[\w-]{8}\.js$/, ""));
      else reach(next.slice(2));
    }
  };
  for (const entry of ["lead-export.js", "worker.js", "run-child.js", "lead-workbench.js"]) reach(entry);
  expect([...doors].sort()).toEqual(["./azure", "./emr-engine", "./gcs", "./s3"]);
  const sourcesOf = (file: string): string[] => {
    const map = join(DIST, `${file}.map`);
    return existsSync(map) ? JSON.parse(readFileSync(map, "utf8")).sources : [];
  };
  expect([...reached].flatMap(sourcesOf).filter((path) => CLOUDS.test(path))).toEqual([]);
  const all = readdirSync(DIST).filter((name) => name.endsWith(".js"));
  expect(all.flatMap(sourcesOf).filter((path) => CLOUDS.test(path)).length).toBeGreaterThan(100);
});
