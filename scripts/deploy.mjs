// Builds the add-on, tests what was built, and pushes exactly that with clasp.
//   npm run deploy -- [--project FILE] [--dry-run] [--replace]
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { asksForMore, isPushed, strangers } from "./deploy/script-project.mjs";

const PLACEHOLDER = "PUT_THE_SCRIPT_ID_HERE";
const BUILT = resolve("dist/addon");
// By their files: on Windows what npm puts into .bin is no program that can be started so.
const CLASP = fileURLToPath(import.meta.resolve("@google/clasp"));
const VITEST = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));

/**
 * @param {string} sentence
 * @param {string} wayOut
 * @returns {never}
 */
function stop(sentence, wayOut) {
  console.error(`${sentence}\n${wayOut}`);
  process.exit(1);
}

function options() {
  try {
    return parseArgs({
      options: {
        project: { type: "string", default: ".clasp.json" },
        "dry-run": { type: "boolean", default: false },
        replace: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    return stop(
      /** @type {Error} */ (error).message,
      "It takes --project FILE (one for each workbook), --dry-run (looks, and pushes nothing) and --replace (also over what others made).",
    );
  }
}

function run(args) {
  const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
  if (status !== 0) stop("Nothing was pushed: what stands above failed.", "Put it right, then deploy again.");
}

/** What clasp says to a command in this folder's project; `null` when it failed, after what it said. */
function clasp(folder, ...words) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLASP, "--project", folder, ...words], {
    encoding: "utf8",
  });
  if (status === 0) return stdout;
  console.error(`${stdout}${stderr}`.trim());
  return null;
}

const SIGN_IN =
  "If it says so above: sign in again with npx clasp login, turn on the Apps Script API at script.google.com/home/usersettings, and see that this account may edit the sheet and that the script id is the one of Project Settings.";

const { project: projectFile, "dry-run": isDry, replace } = options();
if (!existsSync(projectFile)) {
  stop(`There is no ${projectFile}.`, `Make it: {"scriptId": "the script's id"}. One file for each workbook.`);
}
const { scriptId } = JSON.parse(readFileSync(projectFile, "utf8"));
if (!scriptId || scriptId === PLACEHOLDER) {
  stop(
    `${projectFile} does not say yet which script to push to.`,
    "In the sheet: Extensions, Apps Script, Project Settings, copy the script id, and put it there as scriptId.",
  );
}
if (!existsSync(process.env.clasp_config_auth ?? join(homedir(), ".clasprc.json"))) {
  stop("clasp is not signed in on this machine.", "Run: npx clasp login");
}

run([fileURLToPath(new URL("../build.mjs", import.meta.url))]);
run([VITEST, "run", "test/appsscript/bundle.test.ts"]);

// What the project holds now is brought into a folder of its own: nothing here is changed by it.
const folder = mkdtempSync(join(tmpdir(), "lead-export-deploy-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const now = join(folder, "now");
mkdirSync(now);
writeFileSync(join(folder, ".clasp.json"), JSON.stringify({ scriptId, rootDir: "now" }));
if (clasp(folder, "pull") === null) stop("clasp could not read the script.", SIGN_IN);

const theirs = strangers(now);
if (theirs.length > 0 && !replace) {
  stop(
    `The script project holds what this is not: ${theirs.join(", ")}. A push would delete it.`,
    "See whether it is the right script. If it may go, deploy again with --replace.",
  );
}
const more = asksForMore(now, BUILT);
if (more.length > 0) {
  console.log(
    `It asks for more than before: ${more.join(", ")}.\nTriggers stop until their owners have allowed it: whoever Health names chooses Leads > Set up once.`,
  );
}
if (isDry) {
  console.log(
    `Nothing was pushed: this was a trial. ${theirs.length > 0 ? `It would replace ${theirs.join(", ")}.` : ""}`.trim(),
  );
  process.exit(0);
}

cpSync(BUILT, join(folder, "built"), { recursive: true });
writeFileSync(join(folder, ".clasp.json"), JSON.stringify({ scriptId, rootDir: "built" }));
writeFileSync(join(folder, ".claspignore"), readFileSync(fileURLToPath(new URL("../.claspignore", import.meta.url))));
// Without --force clasp skips a changed manifest in a shell nobody watches, and still ends well: so the files it names are counted.
const said = clasp(folder, "push", "--force");
if (said === null) stop("clasp could not push.", SIGN_IN);
console.log(said.trim());
if (!isPushed(said, BUILT)) {
  stop("clasp did not push every file of dist/addon.", "Look at the script in the browser before anyone uses it.");
}
