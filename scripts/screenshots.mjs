// node scripts/screenshots.mjs dashboard.html [folder]: pictures of a dashboard as a desk, a phone and paper show it.
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { CHROMIUM_ARGS, findChromium } from "./chromium.mjs";

const [file, folder = "."] = process.argv.slice(2);
const executablePath = findChromium();
if (!file || !executablePath) {
  console.error(
    file
      ? "No Chromium found. Set CHROMIUM to its path."
      : "Say which page: node scripts/screenshots.mjs dashboard.html",
  );
  process.exit(2);
}

const SHOTS = {
  "desktop-light": { viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  "desktop-dark": { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  wide: { viewport: { width: 1920, height: 1080 }, colorScheme: "light" },
  phone: { viewport: { width: 360, height: 740 }, colorScheme: "light", deviceScaleFactor: 2, isMobile: true },
};

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
const url = pathToFileURL(resolve(file)).href;
for (const [name, settings] of Object.entries(SHOTS)) {
  const page = await browser.newPage(settings);
  await page.goto(url);
  await page.locator(".chart svg").first().waitFor();
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  await page.close();
}
const page = await browser.newPage();
await page.goto(url);
await page.pdf({
  path: join(folder, "print.pdf"),
  format: "A4",
  margin: { top: "14mm", right: "14mm", bottom: "14mm", left: "14mm" },
});
await browser.close();
