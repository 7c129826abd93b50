import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { Opening } from "../../../appsscript/views";
import { type Opened, sidebars } from "./browser";
import type { Script } from "./script";

/** The sidebar that is open. */
export let page: Page;
/** What it has asked the script. */
export let asked: Opened["asked"];
let seen: Pick<Opened, "complaints" | "requests">;
let house: Awaited<ReturnType<typeof sidebars>>;

/** Starts the browser for the tests of a file. No page may complain or ask for anything besides itself. */
export function useSidebar(): void {
  beforeAll(async () => {
    house = await sidebars();
  });
  afterEach(async () => {
    const { complaints, requests } = seen;
    await house.done(page);
    expect({ complaints, requests }).toEqual({ complaints: [], requests: [] });
  });
  afterAll(() => house?.close());
}

/** Opens the sidebar at a view, with a script to answer it; `now`: by a clock that stands until the test moves it. */
export async function open(view: Opening, script: Script, now?: string): Promise<void> {
  const opened = await house.open(view, script, now);
  ({ page, asked } = opened);
  seen = opened;
}

export const NOON = "2026-11-22T12:00:00Z";

export const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
export const tab = (name: string) => page.getByRole("tab", { name });
export const panel = () => page.getByRole("tabpanel");
export const says = (text: string | RegExp) =>
  expect
    .poll(() => panel().innerText())
    .toEqual(typeof text === "string" ? expect.stringContaining(text) : expect.stringMatching(text));
export const announced = (text: string) => expect.poll(() => page.getByRole("status").textContent()).toContain(text);
export const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
export const focusedName = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
export const times = (name: string) => asked.filter((one) => one.name === name).length;
/** Elements that a person cannot see whole: they stick out of the page, or what they hold is cut off. */
/** Pictures with a ground of their own, and words of buttons that are broken in two. */
export const spoilt = () =>
  page.evaluate(() => {
    const icons = [...document.querySelectorAll(".icon")].filter((icon) => {
      const { backgroundColor } = getComputedStyle(icon);
      return backgroundColor !== "rgba(0, 0, 0, 0)";
    });
    const broken = [...document.querySelectorAll("button")].filter((button) => {
      const text = document.createRange();
      text.selectNodeContents(button);
      return button.childElementCount === 0 && /^\S+$/.test(button.textContent) && text.getClientRects().length > 1;
    });
    return [...icons, ...broken].map((element) => `${element.getAttribute("class")} ${element.textContent}`);
  });

export const clipped = () =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body, body *")]
      .filter((element) => element.checkVisibility() && !element.matches(".unseen, input, textarea"))
      .filter(
        (element) =>
          element.getBoundingClientRect().right > innerWidth + 0.5 ||
          (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== "visible"),
      )
      .map((element) => `${element.tagName} ${element.className} ${element.textContent?.slice(0, 40)}`),
  );
