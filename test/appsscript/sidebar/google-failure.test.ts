import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { googleFailure } from "../../../appsscript/sidebar/google-failure";
import { noBrowser } from "./browser";
import { button, NOON, open, page, panel, says, times, useSidebar } from "./hands";
import { ITEMS, listOf, running } from "./samples";
import { Google } from "./script";

describe("a failure of Google's", () => {
  beforeAll(() => void vi.stubGlobal("navigator", { onLine: true }));
  afterAll(() => void vi.unstubAllGlobals());

  it.each([
    [
      "We're sorry, a server error occurred while reading from storage. Error code PERMISSION_DENIED.",
      "SEVERAL_ACCOUNTS",
      "Use a browser profile for work, or sign out of the other accounts",
    ],
    [
      "ScriptError: Authorization is required to perform that action.",
      "NOT_AUTHORISED",
      "choose Leads > Set up and allow",
    ],
    [
      "Exception: Specified permissions are not sufficient to call UrlFetchApp.fetch.",
      "NOT_AUTHORISED",
      "choose Leads > Set up and allow",
    ],
    ["Service invoked too many times for one day: urlfetch.", "QUOTA", "within 24 hours"],
    [
      "There are too many scripts running simultaneously for this Google user account.",
      "TOO_MANY_AT_ONCE",
      "Wait a minute",
    ],
    ["Exceeded maximum execution time", "TOO_LONG_RUNNING", "Try again"],
    ["NetworkError: Connection failure due to HTTP 0", "OFFLINE", "Check your network"],
    ["NetworkError: Connection failure due to HTTP 500", "GOOGLE_BUSY", "Wait a moment"],
    ["We're sorry, a server error occurred. Please wait a bit and try again.", "GOOGLE_BUSY", "Wait a moment"],
    ["Script function not found: rpc", "SCRIPT_CHANGED", "Reload the workbook"],
    ["Es ist ein Fehler aufgetreten.", "GOOGLE_FAILED", "reload the workbook"],
  ])("%s means %s", (message, code, wayOut) => {
    expect(googleFailure(message)).toMatchObject({ code, wayOut: expect.stringContaining(wayOut) });
  });
});

describe.skipIf(noBrowser)("the sidebar in a real browser", () => {
  useSidebar();

  describe("when Google fails", () => {
    it("says what it means and the way out, with Google's own words beside it", async () => {
      const message = "a server error occurred. Error code PERMISSION_DENIED.";
      await open("health", { health: () => Google.fails(message) });
      const alert = page.getByRole("alert");
      await expect.poll(() => alert.innerText()).toContain("Use a browser profile for work");
      expect(await alert.innerText()).toContain("SEVERAL_ACCOUNTS");
      await page.getByText("What Google said").click();
      expect(await alert.innerText()).toContain(message);
      expect(await panel().innerText()).not.toContain("Looking…");
    });

    it("keeps what is shown, and tries again when asked", async () => {
      const answers = [listOf(), Google.fails("a server error occurred"), listOf(ITEMS.slice(1))];
      await open("problems", { problems: () => answers.shift()! });
      await says("Untied States");
      await button("Refresh").click();
      await says("Google had an error of its own.");
      await says("Untied States");
      await button("Try again").click();
      await expect.poll(() => page.getByRole("alert").count()).toBe(0);
      await expect.poll(() => panel().innerText()).not.toContain("Untied States");
    });

    it.each([
      ["health", "health", 60],
      ["problems", "problems", 120],
      ["export", "lastExport", 60],
      ["settings", "settings", 60],
    ] as const)("gives up waiting for %s after its time, and says so", async (view, name, seconds) => {
      await open(view, { [name]: () => Google.saysNothing }, NOON);
      await expect.poll(() => times(name)).toBe(1);
      await page.clock.runFor((seconds - 1) * 1_000);
      expect(await page.getByRole("alert").count()).toBe(0);
      await page.clock.runFor(1_000);
      await says(`Google gave no answer for ${seconds} seconds.`);
      expect(await page.locator(".busy, [aria-busy=true], [aria-disabled=true]").count()).toBe(0);
      expect(await button("Try again").isVisible()).toBe(true);
    });

    it("is told offline from slow", async () => {
      await open("health", { health: () => Google.saysNothing }, NOON);
      await page.evaluate(() => Object.defineProperty(navigator, "onLine", { value: false }));
      await page.clock.runFor(60_000);
      await says("There is no connection to Google.");
    });

    it.each(["", "<html>", '{"fine":true}', "null"])("does not take %j for an answer", async (text) => {
      await open("health", { health: () => Google.answers(text) });
      await says("The add-on was probably updated.");
    });

    it("goes on following an export when the network comes back, and stops asking when it does not", async () => {
      let on = false;
      await open(
        "export",
        {
          lastExport: () => running("writing"),
          exportState: () =>
            on ? running("answering") : Google.fails("NetworkError: Connection failure due to HTTP 0"),
        },
        NOON,
      );
      await says("Writing the files");
      const wait = async (ms: number, calls: number) => {
        await page.clock.runFor(ms);
        await expect.poll(() => times("exportState")).toBe(calls);
        await expect.poll(() => page.getByRole("alert").count()).toBe(on ? 0 : 1);
      };
      await wait(1_500, 1);
      await says("There is no connection to Google.");
      expect(await page.getByRole("progressbar").isVisible()).toBe(true);
      await wait(3_000, 2);
      await wait(6_000, 3);
      await wait(12_000, 4);
      await wait(120_000, 4);
      on = true;
      await button("Try again").click();
      await wait(100, 5);
      await wait(1_500, 6);
    });
  });
});
