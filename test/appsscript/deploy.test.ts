import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";

/** Runs the deployment in an empty folder with this script id, as someone who has never signed in. */
function deploy(scriptId: string) {
  const folder = mkdtempSync(join(tmpdir(), "deploy-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, ".clasp.json"), JSON.stringify({ scriptId, rootDir: "dist/addon" }));
  const env = { ...process.env, HOME: folder };
  return spawnSync(process.execPath, [resolve("scripts/deploy.mjs")], { cwd: folder, env, encoding: "utf8" });
}

test("without a script id nothing is pushed, and it says where to find one", () => {
  const { status, stderr } = deploy("PUT_THE_SCRIPT_ID_HERE");
  expect(status).toBe(1);
  expect(stderr).toContain(".clasp.json does not say yet which script to push to.");
  expect(stderr).toContain("Project Settings");
});

test("without a sign-in nothing is pushed, and it says how to sign in", () => {
  const { status, stderr } = deploy("1a2b3c");
  expect(status).toBe(1);
  expect(stderr).toContain("npx clasp login");
});

test("clasp pushes what was built and nothing else", () => {
  const { rootDir } = JSON.parse(readFileSync(".clasp.json", "utf8"));
  expect(rootDir).toBe("dist/addon");
  expect(readFileSync(".claspignore", "utf8").trim().split("\n")).toEqual([
    "**/**",
    "!Code.js",
    "!Sidebar.html",
    "!appsscript.json",
  ]);
});
