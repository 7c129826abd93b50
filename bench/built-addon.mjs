import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
export const ADDON = here("../dist/addon");

/** Imports a module of this folder that works the built add-on in the local Google: the TypeScript it imports is bundled. Ends with 2 without a build. */
export async function besideAddon(entry) {
  if (!existsSync(`${ADDON}/Code.js`)) {
    console.error("The add-on in dist/ is missing: run `npm run build` first.");
    process.exit(2);
  }
  const outfile = here(`data/${entry.replace("/", "-")}`);
  await build({
    entryPoints: [here(entry)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    banner: { js: 'import { createRequire as $r } from "node:module"; const require = $r(import.meta.url);' },
    logLevel: "warning",
  });
  return import(pathToFileURL(outfile).href);
}
