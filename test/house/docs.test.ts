import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const pages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...readdirSync("docs").map((name) => `docs/${name}`)];
const markdown = pages.filter((path) => path.endsWith(".md"));

/** `Add a question` -> `add-a-question`, as headings are linked. */
const anchors = (path: string) =>
  [...readFileSync(path, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

test.each(markdown)("every link of %s leads somewhere", (page) => {
  const targets = [...readFileSync(page, "utf8").matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
  const dead = targets.filter((target) => {
    if (/^(https?|mailto):/.test(target)) return false;
    const [path, anchor] = target.split("#");
    const file = path === "" ? page : join(dirname(page), path);
    if (!existsSync(file)) return true;
    return anchor !== undefined && file.endsWith(".md") && !anchors(file).includes(anchor);
  });
  expect(dead).toEqual([]);
});

test.each(["CONTRIBUTING.md", "docs/architecture.md"])("every file and folder that %s names is there", (page) => {
  const text = readFileSync(page, "utf8").replace(/^```.*?^```/gms, "");
  const named = [...text.matchAll(/`((?:shared|appsscript|exporter|workbench|test|scripts|docs)\/[\w./*-]*)`/g)];
  const missing = named.map(([, path]) => path).filter((path) => !path.includes("*") && !existsSync(path));
  expect(named.length).toBeGreaterThan(5);
  expect(missing).toEqual([]);
});

test("each system that docs/works-with.md names was tried by a test or a script that it links to", () => {
  const [, table] = /\| You have \|.*\n\|[- |]+\n((?:\|.*\n)+)/.exec(readFileSync("docs/works-with.md", "utf8"))!;
  const rows = table.trim().split("\n");
  expect(rows.length).toBeGreaterThan(8);
  const untried = rows.filter((row) => !/\]\(\.\.\/(test|scripts)\/[^)]+\) *[^|]*\|$/.test(row));
  expect(untried).toEqual([]);
});
