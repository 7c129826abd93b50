// node scripts/coverage.mjs [FILE...]: runs the tests (unit and built, or the named files) and prints what of the product ran in them: in the
// tests' own processes, in the programs they start, and in the add-on's bundle. What runs in a browser's page is not seen.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";
import { CoverageReport } from "monocart-coverage-reports";

const PRODUCT = /^(?:shared|appsscript|exporter|workbench)\//;
/** Bundled into pages, which run in a browser. */
const PAGES = /^(?:appsscript\/sidebar|exporter\/dashboard\/page|workbench\/page\/client)\//;

const root = fileURLToPath(new URL("..", import.meta.url));
const raw = join(root, "coverage", "raw");
rmSync(join(root, "coverage"), { recursive: true, force: true });
mkdirSync(raw, { recursive: true });

/** The built programs. */
const BUILT = new URL("../dist/", import.meta.url).href;

const named = process.argv.slice(2);
const words = named.length > 0 ? named : ["--project", "unit", "--project", "built"];
const { status } = spawnSync(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run", ...words], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, NODE_V8_COVERAGE: raw },
});

const texts = new Map();
const report = new CoverageReport({
  outputDir: join(root, "coverage", "report"),
  reports: ["json-summary", "lcovonly"],
  logging: "error",
  entryFilter: ({ url }) =>
    url.startsWith(new URL("../", import.meta.url).href) && !/\/(?:node_modules|test|scripts|bench)\//.test(url),
  sourceFilter: (path) => PRODUCT.test(path) && /\.ts$/.test(path),
  // Bundles name their sources from where they lie, Vitest by their last part.
  sourcePath: (path, { distFile }) => (distFile?.endsWith(`/${path}`) ? distFile : path.replace(/^(?:\.\.\/)+/, "")),
});
for (const name of readdirSync(raw)) {
  const { result } = JSON.parse(readFileSync(join(raw, name), "utf8"));
  // Node leaves out the text of what it ran; programs are built files, which end with the place of their map.
  const ours = (result ?? []).filter(({ url, source }) => source !== undefined || url.startsWith(BUILT));
  if (ours.length > 0) await report.add(ours.map((entry) => ({ source: textOf(entry.url), ...entry })));
}
await report.generate();

const { total: _, ...seen } = JSON.parse(readFileSync(join(root, "coverage/report/coverage-summary.json"), "utf8"));
const folders = {};
/** @type {Record<string, string[]>} */
const unseen = { "ran in no test": [], "run in a browser's page, which is not seen": [] };
for (const path of sources()) {
  const lines = seen[path]?.lines;
  const name = path.split("/").slice(0, -1).slice(0, 2).join("/");
  folders[name] ??= { files: 0, lines: 0, covered: 0 };
  const folder = folders[name];
  if (lines === undefined && PAGES.test(path)) unseen["run in a browser's page, which is not seen"].push(path);
  else if (lines === undefined) unseen["ran in no test"].push(path);
  folder.files++;
  folder.lines += lines?.total ?? 0;
  folder.covered += lines?.covered ?? 0;
}
console.table(
  Object.fromEntries(
    Object.entries(folders).map(([name, { files, lines, covered }]) => [
      name,
      { files, "lines seen": lines, "that ran": `${lines === 0 ? 0 : Math.round((covered / lines) * 100)}%` },
    ]),
  ),
);
for (const [why, paths] of Object.entries(unseen))
  console.log(`\n${paths.length} files ${why}:\n  ${paths.join("\n  ")}`);
process.exitCode = status ?? 1;

/** The product's source files that hold more than types: paths from the top of the repository. */
function sources() {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => PRODUCT.test(path) && path.endsWith(".ts") && !path.endsWith(".data.ts"))
    .filter((path) => hasCode(readFileSync(join(root, path), "utf8")));
}

function hasCode(text) {
  return transformSync(text, { loader: "ts", minifyWhitespace: true }).code.trim() !== "";
}

function textOf(url) {
  if (!texts.has(url)) texts.set(url, existsSync(new URL(url)) ? readFileSync(new URL(url), "utf8") : "");
  return texts.get(url);
}
