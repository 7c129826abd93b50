import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { DIST } from "../dist";
import { lead, temporaryFolder } from "../exporter/commands/cli";

// What a newcomer sees after the first of the two commands.

let out: string;
let printed: string;
beforeAll(() => {
  expect(DIST).toBeTruthy();
  out = join(temporaryFolder(), "out");
  printed = execFileSync(process.execPath, ["scripts/demo.mjs", "--out", out], { encoding: "utf8" });
});

test("the demo says what changed, and its page and its mail say the same", () => {
  expect(printed).toContain("+5 since yesterday, +100 since a week ago");
  expect(printed).toContain("Leads since yesterday: 5 new.");
  const page = readFileSync(join(out, "index.html"), "utf8");
  expect(page).toContain('"since":"since yesterday"');
  expect(readFileSync(join(out, "mail.html"), "utf8")).toContain("Leads since yesterday: 5 new.");
});

test("the commands it goes on with just work, and say something", async () => {
  const lines = [...printed.matchAll(/^ {2}npx lead-export (.*)$/gm)].map(([, line]) => line);
  expect(lines.length).toBeGreaterThan(3);
  for (const line of lines) {
    const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, inQuotes, plain]) => inQuotes ?? plain);
    const { code, stdout, stderr } = await lead(words, { cwd: process.cwd() });
    expect([line, code, stderr.includes("Error")]).toEqual([line, 0, false]);
    expect(stdout.length).toBeGreaterThan(100);
  }
});

test("it leaves the snapshots of other leads alone", () => {
  const { snapshot } = JSON.parse(readFileSync(join(out, "current.json"), "utf8"));
  const manifest = join(out, "snapshots", snapshot, "manifest.json");
  writeFileSync(manifest, readFileSync(manifest, "utf8").replaceAll("sample/leads.csv", "mine.csv"));
  const { status, stderr } = spawnSync(process.execPath, ["scripts/demo.mjs", "--out", out], { encoding: "utf8" });
  expect([status, stderr]).toEqual([1, expect.stringContaining("has snapshots of other leads than the sample's")]);
});
