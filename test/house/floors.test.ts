import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { FLOORS, WALLS } from "./floors";
import { type Import, importsOf, sourcesOf } from "./imports";

const parts = Object.keys(WALLS);

test.each(parts)("%s imports from nobody but those it may", (part) => {
  const allowed = [part, ...WALLS[part]];
  const astray = importsOf(part).filter(({ to }) => !allowed.includes(to.split("/")[0]));
  expect(astray).toEqual([]);
});

describe.each(Object.entries(FLOORS))("%s", (part, floors) => {
  const level = new Map(floors.flatMap((names, floor) => names.map((name) => [name, floor])));

  test("every folder and file has its floor, and every floor's name is there", () => {
    expect(new Set(sourcesOf(part).map(nameOf))).toEqual(new Set(level.keys()));
  });

  test("imports from the floors below and from no other", () => {
    const upward = (one: Import) => level.get(nameOf(one.to))! >= level.get(nameOf(one.from))!;
    const crossing = importsOf(part).filter(({ from, to }) => to.startsWith(`${part}/`) && nameOf(from) !== nameOf(to));
    expect(crossing.length).toBeGreaterThan(10);
    expect(crossing.filter(upward)).toEqual([]);
  });
});

test("docs/architecture.md lists the folders of the exporter in the order of the floors", () => {
  const section = /^exporter\/.*\n((?: {2}.*\n)+)/m.exec(readFileSync("docs/architecture.md", "utf8"))![1];
  const listed = [...section.matchAll(/^ {2}([\w-]+)\//gm)].map(([, name]) => name);
  expect(listed).toEqual(FLOORS.exporter.flat().filter((name) => name !== "main"));
});

/** The folder in its part, or the file beside the folders, without its ending. */
function nameOf(path: string): string {
  return path.split("/")[1].replace(/\.\w+$/, "");
}
