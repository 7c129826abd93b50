// npm run build && node scripts/screenshots.mjs: makes all pictures of the README and of docs/ anew, from the tour of the workbench (which the
// tests take too) and the dashboard of the demo.
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { filmTour } from "./moving-tour.mjs";
import { movingPng, smallPng } from "./small-png.mjs";
import { openTour, STEPS, takePicture } from "./tour.mjs";

/** The mail of the answers on the sample, as a phone shows it, after a run on the day before without its last rows. */
async function mailPicture(page) {
  const folder = await mkdtemp(join(tmpdir(), "lead-export-mail-"));
  const lead = (words) => spawnSync(process.execPath, [program, ...words, "--out", join(folder, "out")]);
  try {
    const sample = fileURLToPath(new URL("sample/leads.csv", root));
    const lines = (await readFile(sample, "utf8")).split("\n");
    const before = join(folder, "before.csv");
    await writeFile(before, lines.slice(0, -40).join("\n"));
    for (const [leads, day] of [
      [before, 21],
      [sample, 22],
    ]) {
      const companies = fileURLToPath(new URL("sample/companies.csv", root));
      const when = ["--as-of", `2026-11-${day}T12:00:00+01:00`, "--zone", "Africa/Lagos"];
      lead(["run", "--leads", leads, "--companies", companies, ...when]);
    }
    const config = join(folder, "config.json");
    await writeFile(
      config,
      JSON.stringify({ site: { folder: join(folder, "site"), address: "https://leads.example.com" } }),
    );
    await page.setViewportSize({ width: 420, height: 800 });
    await page.setContent(lead(["mail", "--html", "--config", config]).stdout.toString());
    return await page.screenshot({ fullPage: true });
  } finally {
    await rm(folder, { recursive: true });
  }
}

const root = new URL("../", import.meta.url);
const program = fileURLToPath(new URL("dist/lead-export.js", root));
const keep = async (small, path) => {
  await writeFile(new URL(path, root), small);
  console.log(`${path}: ${Math.ceil(small.length / 1000)} kB`);
};

await mkdir(new URL("docs/pictures/", root), { recursive: true });
const tour = await openTour();
try {
  for (const { picture, walk, after } of STEPS) {
    await walk(tour);
    if (picture !== undefined)
      await keep(await smallPng(tour.page, await takePicture(tour)), `docs/pictures/${picture}.png`);
    await after?.(tour);
  }
} finally {
  await tour.close();
}
spawnSync(process.execPath, [fileURLToPath(new URL("demo.mjs", import.meta.url))], { stdio: "ignore" });
const dashboard = fileURLToPath(new URL("out/index.html", root));
const film = await openTour({ width: 1120, height: 700 });
try {
  await keep(await movingPng(film.page, await filmTour(film, dashboard)), "docs/tour.png");
  const desk = await film.page.context().newPage();
  await desk.setViewportSize({ width: 1280, height: 1850 });
  await desk.goto(pathToFileURL(dashboard).href);
  await desk.locator(".chart .figure").first().waitFor();
  // The numbers and the answers; the problems follow below.
  const whole = await desk.screenshot();
  await desk.goto("about:blank");
  await keep(await smallPng(desk, whole), "docs/dashboard.png");
  await keep(await smallPng(desk, await mailPicture(desk)), "docs/mail.png");
} finally {
  await film.close();
}
