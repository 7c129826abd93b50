import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import type { Rpc } from "../../../appsscript/rpc";
import type { Opening } from "../../../appsscript/views";
import { CHROMIUM_ARGS, findChromium } from "../../../scripts/chromium.mjs";
import { DIST } from "../../dist";
import { type Asked, answerOf, type Script, type Told } from "./script";

const executablePath = findChromium();

/** For `describe.skipIf`: these tests need a browser, and the machine may have none. */
export const noBrowser = executablePath === null;
if (noBrowser) console.warn("Sidebar tests skipped: no Chromium found. Set CHROMIUM to its path to run them.");

/** A sidebar as Google shows it, 300 px wide, with all it asked the script and all it complained about. */
export interface Opened {
  page: Page;
  asked: Asked[];
  /** Addresses asked for, apart from the page itself. */
  requests: string[];
  /** Console warnings and errors, uncaught errors and dialogs. */
  complaints: string[];
}

/** The page as the build makes it, before Google fills in the view and the zone. */
export function builtSidebar(): string {
  return readFileSync(join(DIST, "addon/Sidebar.html"), "utf8");
}

/** The workbook's: a person looks at it from elsewhere. */
const ZONE = "Africa/Lagos";

/** Serves the sidebar on loopback and opens it in one browser. Call `close` after the tests. */
export async function sidebars() {
  const template = builtSidebar();
  const server = createServer((request, response) => {
    const asked = new URL(request.url!, origin).searchParams;
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(template.replace(/<\?= (\w+) \?>/g, (_, name) => asked.get(name) ?? ""));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({ executablePath: executablePath!, args: CHROMIUM_ARGS });

  let part: Script = {};
  let opened: Omit<Opened, "page"> = { asked: [], requests: [], complaints: [] };

  /** A page whose Google is the script of whoever opened it last. */
  async function newPage(): Promise<Page> {
    const page = await browser.newPage({
      viewport: { width: 300, height: 700 },
      timezoneId: "America/New_York",
      reducedMotion: "reduce",
    });
    page.on("request", (request) => {
      const own = [`${origin}/?view=`, `${origin}/favicon.ico`].some((start) => request.url().startsWith(start));
      if (!own) opened.requests.push(request.url());
    });
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") opened.complaints.push(message.text());
    });
    page.on("pageerror", (error) => opened.complaints.push(String(error)));
    page.on("dialog", (dialog) => {
      opened.complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.exposeFunction("askScript", (name: keyof Rpc, argsJson: string): Told => {
      const args = JSON.parse(argsJson) as unknown[];
      opened.asked.push({ name, args });
      return answerOf(part, name, args);
    });
    await page.addInitScript(googleDouble);
    return page;
  }
  const usual = await newPage();

  return {
    /** With `now`, on a page of its own whose clock stands until the test moves it. */
    async open(view: Opening, script: Script, now?: string): Promise<Opened> {
      part = script;
      opened = { asked: [], requests: [], complaints: [] };
      const page = now === undefined ? usual : await newPage();
      if (now !== undefined) {
        // An installed clock goes on by itself until it is paused, and it is paused at a time to come.
        await page.clock.install({ time: Date.parse(now) - 1000 });
        await page.clock.pauseAt(now);
      }
      await page.goto(`${origin}/?view=${view}&zone=${ZONE}`);
      return { page, ...opened };
    },
    /** Done with a page: nothing of its script is answered any more. */
    async done(page: Page) {
      if (page === usual) await page.goto("about:blank");
      else await page.context().close();
    },
    async close() {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Runs in the page: google.script.run with its handlers, each chain of its own. */
function googleDouble(): void {
  type Handlers = { success: (value: unknown) => void; failure: (error: Error) => void };
  const { askScript } = globalThis as unknown as { askScript: (name: string, args: string) => Promise<Told> };
  const runner = (handlers: Handlers) => ({
    withSuccessHandler: (success: Handlers["success"]) => runner({ ...handlers, success }),
    withFailureHandler: (failure: Handlers["failure"]) => runner({ ...handlers, failure }),
    rpc: (name: string, argsJson: string) => {
      void askScript(name, argsJson).then(({ value, failure }) => {
        if (value !== undefined) handlers.success(value);
        if (failure !== undefined) handlers.failure(new Error(failure));
      });
    },
  });
  const unheard = () => {
    throw new Error("A call without a handler.");
  };
  const run = runner({ success: unheard, failure: unheard });
  Object.assign(globalThis, { google: { script: { run } } });
}
