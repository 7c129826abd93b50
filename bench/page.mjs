// npm run bench:page: from the key press that ends an edit to the coloured Status, in a browser, at 1,000 and 50,000 rows. Ours: the
// request, which holds the add-on's onEdit and the server. The grid's: Univer before the request, applying the change, painting it.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { CHROMIUM_ARGS, findChromium } from "../scripts/chromium.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const EDITS = 25;
const executablePath = findChromium();
if (executablePath === null) {
  console.error("No Chromium found. Set CHROMIUM to its path.");
  process.exit(2);
}

// The workbench without its exporter, in this process, so that the add-on's own time can be read from it.
const bundle = join(root, "dist", "bench-page-desk.mjs");
await build({
  entryPoints: [join(root, "bench/page/desk.ts")],
  bundle: true,
  platform: "node",
  format: "esm",
  outfile: bundle,
  logLevel: "warning",
  banner: { js: 'import { createRequire as c } from "node:module"; const require = c(import.meta.url);' },
});
const { openBenchDesk } = await import(pathToFileURL(bundle).href);
const folder = await mkdtemp(join(tmpdir(), "bench-page-"));
const sample = await readFile(join(root, "sample/leads.csv"), "utf8");
const companies = await readFile(join(root, "sample/companies.csv"), "utf8");
const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
try {
  for (const rows of [1000, 50_000]) await measure(rows);
} finally {
  await browser.close();
  await rm(folder, { recursive: true });
}

async function measure(rows) {
  const desk = await openBenchDesk({ rows, sample, companies, dist: pathToFileURL(join(root, "dist/")), folder });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const started = performance.now();
  await page.goto(desk.url);
  await page.waitForFunction(() => window.workbench !== undefined && document.getElementById("wait") === null);
  const ready = performance.now() - started;
  await page.evaluate(watch);
  const all = [];
  for (let edit = 0; edit < EDITS; edit++) {
    const { x, y } = await page.evaluate((row) => window.workbench.cellCentre(row, 4), 2 + edit);
    await page.mouse.click(x, y);
    await page.keyboard.type("Untied States");
    await page.waitForTimeout(150);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => window.times.painted > window.times.pressed, null, { polling: 20 });
    const own = desk.lastOnEdit();
    all.push({ ...(await page.evaluate(() => ({ ...window.times }))), own });
    await page.waitForTimeout(50);
  }
  // The first edits warm the programs up.
  const warm = all.slice(5);
  const figures = {
    "key press to coloured Status": ({ pressed, painted }) => painted - pressed,
    "ours: request": ({ asked, answered }) => answered - asked,
    "  of it the add-on's onEdit": ({ own }) => own,
    "  of it server and wire": ({ asked, answered, own }) => answered - asked - own,
    "grid: before the request": ({ pressed, asked }) => asked - pressed,
    "grid: applying": ({ applying }) => applying,
    "grid: painting": ({ applied, painted }) => painted - applied,
  };
  console.log(
    `\n${rows.toLocaleString("en")} rows (ready after ${Math.round(ready)} ms), median and 95th percentile in ms`,
  );
  for (const [name, of] of Object.entries(figures)) {
    const values = warm.map(of).sort((one, other) => one - other);
    const at = (part) => String(Math.round(values[Math.ceil(values.length * part) - 1])).padStart(6);
    console.log(`${name.padEnd(32)}${at(0.5)}${at(0.95)}`);
  }
  await page.close();
  await desk.close();
}

/** Runs in the page: notes when the key is pressed, the request leaves and is answered, the change is in the grid and on the screen. */
function watch() {
  const times = { pressed: 0, asked: 0, answered: 0, applying: 0, applied: 0, painted: 0 };
  Object.assign(window, { times });
  const { fetch } = window;
  window.fetch = async (...given) => {
    times.asked = performance.now();
    const answer = await fetch(...given);
    times.answered = performance.now();
    return answer;
  };
  const { grid } = window.workbench;
  const apply = grid.apply.bind(grid);
  grid.apply = (event) => {
    const before = performance.now();
    apply(event);
    times.applied = performance.now();
    times.applying = times.applied - before;
    requestAnimationFrame(() => requestAnimationFrame(() => Object.assign(times, { painted: performance.now() })));
  };
  addEventListener(
    "keydown",
    ({ key }) => key === "Enter" && Object.assign(times, { pressed: performance.now() }),
    true,
  );
}
