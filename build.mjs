import { chmod, cp, rename, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { buildAddon } from "./appsscript/build.mjs";
import { buildDashboard } from "./exporter/dashboard/build.mjs";
import { noticesOf } from "./scripts/notices.mjs";
import { buildPage } from "./workbench/page/build.mjs";

// Bundled CommonJS libraries ask for Node's own modules through `require`, which ESM does not have.
const requireForLibraries =
  'import { createRequire as $createRequire } from "node:module"; const require = $createRequire(import.meta.url);';

// Built aside and put in place at once: a program that runs meanwhile finds the old one or the new one.
const outdir = `dist.${process.pid}`;
// Libraries are bundled too: reading a few large files starts twice as fast as hundreds of small ones. Not those with native code.
const { metafile } = await build({
  bundle: true,
  metafile: true,
  platform: "node",
  format: "esm",
  target: "node20",
  external: ["@duckdb/node-api", "parquet-wasm"],
  legalComments: "none",
  splitting: true,
  sourcemap: true,
  logLevel: "warning",
  entryPoints: {
    "lead-export": "exporter/main.ts",
    worker: "exporter/threads/worker.ts",
    "run-child": "exporter/service/run-child.ts",
    "lead-workbench": "workbench/main.ts",
  },
  outdir,
  banner: { js: `#!/usr/bin/env node\n${requireForLibraries}` },
});
await writeFile(`${outdir}/THIRD-PARTY-NOTICES.txt`, `${noticesOf(metafile, true)}\n`);
await cp("exporter/questions", `${outdir}/questions`, { recursive: true, filter: (path) => !path.endsWith(".ts") });
await buildDashboard(outdir);
await buildPage(outdir);
await buildAddon(outdir);
// npm makes a package's programs executable only when it installs them, and a build comes later.
for (const program of ["lead-export", "lead-workbench"]) await chmod(`${outdir}/${program}.js`, 0o755);
await rm("dist", { recursive: true, force: true });
await rename(outdir, "dist");
