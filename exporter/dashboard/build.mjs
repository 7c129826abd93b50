import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { noticesOf } from "../../scripts/notices.mjs";

const page = fileURLToPath(new URL("./page/", import.meta.url));

/** Writes `<outdir>/dashboard.html`: script and style inside, allowed by their hashes and nothing else allowed. */
export async function buildDashboard(outdir) {
  const { text: script, notices } = await bundled("main.ts");
  const { text: style } = await bundled("style.css");
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
  // At the end, where it delays nothing. Two hyphens would end a comment.
  const terms = `<!--\n${notices.replaceAll(/-{2,}/g, (hyphens) => "- ".repeat(hyphens.length / 2))}\n-->\n`;
  await writeFile(join(outdir, "dashboard.html"), filled + terms);
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
  return { text: result.outputFiles[0].text.trim(), notices: noticesOf(result.metafile) };
}

function hash(text) {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
