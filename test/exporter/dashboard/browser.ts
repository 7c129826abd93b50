import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { buildDashboard } from "../../../exporter/dashboard/build.mjs";
import { type PageContent, pageReport } from "../../../exporter/dashboard/island";
import { renderDashboard } from "../../../exporter/dashboard/render";
import type { Report } from "../../../exporter/words/report";
import { CHROMIUM_ARGS, findChromium } from "../../../scripts/chromium.mjs";

const executablePath = findChromium();

/** For `describe.skipIf`: page tests need a browser, and the machine may have none. */
export const noBrowser = executablePath === null;
if (noBrowser) console.warn("Dashboard page tests skipped: no Chromium found. Set CHROMIUM to its path to run them.");

function onlyReport(report: Report): PageContent {
  return { report: pageReport(report), details: null, front: null };
}

/** A dashboard opened from disk as a person opens it, with all it asked for and complained about. */
export interface Opened {
  page: Page;
  /** Addresses asked for, apart from the file itself. */
  requests: string[];
  /** Console warnings and errors (a refused script or style is one), uncaught errors and dialogs. */
  complaints: string[];
}

/** Builds the template once and opens reports in one browser. Call `close` after the tests. */
export async function dashboards() {
  const folder = await mkdtemp(join(tmpdir(), "dashboard-"));
  await buildDashboard(folder);
  const template = await readFile(join(folder, "dashboard.html"), "utf8");
  const browser: Browser = await chromium.launch({ executablePath: executablePath!, args: CHROMIUM_ARGS });
  let opened = 0;
  return {
    async open(
      shown: Report | PageContent,
      { now, ...settings }: BrowserContextOptions & { now?: string } = {},
    ): Promise<Opened> {
      const file = join(folder, `${++opened}.html`);
      await writeFile(file, renderDashboard(template, "report" in shown ? shown : onlyReport(shown)));
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...settings });
      const requests: string[] = [];
      const complaints: string[] = [];
      const url = pathToFileURL(file).href;
      page.on("request", (request) => {
        if (request.url() !== url && !request.url().startsWith("data:")) requests.push(request.url());
      });
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("dialog", (dialog) => {
        complaints.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      if (now) await page.clock.setFixedTime(now);
      await page.goto(url);
      await page.locator("footer").waitFor();
      return { page, requests, complaints };
    },
    async close() {
      await browser.close();
      await rm(folder, { recursive: true });
    },
  };
}
