import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundledBy, noticesOf } from "../../scripts/notices.mjs";

const client = fileURLToPath(new URL("./client/", import.meta.url));

/** Writes the page's files to `<outdir>/workbench/`: everything it needs, nothing from another machine. */
export async function buildPage(outdir) {
  const folder = join(outdir, "workbench");
  await mkdir(folder, { recursive: true });
  const { metafile } = await build({
    entryPoints: ["main.ts", "page.css"].map((name) => ({ in: join(client, name), out: "page" })),
    outdir: folder,
    bundle: true,
    minify: true,
    format: "esm",
    // Rules of hyphenation for other languages stay in files of their own, which nobody asks for.
    splitting: true,
    chunkNames: "parts/[hash]",
    target: ["es2022", "chrome105", "firefox110", "safari16"],
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  await writeFile(join(folder, "THIRD-PARTY-NOTICES.txt"), `${noticesOf(bundledBy(metafile))}\n`);
  await cp(join(client, "index.html"), join(folder, "index.html"));
  for (const preload of ["clock-preload.mjs", "parent-preload.mjs"]) {
    await cp(fileURLToPath(new URL(`../${preload}`, import.meta.url)), join(folder, preload));
  }
}
