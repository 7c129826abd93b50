import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** The top of the repository. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Returns what TypeScript of ours exports, bundled for Node. `contents`: the exports, with paths from `resolveDir`. */
export async function importSource(resolveDir, contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir, loader: "ts" },
    bundle: true,
    platform: "node",
    format: "esm",
    write: false,
    logLevel: "warning",
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}
