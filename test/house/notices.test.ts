import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DIST } from "../dist";

const read = (path: string) => readFileSync(join(DIST, path), "utf8");

test("every package in the program's bundle is named in its notices", () => {
  const maps = readdirSync(DIST).filter((name) => name.endsWith(".js.map"));
  const sources: string[] = maps.flatMap((name) => JSON.parse(read(name)).sources);
  const packages = new Set(sources.flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []));
  // No package's name starts with a dot: a source map's own word for where its package was built.
  for (const name of packages) if (name.includes("/.")) packages.delete(name);
  expect(packages.size).toBeGreaterThan(50);
  const notices = read("THIRD-PARTY-NOTICES.txt");
  expect([...packages].filter((name) => !notices.includes(`\n${name} `))).toEqual([]);
});

test.each([
  [
    "addon/Code.js",
    ["i18n-iso-countries", "Unicode Character Database", "GeoNames"],
    ["MIT License", "UNICODE LICENSE V3", "by/4.0"],
  ],
  ["workbench/THIRD-PARTY-NOTICES.txt", ["@univerjs/core", "react", "rxjs"], ["Apache License", "MIT License"]],
  [
    "THIRD-PARTY-NOTICES.txt",
    ["@googleapis/sheets", "apache-arrow", "i18n-iso-countries"],
    ["Apache License", "UNICODE LICENSE V3"],
  ],
])("%s carries the terms of what is in it", (path, packages, texts) => {
  const notices = read(path);
  for (const name of packages) expect(notices).toMatch(new RegExp(`^${name} \\d`, "m"));
  for (const text of texts) expect(notices).toContain(text);
});

test("the sidebar holds nobody else's code", () => {
  expect(read("addon/Sidebar.html")).not.toMatch(/copyright|licen[cs]e/i);
});
