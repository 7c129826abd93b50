import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFindings } from "../../axe";
import { cellText, click, type Desk, differences, noBrowser, openDesk, ready, type } from "./desk";
import { takesLeadsTyped } from "./typing";

/** The cells and what hangs over them are drawn by Univer. */
const THEIRS = ["#grid", "[class^='univer']", "[id^='univer']", "[data-u-comp]"];
const LEADS = 1;
const COUNTRY = 4;
/** The grid draws without a graphics card here, and other tests run beside. */
const SOON = { timeout: 10_000 };

/** Pressed one after the other, from C6 on, and where the selection then is. */
const KEYS: [string, string][] = [
  ["Tab", "D6"],
  ["Shift+Tab", "C6"],
  ["ArrowDown", "C7"],
  ["ArrowRight", "D7"],
  ["Shift+ArrowDown", "D7:D8"],
  ["ArrowLeft", "C7"],
  ["Shift+Enter", "C6"],
  ["Shift+Space", "A6:Z6"],
  ["Control+Home", "A1"],
  ["Control+Space", "A1:A1002"],
  ["Control+Home", "A1"],
  ["End", "Z1"],
  ["Home", "A1"],
];

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
    await expect.poll(() => sidebar.locator("body").innerText(), SOON).toMatch(/Country ".*" is unknown/);
    // Shut in: it cannot reach the page around it.
    const frame = page.frames().find((one) => one.url().includes("/page/sidebar/"));
    await expect(frame?.evaluate(() => String(window.parent.document.title))).rejects.toThrow();
    // What it opens in a window of its own, such as the dashboard, is let in all the same.
    const opened = page.waitForEvent("popup");
    await sidebar.locator("body").evaluate((body, href) => {
      body.append(
        Object.assign(document.createElement("a"), { id: "out", href, target: "_blank", textContent: "out" }),
      );
    }, `${desk.url}nothing`);
    await sidebar.locator("#out").click();
    expect(await (await opened).locator("body").innerText()).toBe("There is nothing here.");
    await (await opened).close();
  });

  it("gives the keys back to the cells when the sidebar is closed, however late that is", async () => {
    const title = await cellText(page, LEADS, 5, 3);
    await page.route("**/page/close-sidebar", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue();
    });
    await page.getByRole("button", { name: "Close the sidebar" }).click();
    await page.evaluate(() => window.workbench.grid.select({ row: 5, column: 3, rows: 1, columns: 1 }));
    await page.locator("#side").waitFor({ state: "hidden" });
    await page.unroute("**/page/close-sidebar");
    await page.keyboard.type("Founder");
    await page.keyboard.press("Enter");
    await expect.poll(() => cellText(page, LEADS, 5, 3), SOON).toBe("Founder");
    await page.keyboard.press("Control+z");
    await expect.poll(() => cellText(page, LEADS, 5, 3), SOON).toBe(title);
  });

  it("asks what the script asks, and does what was answered", async () => {
    const column = status();
    const marks = () => desk.expected(LEADS).filter((line) => line[column]?.includes("OK")).length;
    const before = marks();
    const answer = async (name: string) => {
      await page.getByRole("menuitem", { name: "Leads" }).click();
      expect(await axeFindings(page, THEIRS)).toEqual([]);
      await page.getByRole("menuitem", { name: "Clear marks" }).click();
      await page.getByRole("dialog").waitFor();
      expect(await axeFindings(page, THEIRS)).toEqual([]);
      await page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
      await page.evaluate(() => window.workbench.sync.settled());
    };
    await answer("No");
    expect(marks()).toBe(before);
    await answer("Yes");
    expect(marks()).toBe(0);
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.getByRole("menuitem", { name: "Leads" }).click();
    await page.getByRole("menuitem", { name: "Check all rows" }).click();
    await expect.poll(marks, SOON).toBe(before);
  });

  it("opens anew when it is loaded again: the menu is made again, the sidebar is closed, the workbook is as it was", async () => {
    const opened = () => desk.host.executions.filter(({ function: name }) => name === "onOpen").length;
    const before = opened();
    await page.reload();
    await ready(page);
    expect(opened()).toBe(before + 1);
    expect(await page.locator("#side iframe").count()).toBe(0);
    await page.getByRole("menuitem", { name: "Leads" }).waitFor();
    expect(differences(await desk.shown(page, LEADS), desk.expected(LEADS))).toEqual([]);
  });

  it("knows the keys of a spreadsheet", async () => {
    const place = async () => {
      await page.evaluate(() => window.workbench.sync.settled());
      return page.evaluate(() =>
        window.workbench.grid.grid.api.getActiveWorkbook().getActiveSheet().getActiveRange().getA1Notation(),
      );
    };
    const name = () => cellText(page, LEADS, 8, 2);
    const before = await name();
    await click(page, 8, 2);
    for (const key of ["Delete", "Backspace"]) {
      await page.keyboard.press(key);
      await expect.poll(name, SOON).toBe("");
      await page.keyboard.press("Control+z");
      await expect.poll(name, SOON).toBe(before);
    }
    await page.keyboard.press("F2");
    await page.keyboard.type("!");
    await page.keyboard.press("Shift+Tab");
    await expect.poll(name, SOON).toBe(`${before}!`);
    await expect.poll(place, SOON).toBe("B9");

    const pressed: [string, string][] = [];
    await click(page, 5, 2);
    for (const key of KEYS.map(([key]) => key)) {
      await page.keyboard.press(key);
      pressed.push([key, await place()]);
    }
    expect(pressed).toEqual(KEYS);
  });

  it("deletes the row that Shift and space select, through the context menu", async () => {
    const below = await cellText(page, LEADS, 7, 2);
    await click(page, 6, 2);
    await page.keyboard.press("Shift+Space");
    await click(page, 6, 2, { button: "right" });
    await page.getByRole("menuitem", { name: "Delete row 7" }).click();
    await expect.poll(() => cellText(page, LEADS, 6, 2), SOON).toBe(below);
  });

  it("takes 200 rows from another program with Ctrl+V, and gives cells to others with Ctrl+C", async () => {
    const rows = Array.from({ length: 200 }, (_, at) => `Lumen Ltd\tPasted\tRow ${at}\t"two\nlines"\tKenya`);
    const text = rows.join("\r\n");
    const html = `<table>${rows.map((row) => `<tr><td>${row.replaceAll("\t", "</td><td>")}</td></tr>`).join("")}</table>`;
    await click(page, 9, 0);
    await page.evaluate(
      async ([text, html]) => {
        const item = {
          "text/plain": new Blob([text], { type: "text/plain" }),
          "text/html": new Blob([html], { type: "text/html" }),
        };
        await navigator.clipboard.write([new ClipboardItem(item)]);
      },
      [text, html],
    );
    await page.keyboard.press("Control+v");
    await expect.poll(() => cellText(page, LEADS, 208, 2), SOON).toBe("Row 199");
    await expect.poll(() => cellText(page, LEADS, 208, 3), SOON).toBe("two\nlines");
    expect(differences(await desk.shown(page, LEADS), desk.expected(LEADS))).toEqual([]);

    await click(page, 10, 1);
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Control+c");
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(copied, SOON).toBe('Pasted\tRow 1\t"two\nlines"\nPasted\tRow 2\t"two\nlines"');
  });

  it.each([15, 0])(
    "takes leads typed without a pause, %i ms a key, each text in its cell",
    (delay) => takesLeadsTyped(desk, page, delay),
    60_000,
  );

  it("answers this machine's own page only, in a window that came by the address with the token", async () => {
    const url = new URL(desk.url);
    const [{ name, value }] = await page.context().cookies();
    const Cookie = `${name}=${value}`;
    const ask = (headers: Record<string, string>) =>
      fetch(`${desk.url}page/edit`, {
        method: "POST",
        headers: { Cookie, ...headers },
        body: JSON.stringify({ edit: { kind: "undo" } }),
      });
    const revision = desk.book.revision;
    expect((await ask({})).status).toBe(403);
    expect((await ask({ Origin: "https://evil.example" })).status).toBe(403);
    expect((await ask({ Origin: "null" })).status).toBe(403);
    expect((await fetch(`${desk.url}..%2f..%2fpackage.json`, { headers: { Cookie } })).status).toBe(404);
    expect((await ask({ Origin: url.origin, Cookie: "" })).status).toBe(403);
    expect((await fetch(desk.url)).status).toBe(403);
    expect(page.url()).toBe(desk.url);
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
