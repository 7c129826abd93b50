// Builds the add-on, tests what was built, and pushes exactly that with clasp.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { fileURLToPath } from "node:url";

const PLACEHOLDER = "PUT_THE_SCRIPT_ID_HERE";
const clasp = fileURLToPath(new URL("../node_modules/.bin/clasp", import.meta.url));

function stop(sentence, wayOut) {
  console.error(`${sentence}\n${wayOut}`);
  process.exit(1);
}

function run(program, args) {
  const { status } = spawnSync(program, args, { stdio: "inherit" });
  if (status !== 0)
    stop(`Nothing was pushed: "${args.join(" ")}" failed.`, "Put right what it says above, then deploy again.");
}

const project = JSON.parse(readFileSync(".clasp.json", "utf8"));
if (!project.scriptId || project.scriptId === PLACEHOLDER) {
  stop(
    ".clasp.json does not say yet which script to push to.",
    "In the sheet: Extensions, Apps Script, Project Settings, copy the script id, and put it there as scriptId.",
  );
}
if (!existsSync(`${homedir()}/.clasprc.json`)) {
  stop("clasp is not signed in on this machine.", "Run: npx clasp login");
}

run(process.execPath, ["build.mjs"]);
run("npx", ["vitest", "run", "test/appsscript/bundle.test.ts"]);

// Without --force clasp skips a changed manifest in a shell nobody watches, and still ends well: so the files it names are counted.
const expected = readdirSync(project.rootDir).length;
let said = "";
try {
  said = execFileSync(clasp, ["push", "--force"], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
} catch {
  stop(
    "clasp could not push.",
    "If it says so above, sign in again with npx clasp login, and turn on the Apps Script API at script.google.com/home/usersettings.",
  );
}
console.log(said.trim());
const pushed = Number(/Pushed (\d+) files?/.exec(said)?.[1] ?? 0);
if (pushed !== expected) {
  stop(
    `clasp pushed ${pushed} files, and there are ${expected}.`,
    "Look at the script in the browser before anyone uses it.",
  );
}
