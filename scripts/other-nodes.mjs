// node scripts/other-nodes.mjs: the rules' and the command line's tests under the other versions of Node that people have.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const VERSIONS = ["22.23.3", "24.22.3"];
const TESTS = ["test/shared", "test/exporter/commands"];

const root = fileURLToPath(new URL("..", import.meta.url));
const isWindows = process.platform === "win32";

for (const version of VERSIONS) {
  const node = nodeOf(version);
  if (node === null) {
    console.error(`\n!!! NOT TESTED UNDER NODE ${version}: npm's registry did not serve it for this machine. !!!\n`);
    continue;
  }
  console.log(`\n$ node ${version}: vitest run ${TESTS.join(" ")}`);
  const { status } = spawnSync(node, [join("node_modules", "vitest", "vitest.mjs"), "run", ...TESTS], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) process.exitCode = 1;
}

/** The path of a Node of this version, which npm's packages of Node bring; `null` where it cannot be had. Kept apart from the project's own packages. */
function nodeOf(version) {
  const folder = join(root, "node_modules", ".cache", `node-${version}`);
  const name = `node-${isWindows ? "win" : process.platform}-${process.arch}`;
  const program = join(folder, "node_modules", name, "bin", isWindows ? "node.exe" : "node");
  if (!existsSync(program)) {
    const words = [
      "install",
      "--prefix",
      folder,
      "--no-save",
      "--no-package-lock",
      "--ignore-scripts",
      `${name}@${version}`,
    ];
    spawnSync("npm", words, { stdio: "inherit", shell: isWindows });
  }
  const said = existsSync(program) ? spawnSync(program, ["--version"], { encoding: "utf8" }).stdout.trim() : "";
  return said === `v${version}` ? program : null;
}
