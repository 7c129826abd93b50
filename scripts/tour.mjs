import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { CHROMIUM_ARGS, findChromium } from "./chromium.mjs";

/** A Monday morning in the workbook's zone, so that the sample's answers, and the pictures, are the same every day. */
const MORNING = Date.parse("2026-11-23T09:00:00+01:00");
const ZONE = "Africa/Lagos";
const SIZE = { width: 1280, height: 800 };
const [LEADS, SUMMARY] = [1, 3];
const FIRST_NAME = 1;
export const COUNTRY = 4;
/** Milliseconds. */
const PATIENCE = 30_000;

/**
 * The workbench as `npm start` opens it, with a browser in front of it, on a fixed morning. `width` and `height` are the window's.
 * Whoever opens it closes it.
 */
export async function openTour(size = SIZE) {
  const folder = await mkdtemp(join(tmpdir(), "lead-tour-"));
  const book = join(folder, "leads.json");
  await mkdir(`${book}.files`);
  await writeFile(join(`${book}.files`, "clock"), String(MORNING - Date.now()));
  const command = fileURLToPath(new URL("../dist/lead-workbench.js", import.meta.url));
  const program = spawn(process.execPath, [command, "--sample", "--book", book, "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  for await (const text of program.stdout) {
    printed += text;
    if (printed.includes("Open http")) break;
  }
  const url = /http:\S+/.exec(printed)?.[0] ?? "";
  const browser = await chromium.launch({ executablePath: findChromium() ?? "", args: CHROMIUM_ARGS });
  const permissions = ["clipboard-read", "clipboard-write"];
  const context = await browser.newContext({ viewport: size, colorScheme: "light", timezoneId: ZONE, permissions });
  await context.addInitScript(shiftClock, MORNING - Date.now());
  const page = await context.newPage();
  /** What the page said on its console that it should not have. */
  const complaints = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(url);
  await page.waitForFunction(() => window.workbench !== undefined && document.getElementById("wait") === null);
  await page.getByRole("button", { name: "Close the tour" }).click();

  const state = async () => (await page.request.get(new URL("page/state", url).href)).json();
  const tour = {
    page,
    url,
    complaints,
    sidebar: page.frameLocator("#side iframe"),
    state,
    around: async () => (await state()).around,
    settled: () => page.evaluate(() => window.workbench.sync.settled()),
    /** Rows of Leads, the header and the last row with something in it included. */
    rows: async () => {
      const { lines } = (await state()).tabs.find(({ id }) => id === LEADS);
      return lines.findLastIndex(([company]) => (Array.isArray(company) ? company[0] : company)) + 1;
    },
    cell: (tab, row, column) =>
      page.evaluate(
        ([tab, row, column]) => {
          const cell = window.workbench.grid.cell(tab, row, column) ?? "";
          return typeof cell === "string" ? cell : cell[0];
        },
        [tab, row, column],
      ),
    statusColumn: async () => {
      const { lines } = (await state()).tabs.find(({ id }) => id === LEADS);
      return lines[0].findIndex((cell) => Array.isArray(cell) && cell[0] === "Status");
    },
    status: async (row) => tour.cell(LEADS, row, await tour.statusColumn()),
    menu: async (name, item) => {
      await page.getByRole("menuitem", { name, exact: true }).click();
      await page.getByRole("menuitem", { name: item }).click();
    },
    /** Goes to a cell as the name box does, and brings it into sight. */
    goTo: (row, column) =>
      page.evaluate(
        ([row, column]) => window.workbench.grid.select({ row, column, rows: 1, columns: 1 }),
        [row, column],
      ),
    /** Clicks a cell that is in sight; rows and columns count from 0. */
    click: async (row, column, more = {}) => {
      const { x, y } = await page.evaluate(([row, column]) => window.workbench.cellCentre(row, column), [row, column]);
      await page.mouse.click(x, y, more);
    },
    type: async (row, column, text) => {
      await tour.click(row, column);
      await page.keyboard.type(text);
      await page.keyboard.press("Enter");
    },
    /** Pastes with the keyboard what another program copied. */
    paste: async (text) => {
      await page.evaluate((text) => navigator.clipboard.writeText(text), text);
      await page.keyboard.press("Control+v");
    },
    clock: async (item) => {
      const before = (await tour.around()).clock;
      await page.getByRole("button", { name: /^It is / }).click();
      await page.getByRole("menuitem", { name: item }).click();
      await until(async () => assert.notEqual((await tour.around()).clock, before));
      // Triggers that came due on the way have run.
      await tour.settled();
    },
    /** Presses keys one after the other, as a person does who has no mouse. */
    keys: async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    },
    /** Presses a key until the focus, of the page or of the sidebar's frame, is on something with this name. */
    until: async (key, name) => {
      for (let presses = 0; presses < 200; presses++) {
        if (name.test(await focusedName(page))) return;
        await page.keyboard.press(key);
        // The sidebar's frame takes the focus a moment later.
        for (let looks = 0; looks < 20 && (await focusedName(page)) === ""; looks++) await page.waitForTimeout(25);
      }
      assert.fail(`${key} leads nowhere near ${name}: the focus is on ${await focusedName(page)}`);
    },
    closeSidebar: async () => {
      await page.getByRole("button", { name: "Close the sidebar" }).click();
      await page.locator("#side").waitFor({ state: "hidden" });
    },
    /** As Ctrl+C does. Returns the program's exit code. */
    stop: async () => {
      program.kill("SIGINT");
      const [code] = await once(program, "exit");
      return code;
    },
    close: async () => {
      await browser.close();
      if (program.exitCode === null && program.signalCode === null) {
        program.kill("SIGKILL");
        await once(program, "exit");
      }
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
  return tour;
}

/** Runs in the browser, before anything else in a page or frame: its date is the tour's. What measures time is left alone. */
function shiftClock(offset) {
  const now = Date.now.bind(Date);
  Date.now = () => now() + offset;
  globalThis.Date = new Proxy(Date, {
    construct: (target, given, as) => Reflect.construct(target, given.length === 0 ? [Date.now()] : given, as),
  });
}

/** What a newcomer does, step by step. A step with a picture leaves the page as the picture shows it. */
/**
 * What a visitor does; `picture` names its picture in docs/pictures, and `after` walks on from where that is taken.
 * @typedef {Awaited<ReturnType<typeof openTour>>} Tour
 * @type {readonly {
 *   title: string,
 *   picture?: string,
 *   walk(tour: Tour): Promise<void>,
 *   after?(tour: Tour): Promise<void>,
 * }[]}
 */
export const STEPS = [
  {
    title: "names a wrong country as it is typed",
    picture: "leads",
    walk: async (tour) => {
      await tour.type(1, COUNTRY, "Untied States");
      await until(async () => assert.match(await tour.status(1), /^Check: .*did you mean United States/));
    },
  },
  {
    title: "offers the right country in the sidebar, and takes it on a click",
    picture: "problems",
    walk: async (tour) => {
      await tour.menu("Leads", /^Problems/);
      await tour.sidebar.getByRole("heading", { name: "Problems" }).waitFor();
      await tour.sidebar.getByRole("searchbox").fill("Untied");
      const use = tour.sidebar.getByRole("button", { name: "Use United States", exact: true }).first();
      await use.scrollIntoViewIfNeeded();
    },
    after: async (tour) => {
      await tour.sidebar.getByRole("button", { name: "Use United States", exact: true }).first().click();
      await until(async () => assert.equal(await tour.cell(LEADS, 1, COUNTRY), "United States"));
      await until(async () => assert.equal(await tour.status(1), "OK"));
      await tour.closeSidebar();
    },
  },
  {
    title: "names both rows of a repeat: one in Status, both in the sidebar",
    picture: "repeat",
    walk: async (tour) => {
      const { page } = tour;
      const last = await tour.rows();
      // Copied and pasted as anyone does who wants to change a word of it and forgets.
      await tour.click(2, FIRST_NAME);
      await page.keyboard.press("Shift+Space");
      await page.keyboard.press("Control+c");
      await until(async () => assert.match(await page.evaluate(() => navigator.clipboard.readText()), /\tChidi\t/));
      await tour.goTo(last, 0);
      await page.keyboard.press("Control+v");
      await until(async () => assert.equal(await tour.status(last), "Repeat of row 3 (same time, higher up)"));
      await tour.menu("Leads", /^Problems/);
      const name = `${await tour.cell(LEADS, last, FIRST_NAME)} ${await tour.cell(LEADS, last, FIRST_NAME + 1)}`;
      await tour.sidebar.getByRole("searchbox").fill(name);
      const repeat = tour.sidebar.getByRole("listitem").filter({ hasText: "Repeat of row 3" });
      assert.match(await repeat.innerText(), new RegExp(`\\b[A-Z]*${last + 1}\\b`));
      await repeat.scrollIntoViewIfNeeded();
    },
    after: (tour) => tour.closeSidebar(),
  },
  {
    title: "checks a paste of 200 rows, the one among them that is a repeat too",
    walk: async (tour) => {
      const first = await tour.rows();
      const lead = (number) => `Okonkwo PLC\tNew\tPerson ${number}\tFounder\tNigeria\t11/20/2026 10:00:00`;
      const rows = [...Array.from({ length: 199 }, (_, number) => lead(number)), lead(3)];
      await tour.goTo(first, 0);
      await tour.paste(rows.join("\r\n"));
      await until(async () => assert.equal(await tour.status(first + 198), "OK"));
      assert.equal(await tour.status(first + 199), `Repeat of row ${first + 4} (same time, higher up)`);
      await tour.page.keyboard.press("Control+Home");
    },
  },
  {
    title: "sorts, and keeps page and workbook equal",
    walk: async (tour) => {
      await tour.click(1, 2);
      await tour.menu("Data", /A to Z/);
      await tour.settled();
      assert.deepEqual(await tour.page.evaluate(() => window.workbench.grid.drifted()), []);
    },
  },
  {
    title: "exports, and says what became of it in the sidebar",
    picture: "export",
    walk: async (tour) => {
      await tour.menu("Leads", /^Export now/);
      await tour.sidebar.getByText("Published", { exact: true }).waitFor({ timeout: PATIENCE });
    },
    after: (tour) => tour.closeSidebar(),
  },
  {
    title: "shows the answers with their charts in Summary",
    picture: "summary",
    walk: async (tour) => {
      await tour.page.getByRole("tab", { name: "Summary" }).click();
      await until(async () => assert.match(await tour.cell(SUMMARY, 0, 0), /^Leads as of 23 Nov/));
      await tour.page.locator("#charts svg").first().waitFor({ state: "attached" });
      // The first screen has the numbers, the first answer and its chart.
      await tour.goTo(3, 0);
    },
  },
  {
    title: "opens the dashboard of the current snapshot",
    walk: async (tour) => {
      const [dashboard] = await Promise.all([
        tour.page.context().waitForEvent("page"),
        tour.page.getByRole("link", { name: "Dashboard" }).click(),
      ]);
      await dashboard.locator(".chart .figure").first().waitFor({ timeout: PATIENCE });
      await dashboard.close();
      await tour.page.getByRole("tab", { name: "Leads" }).click();
    },
  },
  {
    title: "mails and keeps the answers when the exporter is down tomorrow",
    picture: "outbox",
    walk: async (tour) => {
      const { page } = tour;
      const { dashboard } = await tour.around();
      await page.getByRole("switch").click();
      await page.getByRole("switch", { name: "Exporter is down" }).waitFor({ timeout: PATIENCE });
      await tour.clock(/07:00 tomorrow/);
      const mails = (await tour.around()).outbox.length;
      await tour.clock(/^Daily export/);
      await tour.clock(/^5 minutes later/);
      await tour.clock(/^5 minutes later/);
      const [retry, final, ...more] = (await tour.around()).outbox.slice(mails).map(({ subject }) => subject);
      assert.match(retry, /tried again/);
      assert.match(final, /failed twice/);
      assert.deepEqual(more, []);
      assert.equal((await tour.around()).dashboard, dashboard);
      await page.getByRole("button", { name: /^Outbox/ }).click();
    },
    after: (tour) => tour.page.getByRole("button", { name: "Close the outbox" }).click(),
  },
  {
    title: "publishes again when the exporter is back",
    walk: async (tour) => {
      const { dashboard } = await tour.around();
      await tour.page.getByRole("switch").click();
      await tour.page.getByRole("switch", { name: "Exporter is up" }).waitFor({ timeout: PATIENCE });
      await tour.clock(/^Daily export/);
      await until(async () => assert.notEqual((await tour.around()).dashboard, dashboard));
      assert.deepEqual((await tour.around()).failures, []);
    },
  },
  {
    title:
      "is worked through with the keyboard alone: a suggestion, a repeat, an export, undo, and the tour that ticks it",
    walk: async (tour) => {
      const { page } = tour;
      const menu = async (item) => {
        await tour.until("F6", /^Edit$/);
        await tour.until("ArrowRight", /^Leads$/);
        await tour.keys("Enter");
        await tour.until("ArrowDown", item);
        await tour.keys("Enter");
      };
      const cells = () => tour.until("F6", /INTERNAL_EDITOR/);
      const toSidebar = async (view) => {
        await tour.sidebar.getByRole("heading", { name: view, exact: true }).waitFor();
        await tour.until("F6", new RegExp(`${view}.*#tab-`));
      };
      await tour.until("F6", /INTERNAL_EDITOR/);
      // A wrong country in the second row, and its Status.
      await tour.keys("Control+Home", "ArrowDown", ...Array(COUNTRY).fill("ArrowRight"));
      await page.keyboard.type("Untied States");
      await tour.keys("Enter");
      await until(async () => assert.match(await tour.status(1), /^Check: .*did you mean United States/));
      await menu(/^Problems/);
      await toSidebar("Problems");
      // Before the list is there, Tab leads out of the sidebar, and the cells keep it.
      await tour.sidebar.getByLabel("Search the problems").waitFor();
      await tour.until("Tab", /^Search the problems/);
      await page.keyboard.type("Untied");
      await tour.until("Tab", /^Use United States$/);
      await tour.keys("Enter");
      await until(async () => assert.equal(await tour.status(1), "OK"));
      // What was accepted is one step of undo, and so is the typing before it.
      await cells();
      await tour.keys("Control+z");
      await until(async () => assert.match(await tour.status(1), /^Check: /));
      await tour.keys("Control+y");
      await until(async () => assert.equal(await tour.status(1), "OK"));
      // A row copied to the end of the list, and kept out of it again.
      const last = await tour.rows();
      await tour.keys("Control+Home", "ArrowDown", "ArrowDown", "Shift+Space", "Control+c");
      await until(async () => assert.match(await page.evaluate(() => navigator.clipboard.readText()), /\t/));
      await tour.goTo(last, 0);
      await tour.keys("Control+v");
      await until(async () => assert.match(await tour.status(last), /^Repeat of row 3 /));
      await toSidebar("Problems");
      await tour.until("Tab", /^Search the problems/);
      await tour.keys("Control+a");
      await page.keyboard.type(`Repeat of row 3 ${last + 1}`);
      await until(async () =>
        assert.equal(await tour.sidebar.getByRole("button", { name: "Show both rows" }).count(), 1),
      );
      await tour.until("Tab", /^Show both rows$/);
      await tour.keys("Enter");
      await tour.sidebar.getByRole("button", { name: "Keep row 3", exact: true }).waitFor();
      await tour.until("Tab", /^Keep row 3$/);
      await tour.keys("Enter");
      await tour.until("Tab", new RegExp(`^Delete row ${last + 1}$`));
      await tour.keys("Enter");
      await until(async () => assert.equal(await tour.rows(), last));
      // The export, and what it leaves of undo.
      await cells();
      await menu(/^Export now/);
      await tour.sidebar
        .getByText(/^(?:Published|Nothing has changed)/)
        .first()
        .waitFor({ timeout: PATIENCE });
      await cells();
      await tour.keys("Control+z");
      await until(async () => assert.match(await tour.status(last), /^Repeat of row 3 /));
      // The tab bar, and the tour.
      await tour.until("F6", /^Leads$/);
      await tour.until("ArrowRight", /^Summary$/);
      await tour.keys("Enter");
      await tour.until("F6", /^It is /);
      await tour.until("ArrowRight", /^Tour$/);
      await tour.keys("Enter");
      await page.getByText("5 of 5 done").waitFor();
    },
  },
];

/** What has the focus, by its label or words; in the sidebar, what has it there. */
async function focusedName(page) {
  for (const frame of page.frames().reverse()) {
    const name = await frame.evaluate(() => {
      const { activeElement: at } = document;
      if (!document.hasFocus() || at === null || at === document.body || at.tagName === "IFRAME") return null;
      return (
        at.getAttribute("aria-label") ?? (at.id === "" ? (at.textContent ?? "") : `${at.textContent ?? ""} #${at.id}`)
      );
    });
    if (name !== null) return name.trim();
  }
  return "";
}

/** Tries again and again until it does not throw. */
export async function until(attempt) {
  const end = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** A picture of what the tour shows, nothing in it moving: no message that goes, no cursor that blinks. */
export async function takePicture(tour) {
  await tour.page.evaluate(() => {
    for (const message of document.querySelectorAll(".wb-toast")) message.remove();
  });
  // Two frames, in the sidebar's frame too: what came last is painted.
  for (const frame of tour.page.frames()) {
    await frame.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
  await tour.page.waitForTimeout(300);
  return tour.page.screenshot({ caret: "hide" });
}
