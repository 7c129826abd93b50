import { describe, expect, it } from "vitest";
import type { ViewName } from "../../../appsscript/views";
import { axeFindings } from "../../axe";
import { noBrowser } from "./browser";
import { button, clipped, open, page, says, spoilt, useSidebar } from "./hands";
import { HEALTH, ITEMS, listOf, PAIR, PUBLISHED, running, SETTINGS, STOPPED } from "./samples";
import { Google, No, type Script } from "./script";

describe.skipIf(noBrowser)("the sidebar in a real browser", () => {
  useSidebar();

  describe("text from others", () => {
    const HOSTILE = '<img src=x onerror="alert(1)">\u202e</script><script>alert(2)</script><?= 1 ?>';

    /** The same value with the hostile text wherever a person's or a program's text may stand. */
    function hostile<T>(value: T): T {
      const codes = new Set([
        "code",
        "state",
        "phase",
        "tab",
        "field",
        "question",
        "name",
        "now",
        "type",
        "zone",
        "dashboard",
      ]);
      const text = JSON.stringify(value, (key, inner) =>
        typeof inner === "string" && !codes.has(key) && Number.isNaN(Date.parse(inner)) ? `${inner}${HOSTILE}` : inner,
      );
      return JSON.parse(text) as T;
    }
    const apart = [{ pair: PAIR, by: "ada", at: "2026-11-20T12:00:00Z" }];
    const error = { code: "X", sentence: "No", wayOut: "Out" };

    it.each<[string, ViewName, Script]>([
      ["an export", "export", { lastExport: () => hostile(PUBLISHED) }],
      ["a stop", "export", { lastExport: () => hostile({ ...STOPPED, mayRelease: false }) }],
      ["a run", "export", { lastExport: () => hostile(running("writing")) }],
      ["problems", "problems", { problems: () => hostile(listOf(ITEMS, { apart })), accept: () => hostile(listOf()) }],
      ["health", "health", { health: () => hostile(HEALTH) }],
      ["settings", "settings", { settings: () => hostile(SETTINGS) }],
      ["a refusal", "health", { health: () => new No(error.code, HOSTILE, HOSTILE) }],
      ["Google's words", "health", { health: () => Google.fails(HOSTILE) }],
    ])("of %s is shown as it is and never runs", async (_, view, script) => {
      await open(view, script);
      const text = () =>
        page.evaluate(() => {
          const typed = [...document.querySelectorAll("input, textarea")].map(
            (input) => (input as HTMLInputElement).value,
          );
          return document.body.textContent + typed.join();
        });
      await expect.poll(text).toContain('<img src=x onerror="alert(1)">');
      const use = page.getByRole("button", { name: /^Use / }).first();
      if (await use.isVisible()) {
        await use.click();
        await expect.poll(() => page.getByRole("region", { name: "Your changes" }).innerText()).toContain("<img");
      }
      expect(await page.locator("img, iframe, object, body script ~ script").count()).toBe(0);
      expect(await clipped()).toEqual([]);
    });
  });

  describe("at 300 pixels", () => {
    const views: Record<string, [ViewName, Script]> = {
      start: ["export", { lastExport: () => null }],
      run: ["export", { lastExport: () => running("publishing", 0.5) }],
      outcome: ["export", { lastExport: () => PUBLISHED }],
      stop: ["export", { lastExport: () => STOPPED }],
      problems: ["problems", { problems: () => listOf() }],
      health: ["health", { health: () => HEALTH }],
      settings: ["settings", { settings: () => SETTINGS }],
      failure: ["health", { health: () => Google.fails("PERMISSION_DENIED") }],
    };

    it.each(Object.keys(views))("%s shows all its text, in light and in dark, and axe finds nothing", async (name) => {
      await open(...views[name]);
      await page.emulateMedia({ colorScheme: "light" });
      await expect.poll(() => page.locator(".busy").count()).toBe(0);
      await page.getByText(/./).first().waitFor();
      expect(await clipped()).toEqual([]);
      expect(await axeFindings(page)).toEqual([]);
      expect(await spoilt()).toEqual([]);
      const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const light = await background();
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await background()).not.toBe(light);
      expect(await clipped()).toEqual([]);
      expect(await axeFindings(page)).toEqual([]);
    });

    it("shows what a person changed, however long it is, and Undo whole beside it", async () => {
      const long = "A country whose name goes on into the second line of a narrow sidebar";
      const [item] = ITEMS.filter(({ suggestions }) => suggestions.length > 0);
      const list = listOf([{ ...item, suggestions: [long] }]);
      await open("problems", { problems: () => list, accept: () => list });
      await button(`Use ${long}`).click();
      await button(/^Undo/).waitFor();
      expect([await clipped(), await spoilt()]).toEqual([[], []]);
    });

    it("shows where the focus is on everything that can have it", async () => {
      await open("problems", { problems: () => listOf() });
      await says("Title is missing");
      const seen = new Set<string>();
      for (let press = 0; press < 25; press++) {
        await page.keyboard.press("Tab");
        const [name, outline] = await page.evaluate(() => {
          const active = document.activeElement!;
          const name = active === document.body ? "" : active.textContent || active.tagName;
          return [name, getComputedStyle(active).outlineStyle];
        });
        if (name === "" || seen.has(name)) continue;
        seen.add(name);
        expect(`${name} ${outline}`).toBe(`${name} solid`);
      }
      expect(seen.size).toBeGreaterThan(12);
    });
  });
});
