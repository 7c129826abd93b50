import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { asksForMore, isPushed, strangers } from "../../scripts/deploy/script-project.mjs";

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "deploy-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** Runs the deployment in a folder with these files, as someone who has never signed in. */
function deploy(files: Record<string, string>, ...options: string[]) {
  const cwd = folderWith(files);
  const env = { ...process.env, HOME: cwd, USERPROFILE: cwd };
  return spawnSync(process.execPath, [resolve("scripts/deploy.mjs"), ...options], { cwd, env, encoding: "utf8" });
}
const project = (scriptId: string) => JSON.stringify({ scriptId, rootDir: "dist/addon" });

test("without a script id nothing is pushed, and it says where to find one", () => {
  const { status, stderr } = deploy({ ".clasp.json": project("PUT_THE_SCRIPT_ID_HERE") });
  expect(status).toBe(1);
  expect(stderr).toContain(".clasp.json does not say yet which script to push to.");
  expect(stderr).toContain("Project Settings");
});

test("without a sign-in nothing is pushed, and it says how to sign in; each workbook may have a file of its own", () => {
  const { status, stderr } = deploy({ "sales.json": project("1a2b3c") }, "--project", "sales.json", "--dry-run");
  expect(status).toBe(1);
  expect(stderr).toContain("npx clasp login");
  expect(deploy({}, "--project", "other.json").stderr).toContain("There is no other.json.");
  expect(deploy({}, "--force").stderr).toContain("--dry-run");
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

describe("what a script project holds", () => {
  const manifest = (...oauthScopes: string[]) => JSON.stringify({ oauthScopes });
  const OURS = { "Code.js": "var LeadExport = 1;", "Sidebar.html": '<body data-view="x">', "appsscript.json": "{}" };

  test("is ours, or new, or somebody else's, which is named", () => {
    expect(strangers(folderWith({ ...OURS, ".clasp.json": "{}" }))).toEqual([]);
    expect(strangers(folderWith({ "Code.js": "function myFunction() {\n  \n}\n", "appsscript.json": "{}" }))).toEqual(
      [],
    );
    const theirs = { "Code.js": "function invoice() {}", "Helpers.js": "LeadExport", "appsscript.json": "{}" };
    expect(strangers(folderWith(theirs)).sort()).toEqual(["Code.js", "Helpers.js"]);
  });

  test("is compared by what it may: more than before is named", () => {
    const built = folderWith({ "appsscript.json": manifest("a", "b") });
    expect(asksForMore(folderWith({ "appsscript.json": manifest("a") }), built)).toEqual(["b"]);
    expect(asksForMore(folderWith({ "appsscript.json": manifest("a", "b", "c") }), built)).toEqual([]);
    expect(asksForMore(folderWith({ "appsscript.json": "{}" }), built)).toEqual([]);
  });

  test("is what was built after a push of all files, and where it was so before", () => {
    const built = folderWith(OURS);
    expect(isPushed("Pushed 3 files at 09:00:01.\n└─ Code.js", built)).toBe(true);
    expect(isPushed("Script is already up to date.", built)).toBe(true);
    expect(isPushed("Pushed 2 files at 09:00:01.", built)).toBe(false);
    expect(isPushed("", built)).toBe(false);
  });
});
