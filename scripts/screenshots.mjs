// npm run build && node scripts/screenshots.mjs: makes all pictures of the README anew, from the tour of the workbench (which the tests
// take too) and the dashboard of the demo.
import { spawnSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { smallPng } from "./small-png.mjs";
import { openTour, STEPS, takePicture } from "./tour.mjs";

const root = new URL("../", import.meta.url);
const keep = async (page, png, path) => {
  const small = await smallPng(page, png);
  await writeFile(new URL(path, root), small);
  console.log(`${path}: ${Math.ceil(small.length / 1000)} kB`);
};

await mkdir(new URL("docs/pictures/", root), { recursive: true });
const tour = await openTour();
try {
  for (const { picture, walk, after } of STEPS) {
    await walk(tour);
    if (picture !== undefined) await keep(tour.page, await takePicture(tour), `docs/pictures/${picture}.png`);
    await after?.(tour);
  }
  spawnSync(process.execPath, [fileURLToPath(new URL("demo.mjs", import.meta.url))], { stdio: "ignore" });
  const out = new URL("out/demo/", root);
  const { snapshot } = JSON.parse(await readFile(new URL("current.json", out), "utf8"));
  const desk = await tour.page.context().newPage();
  await desk.setViewportSize({ width: 1280, height: 900 });
  await desk.goto(pathToFileURL(`${fileURLToPath(out)}snapshots/${snapshot}/dashboard.html`).href);
  await desk.locator(".chart svg").first().waitFor();
  const dashboard = await desk.screenshot({ fullPage: true });
  await desk.goto("about:blank");
  await keep(desk, dashboard, "docs/dashboard.png");
} finally {
  await tour.close();
}
