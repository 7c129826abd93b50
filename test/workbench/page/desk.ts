import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { CHROMIUM_ARGS, findChromium } from "../../../scripts/chromium.mjs";
import { createBooks } from "../../../workbench/api/books";
import { openHost } from "../../../workbench/host/host";
import { readProgram } from "../../../workbench/host/program";
import { openPage } from "../../../workbench/page/server/open-page";
import { BookView } from "../../../workbench/page/server/view";
import type { Line, PageState, Style } from "../../../workbench/page/wire";
import { addSample } from "../../../workbench/sample";
import { OWNER } from "../../../workbench/server/access";
import { WorkbenchClock } from "../../../workbench/server/workbench-clock";
import { DIST } from "../../dist";

const chromiumPath = findChromium();

/** For `describe.skipIf`: page tests need a browser, and the machine may have none. */
export const noBrowser = chromiumPath === null;
if (noBrowser) console.warn("Workbench page tests skipped: no Chromium found. Set CHROMIUM to its path to run them.");

/** What was built, and is what users run. */
const BUILT = pathToFileURL(`${DIST}/`);

/** The sample as a workbook with the built add-on, served as a page, and a browser to open it in. */
export async function openDesk({ addOn = true } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "page-"));
  const books = createBooks();
  const id = addSample(books);
  const book = books.get(id)!;
  const clock = new WorkbenchClock(join(folder, "clock"));
  const program = addOn ? readProgram(new URL("addon/", BUILT)) : { code: "", manifest: {}, html: {} };
  let changed = () => {};
  const host = await openHost({ books, bookId: id, program, clock, owner: OWNER, onChange: () => changed() });
  const { page: served } = await openPage({
    port: 0,
    files: new URL("workbench/", BUILT),
    books,
    book,
    host,
    clock,
    person: OWNER,
    exporter: () => null,
    dashboard: () => null,
  });
  changed = served.changed;
  if (addOn) {
    host.choose(OWNER, "menuSetUp");
  }
  const browser: Browser = await chromium.launch({ executablePath: chromiumPath!, args: CHROMIUM_ARGS });
  return {
    book,
    host,
    url: served.url,
    /** What a page should show of a tab, worked out anew from the book. */
    expected: (tab: number): Seen => {
      const { styles, tabs } = new BookView(book).state();
      return seen(tabs.find(({ id }) => id === tab)?.lines ?? [], styles);
    },
    /** What a page shows of a tab, read from its grid. */
    async shown(page: Page, tab: number): Promise<Seen> {
      await page.evaluate(() => window.workbench.sync.settled());
      const lines = await page.evaluate((tab) => window.workbench.grid.lines(tab), tab);
      const state = (await (await page.request.get(`${served.url}page/state`)).json()) as PageState;
      return seen(lines, state.styles);
    },
    /** A small window by default: without a graphics card drawing takes longest. */
    async open(viewport = { width: 900, height: 600 }) {
      const permissions = ["clipboard-read", "clipboard-write"];
      const page = await browser.newPage({ viewport, permissions });
      // Two pages that draw without a graphics card leave a third little of shared cores.
      page.setDefaultNavigationTimeout(120_000);
      const complaints: string[] = [];
      const elsewhere: string[] = [];
      page.on("request", (request) => {
        if (!request.url().startsWith(served.url) && !/^(data|blob):/.test(request.url()))
          elsewhere.push(request.url());
      });
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
      await page.goto(served.entrance);
      await ready(page);
      return { page, complaints, elsewhere };
    },
    async close() {
      await browser.close();
      await served.close();
      await host.close();
      await rm(folder, { recursive: true });
    },
  };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;

export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => window.workbench !== undefined && document.getElementById("wait") === null);
}

/** Clicks a cell, as rows and columns count from 0; it must be in sight. */
export async function click(page: Page, row: number, column: number, more: { button?: "right" } = {}): Promise<void> {
  const { x, y } = await page.evaluate(([row, column]) => window.workbench.cellCentre(row, column), [row, column]);
  await page.mouse.click(x, y, more);
}

export async function type(page: Page, row: number, column: number, text: string): Promise<void> {
  await click(page, row, column);
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

/** The text of one cell as the grid has it. */
export function cellText(page: Page, tab: number, row: number, column: number): Promise<string> {
  return page.evaluate(
    ([tab, row, column]) => {
      const cell = window.workbench.grid.cell(tab, row, column) ?? "";
      return typeof cell === "string" ? cell : cell[0];
    },
    [tab, row, column],
  );
}

/** Cells with their looks spelled out: two pages number their styles differently. */
export type Seen = string[][];

function seen(lines: readonly Line[], styles: readonly Style[]): Seen {
  const rows = lines.map((line) =>
    line.map((cell) => {
      const [text, style, entered] = cell === null || typeof cell === "string" ? [cell ?? "", 0] : cell;
      return style === 0 && entered === undefined
        ? text
        : JSON.stringify([text, styles[style] ?? `style ${style}`, entered]);
    }),
  );
  while (rows.length > 0 && rows[rows.length - 1].length === 0) rows.pop();
  return rows;
}

/** Where two views of a tab differ, in a few words. */
export function differences(shown: Seen, expected: Seen): string[] {
  const found: string[] = [];
  for (let row = 0; row < Math.max(shown.length, expected.length); row++) {
    const width = Math.max(shown[row]?.length ?? 0, expected[row]?.length ?? 0);
    for (let column = 0; column < width; column++) {
      const [one, other] = [shown[row]?.[column] ?? "", expected[row]?.[column] ?? ""];
      if (one !== other) found.push(`row ${row + 1}, column ${column + 1}: shows ${one}, should ${other}`);
    }
  }
  return found;
}
