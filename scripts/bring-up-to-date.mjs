import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { ROOT } from "./import-source.mjs";

/**
 * Writes the files that a script makes, by their paths from the top, and removes those that it makes no more. With `check` nothing is
 * written, and the process ends with 1 when something would be.
 */
export function bringUpToDate(files, check = false, gone = []) {
  const at = (path) => resolve(ROOT, path);
  const isOld = (path) => !existsSync(at(path)) || readFileSync(at(path), "utf8") !== files[path];
  const old = Object.keys(files).filter(isOld);
  if (check) {
    if (old.length + gone.length === 0) return;
    console.error(`Out of date: ${[...old, ...gone].join(", ")}. Run: node scripts/${basename(process.argv[1])}`);
    process.exitCode = 1;
    return;
  }
  for (const path of gone) rmSync(at(path));
  for (const path of old) {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), files[path]);
  }
}
