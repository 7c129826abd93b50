import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const page = fileURLToPath(new URL("./page/", import.meta.url));

/** Writes `<outdir>/dashboard.html`: script and style inside, allowed by their hashes and nothing else allowed. */
export async function buildDashboard(outdir) {
  const script = await bundled("main.ts");
  const style = await bundled("style.css");
  const policy = [
    "default-src 'none'",
    `script-src '${hash(script)}'`,
    `style-src '${hash(style)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const parts = { POLICY: policy, "<style>": `<style>${style}`, "<script>": `<script>${script}` };
  const html = await readFile(join(page, "index.html"), "utf8");
  const filled = html.replace(/POLICY|<style>|<script>/g, (place) => parts[place]);
  await mkdir(outdir, { recursive: true });
  await writeFile(join(outdir, "dashboard.html"), filled);
}

async function bundled(entry) {
  const result = await build({
    entryPoints: [join(page, entry)],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "iife",
    target: ["es2022", "chrome105", "firefox110", "safari16"],
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
  });
  // It is in every snapshot, and has no room for a library's code and its terms.
  const library = Object.keys(result.metafile.inputs).find((path) => path.includes("node_modules/"));
  if (library !== undefined) throw new Error(`The dashboard uses ${library}: write its terms into the page, too.`);
  return result.outputFiles[0].text.trim();
}

function hash(text) {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
