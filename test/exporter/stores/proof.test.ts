import { copyFileSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { isProven } from "../../../exporter/stores/proof";
import { sha256OfText } from "../../../exporter/stores/sha256";

const scratch = mkdtempSync(join(tmpdir(), "lead-proof-"));
const path = join(scratch, "file");
const LONG_AGO = new Date("2026-11-22T12:00:00Z");
const LATER = new Date("2026-11-22T12:00:01Z");

beforeEach(() => {
  vi.stubEnv("XDG_CACHE_HOME", mkdtempSync(join(scratch, "cache-")));
  write("text", LONG_AGO);
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function write(text: string, time: Date): void {
  writeFileSync(path, text);
  utimesSync(path, time, time);
}

test("what was proven is not read again while it has its size, its time and its inode", async () => {
  expect(await isProven(path, sha256OfText("text"))).toBe(true);
  write("tezt", LONG_AGO);
  expect(await isProven(path, sha256OfText("text"))).toBe(true);
});

test.each<[string, () => void]>([
  ["time", () => write("tezt", LATER)],
  ["size", () => write("tex", LONG_AGO)],
  [
    "inode",
    () => {
      copyFileSync(path, `${path}.2`);
      renameSync(`${path}.2`, path);
      write("tezt", LONG_AGO);
    },
  ],
])("with another %s it is read anew", async (_, change) => {
  expect(await isProven(path, sha256OfText("text"))).toBe(true);
  change();
  expect(await isProven(path, sha256OfText("text"))).toBe(false);
});

test("the same file is proven for one content only", async () => {
  expect(await isProven(path, sha256OfText("text"))).toBe(true);
  expect(await isProven(path, sha256OfText("tezt"))).toBe(false);
});

test("a file written just now is read each time: its time may not tell the next writing from this one", async () => {
  const now = new Date();
  write("text", now);
  expect(await isProven(path, sha256OfText("text"))).toBe(true);
  write("tezt", now);
  expect(await isProven(path, sha256OfText("text"))).toBe(false);
});

test("where nothing can be kept it is read each time", async () => {
  vi.stubEnv("XDG_CACHE_HOME", path);
  expect(await isProven(path, sha256OfText("text"))).toBe(true);
  write("tezt", LONG_AGO);
  expect(await isProven(path, sha256OfText("text"))).toBe(false);
});
