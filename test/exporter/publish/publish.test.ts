import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newOut, removeFoldersAfterwards, start } from "./child";
import { run } from "./publisher";
import { MONDAY, snapshots, stopsAt } from "./stopped";

removeFoldersAfterwards();

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

// Every point in publish.long.test.ts: nothing begun, files that nothing names, the moment before all is there, and after it.
stopsAt(["lock-written", "files-flushed", "pointer-written", "pointer-swapped"]);

test("a file where the folder should be is named", async () => {
  const out = newOut();
  writeFileSync(out, "a file");
  const ended = await start(out, "a", MONDAY).ended;
  expect(ended.exit).toBe(2);
  expect(JSON.parse(ended.output)).toMatchObject({ code: "OUT_NOT_A_FOLDER" });
});
