import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type FrameLocator, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM_ARGS } from "../../../scripts/chromium.mjs";
import type { PageState } from "../../../workbench/page/wire";
import { cellText, chromiumPath, click, DIST, noBrowser, ready, type } from "./desk";

/** SCREENSHOTS=folder keeps a picture of each step. */
const PICTURES = process.env.SCREENSHOTS;
const LEADS = 1;
const SUMMARY = 3;
const COUNTRY = 4;
const SOON = { timeout: 30_000 };

describe.skipIf(noBrowser)("the whole workbench, as npm start opens it", { timeout: 120_000 }, () => {
  let program: ChildProcess;
  let browser: Browser;
  let page: Page;
  let sidebar: FrameLocator;
  let url: string;
  const complaints: string[] = [];

  const state = async (): Promise<PageState> => (await fetch(`${url}page/state`)).json() as Promise<PageState>;
  const around = async () => (await state()).around;
  const picture = async (name: string) => {
    if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  };
  const menu = async (name: string, item: RegExp) => {
    await page.getByRole("menuitem", { name, exact: true }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  const clock = async (item: RegExp) => {
    const before = (await around()).clock;
    await page.getByRole("button", { name: /^It is / }).click();
    await page.getByRole("menuitem", { name: item }).click();
    await expect.poll(async () => (await around()).clock, SOON).not.toBe(before);
    // Triggers that came due on the way have run.
    await page.evaluate(() => window.workbench.sync.settled());
  };
  const statusColumn = async () =>
    (await state()).tabs
      .find(({ id }) => id === LEADS)!
      .lines[0].findIndex((cell) => Array.isArray(cell) && cell[0] === "Status");

  beforeAll(async () => {
    if (PICTURES) await mkdir(PICTURES, { recursive: true });
    program = spawn(process.execPath, [fileURLToPath(new URL("lead-workbench.js", DIST)), "--sample", "--port", "0"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let printed = "";
    for await (const text of program.stdout!) {
      printed += text;
      if (printed.includes("Open http")) break;
    }
    url = /http:\S+/.exec(printed)![0];
    browser = await chromium.launch({ executablePath: chromiumPath!, args: CHROMIUM_ARGS });
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(url);
    await ready(page);
    sidebar = page.frameLocator("#side iframe");
  });
  afterAll(async () => {
    await browser?.close();
    if (program?.exitCode === null) program.kill("SIGKILL");
  });

  it("names a wrong country as it is typed, and takes the right one from the sidebar", async () => {
    const status = await statusColumn();
    await type(page, 1, COUNTRY, "Untied States");
    await expect.poll(() => cellText(page, LEADS, 1, status), SOON).toMatch(/^Check: .*did you mean United States/);
    await menu("Leads", /^Problems/);
    await sidebar.getByRole("heading", { name: "Problems" }).waitFor();
    await sidebar.getByRole("searchbox").fill("Untied");
    const use = sidebar.getByRole("button", { name: "Use United States", exact: true }).first();
    await use.scrollIntoViewIfNeeded();
    await picture("1-problems");
    await use.click();
    await expect.poll(() => cellText(page, LEADS, 1, COUNTRY), SOON).toBe("United States");
    await expect.poll(() => cellText(page, LEADS, 1, status), SOON).toBe("OK");
    await page.getByRole("button", { name: "Close the sidebar" }).click();
  });

  it("names both rows of a repeat, and checks a paste of 200 rows", async () => {
    const status = await statusColumn();
    const lead = (number: number) => `Okonkwo PLC\tNew\tPerson ${number}\tFounder\tNigeria\t11/20/2026 10:00:00`;
    const rows = Array.from({ length: 200 }, (_, number) => lead(number));
    await click(page, 1, 0);
    const first = (await state()).tabs.find(({ id }) => id === LEADS)!.lines.length;
    await page.evaluate(
      ([sheetId, top, rows]) => window.workbench.sync.edit({ kind: "paste", sheetId, top, left: 0, rows }),
      [LEADS, first, [...rows, lead(3)].map((row) => row.split("\t"))] as const,
    );
    await expect.poll(() => cellText(page, LEADS, first + 199, status), SOON).toBe("OK");
    await expect.poll(() => cellText(page, LEADS, first + 200, status), SOON).toBe(`Repeat of row ${first + 4}`);
  });

  it("sorts, and every row keeps its verdict's truth", async () => {
    await click(page, 1, 2);
    await menu("Data", /A to Z/);
    await page.evaluate(() => window.workbench.sync.settled());
    expect(await page.evaluate(() => window.workbench.grid.drifted())).toEqual([]);
    await picture("2-leads");
  });

  it("exports, and shows the answers in the sidebar, in Summary and on the dashboard", async () => {
    await menu("Leads", /^Export now/);
    await sidebar.getByRole("button", { name: "Export now" }).click();
    await sidebar.getByText("Published", { exact: true }).waitFor(SOON);
    await picture("3-export");
    await page.getByRole("button", { name: "Close the sidebar" }).click();
    await page.getByRole("tab", { name: "Summary" }).click();
    await expect.poll(() => cellText(page, SUMMARY, 0, 0), SOON).toMatch(/^Leads as of /);
    await page.locator("#charts svg").first().waitFor({ state: "attached" });
    await picture("4-summary");
    const [dashboard] = await Promise.all([
      page.context().waitForEvent("page"),
      page.getByRole("link", { name: "Dashboard" }).click(),
    ]);
    await dashboard.locator(".chart svg").first().waitFor(SOON);
    if (PICTURES) await dashboard.screenshot({ path: join(PICTURES, "5-dashboard.png") });
    await dashboard.close();
    await page.getByRole("tab", { name: "Leads" }).click();
  });

  it("goes to tomorrow: the exporter is down, mails say so, the answers stay; it comes back", async () => {
    const { dashboard } = await around();
    await page.getByRole("switch").click();
    await page.getByRole("switch", { name: "Exporter is down" }).waitFor(SOON);
    await clock(/07:00 tomorrow/);
    const mails = (await around()).outbox.length;
    await clock(/^Daily export/);
    await clock(/^5 minutes later/);
    await clock(/^5 minutes later/);
    const subjects = (await around()).outbox.slice(mails).map(({ subject }) => subject);
    expect(subjects).toEqual([expect.stringMatching(/tried again/), expect.stringMatching(/failed twice/)]);
    await page.getByRole("button", { name: /^Outbox/ }).click();
    await picture("6-outbox");
    await page.getByRole("button", { name: "Close the outbox" }).click();
    expect((await around()).dashboard).toBe(dashboard);

    await page.getByRole("switch").click();
    await page.getByRole("switch", { name: "Exporter is up" }).waitFor(SOON);
    await clock(/^Daily export/);
    await expect.poll(async () => (await around()).dashboard, SOON).not.toBe(dashboard);
    expect(complaints).toEqual([]);
    expect((await around()).failures).toEqual([]);
  });

  it("stops when it is told to, and the exporter with it", async () => {
    program.kill("SIGINT");
    const [code] = await once(program, "exit");
    expect(code).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });
});
