import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cellText, click, type Desk, differences, noBrowser, openDesk, ready, type } from "./desk";

const LEADS = 1;
const COUNTRY = 4;
/** The grid draws without a graphics card here, and other tests run beside. */
const SOON = { timeout: 10_000 };

describe.skipIf(noBrowser)("the workbench's page", () => {
  let desk: Desk;
  let page: Page;
  let complaints: string[];
  let elsewhere: string[];
  const status = () => desk.expected(LEADS)[0].findIndex((text) => text.includes("Status"));
  beforeAll(async () => {
    desk = await openDesk();
    ({ page, complaints, elsewhere } = await desk.open());
  });
  afterAll(() => desk?.close());

  it("shows the workbook as it is, asks no other machine for anything, and complains of nothing", async () => {
    for (const { id } of desk.book.sheets.filter(({ properties }) => !properties.hidden)) {
      expect(differences(await desk.shown(page, id), desk.expected(id))).toEqual([]);
    }
    expect({ complaints, elsewhere }).toEqual({ complaints: [], elsewhere: [] });
  });

  it("takes what is typed, and shows the add-on's verdict with its colour", async () => {
    await type(page, 1, COUNTRY, "Untied States");
    await expect.poll(() => cellText(page, LEADS, 1, status()), SOON).toMatch(/^Check: .*Untied States.*United States/);
    expect(desk.book.sheet(LEADS)?.slot(1, COUNTRY)).toMatchObject({ value: "Untied States" });
    const [, look] = JSON.parse((await desk.shown(page, LEADS))[1][status()]);
    expect(look).toMatchObject({ background: expect.stringMatching(/^#/) });
  });

  it("takes a step back and forward", async () => {
    const before = await cellText(page, LEADS, 2, 1);
    await type(page, 2, 1, "Ada");
    await expect.poll(() => cellText(page, LEADS, 2, 1), SOON).toBe("Ada");
    await page.keyboard.press("Control+z");
    await expect.poll(() => cellText(page, LEADS, 2, 1), SOON).toBe(before);
    await page.keyboard.press("Control+y");
    await expect.poll(() => cellText(page, LEADS, 2, 1), SOON).toBe("Ada");
  });

  it("shows in one window what is done in another, and everything again after a reload", async () => {
    const { page: other } = await desk.open();
    await type(page, 3, 2, "Lovelace");
    await expect.poll(() => cellText(other, LEADS, 3, 2), SOON).toBe("Lovelace");
    await page.reload();
    await ready(page);
    for (const one of [page, other]) {
      expect(differences(await desk.shown(one, LEADS), desk.expected(LEADS))).toEqual([]);
    }
    await other.close();
  });

  it("keeps the text that is being typed when its cell is changed or moved by another", async () => {
    await click(page, 4, 3);
    await page.keyboard.type("half-");
    desk.host.edit("other@local.test", { kind: "type", sheetId: LEADS, row: 4, column: 3, text: "theirs" });
    desk.host.edit("other@local.test", { kind: "insert", sheetId: LEADS, dimension: "ROWS", at: 2, count: 2 });
    await page.waitForTimeout(200);
    await page.keyboard.type("typed");
    await page.keyboard.press("Enter");
    await expect.poll(() => cellText(page, LEADS, 6, 3), SOON).toBe("half-typed");
    expect(differences(await desk.shown(page, LEADS), desk.expected(LEADS))).toEqual([]);
  });

  it("opens the add-on's menu and its sidebar, which can move the cursor", async () => {
    await page.getByRole("menuitem", { name: "Leads" }).click();
    await page.getByRole("menuitem", { name: "Problems" }).click();
    const sidebar = page.frameLocator("#side iframe");
    await sidebar.getByRole("heading", { name: "Problems" }).waitFor();
    await expect.poll(() => sidebar.locator("body").innerText(), SOON).toMatch(/Unknown country/);
    // Shut in: it cannot reach the page around it.
    const frame = page.frames().find((one) => one.url().includes("/page/sidebar/"));
    await expect(frame?.evaluate(() => String(window.parent.document.title))).rejects.toThrow();
  });

  it("answers this machine's own page only", async () => {
    const url = new URL(desk.url);
    const ask = (headers: Record<string, string>) =>
      fetch(`${desk.url}page/edit`, { method: "POST", headers, body: JSON.stringify({ edit: { kind: "undo" } }) });
    const revision = desk.book.revision;
    expect((await ask({})).status).toBe(403);
    expect((await ask({ Origin: "https://evil.example" })).status).toBe(403);
    expect((await ask({ Origin: "null" })).status).toBe(403);
    expect((await fetch(`${desk.url}..%2f..%2fpackage.json`)).status).toBe(404);
    expect(await statusFor(url, "evil.example")).toBe(421);
    expect(desk.book.revision).toBe(revision);
  });
});

/** `fetch` does not let anyone set Host. */
async function statusFor(url: URL, host: string): Promise<number | undefined> {
  const { get } = await import("node:http");
  return new Promise((resolve, reject) => {
    get({ host: url.hostname, port: url.port, path: "/page/state", headers: { Host: host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once("error", reject);
  });
}
