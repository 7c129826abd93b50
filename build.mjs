// node build.mjs: builds dist/, unless it was built from these very sources and libraries.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, cp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "rolldown";
import { buildAddon } from "./appsscript/build.mjs";
import { buildDashboard } from "./exporter/dashboard/build.mjs";
import { buildKernel } from "./exporter/kernel/build.mjs";
import { buildSpark } from "./exporter/spark/build.mjs";
import { NOT_BUNDLED } from "./scripts/not-bundled.mjs";
import { noticesOf } from "./scripts/notices.mjs";
import { buildPage } from "./workbench/page/build.mjs";

const FOLDERS = ["appsscript", "exporter", "scripts/terms", "shared", "workbench"];
const FILES = [
  "build.mjs",
  "package.json",
  "package-lock.json",
  "scripts/not-bundled.mjs",
  "scripts/notices.mjs",
  "tsconfig.base.json",
];
/** In dist/: the fingerprint of what it was built from. */
const BUILT_FROM = "built-from";

const fingerprint = await fingerprintOf(await sources());
if (existsSync(`dist/${BUILT_FROM}`) && (await readFile(`dist/${BUILT_FROM}`, "utf8")) === fingerprint) process.exit();

// Built aside and put in place at once: a program that runs meanwhile finds the old one or the new one.
const outdir = `dist.${process.pid}`;
// Libraries are bundled too, and what is always loaded together is one file: finding and linking a hundred takes as long as a small table.
// By rolldown, since esbuild cannot be told what goes together.
// Not DuckDB's native code.
const { output } = await build({
  input: {
    "lead-export": "exporter/main.ts",
    worker: "exporter/threads/worker.ts",
    "run-child": "exporter/service/run-child.ts",
    "lead-workbench": "workbench/main.ts",
  },
  platform: "node",
  external: NOT_BUNDLED,
  // What one command loads late another may need at once.
  checks: { ineffectiveDynamicImport: false },
  transform: { target: "node20" },
  plugins: [
    { name: "parsed-once", renderChunk: (code, _chunk, _options, meta) => asFunctions(code, meta.magicString) },
  ],
  experimental: { nativeMagicString: true },
  output: {
    dir: outdir,
    format: "esm",
    banner: ({ isEntry }) => (isEntry ? "#!/usr/bin/env node" : ""),
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    comments: { legal: false },
    // A start reads and parses less; names stay for whoever reads a stack.
    minify: { compress: false, mangle: false, codegen: true },
    sourcemap: true,
    // What is loaded together: each group with all that it imports, but for what a later one has.
    codeSplitting: {
      groups: [
        ["run", "commands/carry-out-run"],
        ["tasks", "threads/tasks"],
        ["threads", "threads/other-threads"],
        ["start", "commands/start"],
        ["common", "words/failure|stores/disk"],
      ].map(([name, path], priority) => ({ name, test: new RegExp(`exporter/(?:${path})\\.ts$`), priority })),
    },
  },
});
await writeFile(`${outdir}/THIRD-PARTY-NOTICES.txt`, `${noticesOf(bundled(output), true)}\n`);
await cp("exporter/questions", `${outdir}/questions`, { recursive: true, filter: (path) => !path.endsWith(".ts") });
await cp("node_modules/parquet-wasm/esm/parquet_wasm_bg.wasm", `${outdir}/parquet_wasm_bg.wasm`);
await buildKernel(join(outdir, "kernel.wasm"));
await buildSpark(outdir);
await buildDashboard(outdir);
await buildPage(outdir);
await buildAddon(outdir);
// npm makes a package's programs executable only when it installs them, and a build comes later.
for (const program of ["lead-export", "lead-workbench"]) await chmod(`${outdir}/${program}.js`, 0o755);
await writeFile(`${outdir}/${BUILT_FROM}`, fingerprint);
await rm("dist", { recursive: true, force: true });
await rename(outdir, "dist");

/** CommonJS modules as functions: Node 20 parses an arrow twice, also one that is called at once, and loaded DuckDB's library in 55 ms instead of 42. */
function asFunctions(code, chunk) {
  for (const { index, 0: arrow, 1: parameters } of code.matchAll(/(?<=__commonJSMin\(\()\(([^()]*)\) => /g)) {
    chunk.overwrite(index, index + arrow.length, `function(${parameters}) `);
  }
  return chunk;
}

async function sources() {
  const found = await Promise.all(FOLDERS.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })));
  const inFolders = found.flat().filter((entry) => entry.isFile() && !entry.name.endsWith(".wasm"));
  return [...FILES, ...inFolders.map(({ parentPath, name }) => join(parentPath, name))].sort();
}

/** Of the names and the contents of files. */
async function fingerprintOf(paths) {
  const hash = createHash("sha256");
  const contents = await Promise.all(paths.map((path) => readFile(path)));
  for (const [i, path] of paths.entries()) hash.update(`${path}\0${contents[i].length}\0`).update(contents[i]);
  return hash.digest("hex");
}

/** The files whose code is in a bundle of rolldown's. */
function bundled(output) {
  const modules = output.flatMap((file) => (file.type === "chunk" ? Object.entries(file.modules) : []));
  return modules.filter(([, { renderedLength }]) => renderedLength > 0).map(([path]) => path);
}
