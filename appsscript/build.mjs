import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { bundledBy, noticesOf } from "../scripts/notices.mjs";

const source = new URL(".", import.meta.url).pathname;

/**
 * Builds what clasp pushes: `Code.js`, `Sidebar.html` and `appsscript.json` in `<outdir>/addon`. The source map of `Code.js` lies outside,
 * in `<outdir>/Code.js.map`, for the local Google and the tests.
 */
export async function buildAddon(outdir) {
  const folder = `${outdir}/addon`;
  await mkdir(folder, { recursive: true });
  const { code, map } = await script(outdir);
  await Promise.all([
    writeFile(`${folder}/Code.js`, code),
    writeFile(`${outdir}/Code.js.map`, map),
    writeFile(`${folder}/Sidebar.html`, await sidebar()),
    cp(`${source}appsscript.json`, `${folder}/appsscript.json`),
  ]);
}

/**
 * One file for Google's V8: no modules, and what it cannot parse (private fields) lowered.
 * @satisfies {import("esbuild").BuildOptions}
 */
const options = {
  entryPoints: [`${source}main.ts`],
  bundle: true,
  platform: "neutral",
  target: "es2019",
  // Names of countries and the like stay readable, as UTF-8.
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  write: false,
};

/** Google calls functions at the top level only: one line each, made from what main.ts really exports. */
async function script(outdir) {
  const probe = await build({ ...options, format: "esm", metafile: true });
  const [{ exports }] = Object.values(probe.metafile.outputs);
  const stubs = exports.map((name) => `function ${name}(...args) { return LeadExport.${name}(...args); }`);
  const notices = noticesOf(bundledBy(probe.metafile), true);
  if (notices.includes("*/")) throw new Error("A package's terms would end the comment they stand in.");
  const { outputFiles } = await build({
    ...options,
    format: "iife",
    globalName: "LeadExport",
    footer: { js: `${stubs.join("\n")}\n/*\n${notices}\n*/` },
    sourcemap: "external",
    outfile: `${outdir}/Code.js`,
  });
  const [map, code] = outputFiles.map(({ text }) => text);
  return { code, map };
}

/** The sidebar as one page: its style and its script stand in it. */
async function sidebar() {
  const [html, css, bundle] = await Promise.all([
    readFile(`${source}sidebar/sidebar.html`, "utf8"),
    sidebarPart("style/all.css", {}),
    sidebarPart("main.ts", { format: "iife", target: "es2019" }),
  ]);
  const js = bundle.replaceAll("</script", "<\\/script");
  // Google's template engine would take these for its own.
  if (/<\?|\?>/.test(js + css)) throw new Error("The sidebar's script or style holds a template mark.");
  const styled = put(html, "<!-- css -->", `<style>\n${css}</style>`);
  return put(styled, "<!-- js -->", `<script>\n${js}</script>`);
}

/**
 * @param {string} entry
 * @param {import("esbuild").BuildOptions} more
 */
async function sidebarPart(entry, more) {
  const { outputFiles = [] } = await build({
    entryPoints: [`${source}sidebar/${entry}`],
    bundle: true,
    minify: true,
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    ...more,
    write: false,
  });
  return outputFiles[0].text;
}

/** A replacer function, for in a text `$&` would mean something. */
function put(html, place, text) {
  if (html.split(place).length !== 2) throw new Error(`sidebar.html must say ${place} once.`);
  return html.replace(place, () => text);
}
