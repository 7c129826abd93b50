import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { Cache } from "../../../exporter/stores/cache";

const scratch = mkdtempSync(join(tmpdir(), "lead-cache-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
let count = 0;
const newFolder = () => join(scratch, String(count++));
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

/** Brings a text, and counts how often. */
function bringing(text: string) {
  const asked: string[] = [];
  const bring = async (path: string) => {
    asked.push(path);
    writeFileSync(path, text);
    return hashOf(text);
  };
  return { bring, asked };
}

test("what is there is not brought again, and is what was asked for", async () => {
  const cache = new Cache(newFolder());
  const { bring, asked } = bringing("text");
  const first = (await cache.file(hashOf("text"), 4, bring))!;
  expect(await cache.file(hashOf("text"), 4, bring)).toBe(first);
  expect([asked.length, readFileSync(first, "utf8")]).toEqual([1, "text"]);
});

test("what was damaged in the cache, at the same size, is brought anew", async () => {
  const cache = new Cache(newFolder());
  const { bring, asked } = bringing("text");
  const path = (await cache.file(hashOf("text"), 4, bring))!;
  writeFileSync(path, "tezt");
  expect(await cache.file(hashOf("text"), 4, bring)).toBe(path);
  expect([asked.length, readFileSync(path, "utf8")]).toEqual([2, "text"]);
});

test("what is brought and is not what was asked for is not kept", async () => {
  const folder = newFolder();
  const cache = new Cache(folder);
  expect(await cache.file(hashOf("text"), 4, bringing("else").bring)).toBeNull();
  expect(await cache.file(hashOf("text"), 4, async () => null)).toBeNull();
  await expect(cache.file(hashOf("text"), 4, () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(readdirSync(join(folder, "files"))).toEqual([]);
});

test("a file that was cut is brought anew", async () => {
  const cache = new Cache(newFolder());
  const { bring, asked } = bringing("text");
  writeFileSync((await cache.file(hashOf("text"), 4, bring))!, "te");
  expect(readFileSync((await cache.file(hashOf("text"), 4, bring))!, "utf8")).toBe("text");
  expect(asked).toHaveLength(2);
});

test("what was not read for longest goes first; what was just read stays, however much it is", async () => {
  const folder = newFolder();
  const cache = new Cache(folder, 10);
  const bringAll = async (texts: string[]) => {
    for (const text of texts) await cache.file(hashOf(text), 4, bringing(text).bring);
  };
  await bringAll(["aaaa", "bbbb", "cccc"]);
  expect(readdirSync(join(folder, "files"))).toHaveLength(3);
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
  ["aaaa", "bbbb", "cccc"].forEach((text, i) => {
    utimesSync(join(folder, "files", hashOf(text)), hoursAgo(9 - i), hoursAgo(9 - i));
  });
  // Read again: now it is the newest of the three.
  await bringAll(["aaaa", "dddd"]);
  expect(readdirSync(join(folder, "files")).sort()).toEqual([hashOf("aaaa"), hashOf("dddd")].sort());
});
