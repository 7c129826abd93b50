// node scripts/package.mjs [--pack-destination FOLDER]: makes the package of the built program, as `npm pack` would, but with the few
// dependencies that it does not hold already: the others are bundled, and would be installed for nothing. Prints the file's name.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "./import-source.mjs";
import { NOT_BUNDLED } from "./not-bundled.mjs";

const { values } = parseArgs({ options: { "pack-destination": { type: "string", default: "." } } });
const destination = resolve(values["pack-destination"]);
const folder = mkdtempSync(join(tmpdir(), "lead-package-"));
try {
  execFileSync("tar", ["-xzf", join(folder, pack(ROOT, folder)), "-C", folder]);
  const path = join(folder, "package", "package.json");
  const { scripts, devDependencies, dependencies, ...manifest } = JSON.parse(readFileSync(path, "utf8"));
  const needed = Object.fromEntries(NOT_BUNDLED.map((name) => [name, dependencies[name]]));
  writeFileSync(path, `${JSON.stringify({ ...manifest, dependencies: needed }, null, 2)}\n`);
  console.log(pack(join(folder, "package"), destination));
} finally {
  rmSync(folder, { recursive: true });
}

/** Packs a folder by its package.json. Returns the file's name. */
function pack(from, to) {
  const words = ["pack", "--json", "--ignore-scripts", "--pack-destination", to];
  const shell = process.platform === "win32";
  const printed = execFileSync("npm", words, {
    cwd: from,
    encoding: "utf8",
    shell,
    stdio: ["ignore", "pipe", "ignore"],
  });
  return JSON.parse(printed)[0].filename;
}
