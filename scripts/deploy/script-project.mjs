import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Ours, by their names and by what only ours says. */
const OURS = { "Code.js": "LeadExport", "Sidebar.html": "data-view", "appsscript.json": "" };
/** What Google puts into a new project. */
const NEW = /^\s*function\s+myFunction\s*\(\s*\)\s*\{\s*\}\s*$/;

/**
 * Files of a script project, as clasp pulls them into a folder, that this program did not make and somebody did.
 * @param {string} folder
 */
export function strangers(folder) {
  return readdirSync(folder).filter((name) => {
    if (name.startsWith(".")) return false;
    const text = readFileSync(join(folder, name), "utf8");
    const mark = OURS[/** @type {keyof typeof OURS} */ (name)];
    return !(mark !== undefined && text.includes(mark)) && !NEW.test(text);
  });
}

/**
 * The scopes that the manifest in `built` asks for and the one in `folder` did not; none where there was no manifest of ours.
 * @param {string} folder
 * @param {string} built
 * @returns {string[]}
 */
export function asksForMore(folder, built) {
  const before = scopesOf(folder);
  return before === undefined ? [] : (scopesOf(built) ?? []).filter((scope) => !before.includes(scope));
}

/** @param {string} folder @returns {string[] | undefined} */
function scopesOf(folder) {
  const path = join(folder, "appsscript.json");
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).oauthScopes : undefined;
}

/**
 * Whether clasp (3.4.1) says that every file of the built add-on is in the project now, or was.
 * @param {string} said
 * @param {string} built
 */
export function isPushed(said, built) {
  if (/already up to date/i.test(said)) return true;
  const files = readdirSync(built);
  return Number(/Pushed (\d+) files?/.exec(said)?.[1] ?? 0) === files.length;
}
