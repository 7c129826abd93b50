import { describe, expect, it } from "vitest";
import { noBrowser } from "./browser";
import { announced, asked, button, focused, NOON, open, page, panel, says, tab, times, useSidebar } from "./hands";
import { HEALTH, listOf, SETTINGS } from "./samples";
import { No, type Script } from "./script";

describe.skipIf(noBrowser)("the sidebar in a real browser", () => {
  useSidebar();

  describe("tabs", () => {
    const script: Script = {
      lastExport: () => null,
      problems: () => listOf(),
      health: () => HEALTH,
      settings: () => SETTINGS,
    };

    it.each([
      ["export", "Export", "publishes all of it, or nothing"],
      ["problems", "Problems", "Title is missing"],
      ["health", "Health", "It answers"],
      ["settings", "Settings", "Daily export at"],
    ] as const)("opens at %s, as the menu asked", async (view, name, text) => {
      await open(view, script);
      await says(text);
      expect(await tab(name).getAttribute("aria-selected")).toBe("true");
      expect(await page.getByRole("tabpanel").count()).toBe(1);
    });

    it("are walked by arrow keys; only Enter opens one, so that passing by asks nothing", async () => {
      await open("export", script);
      await page.keyboard.press("Tab");
      for (const [key, name] of [
        ["ArrowRight", "Problems"],
        ["ArrowRight", "Health"],
        ["End", "Settings"],
        ["ArrowRight", "Export"],
        ["ArrowLeft", "Settings"],
        ["Home", "Export"],
        ["ArrowRight", "Problems"],
      ]) {
        await page.keyboard.press(key);
        expect(await focused()).toBe(name);
      }
      expect(asked.map((one) => one.name)).toEqual(["lastExport"]);
      await page.keyboard.press("Enter");
      await says("Title is missing");
      expect(await focused()).toBe("Problems");
    });

    it("keep what was typed and found when they are left", async () => {
      await open("settings", script);
      await page.getByLabel("Mail to").fill("new@example.com");
      await tab("Problems").click();
      await page.getByRole("searchbox").fill("bola");
      await tab("Settings").click();
      expect(await page.getByLabel("Mail to").inputValue()).toBe("new@example.com");
      await tab("Problems").click();
      expect(await page.getByRole("searchbox").inputValue()).toBe("bola");
      expect(times("problems")).toBe(1);
    });
  });

  describe("Health", () => {
    it.each([
      ["copies", true, "Copied."],
      ["where the page may not, selects", false, "Selected: press Ctrl+C to copy it."],
    ])("%s the client id", async (_, allowed, said) => {
      await open("health", { health: () => HEALTH }, NOON);
      await page.evaluate((may) => {
        const writeText = async (text: string) => {
          if (!may) throw new Error("Not here.");
          document.title = text;
        };
        Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText } });
      }, allowed);
      await page.getByRole("button", { name: "Copy" }).click();
      await announced(said);
      const taken = () => page.evaluate((may) => (may ? document.title : String(getSelection())), allowed);
      expect(await taken()).toBe(HEALTH.checks.find(({ copy }) => copy !== undefined)!.copy);
    });

    it("says the state of each check in a word, and the way out", async () => {
      await open("health", { health: () => HEALTH }, NOON);
      await says(/Rules\s+Look\s+The sheet checks with rules 7.*\s+Ask for the add-on to be deployed again\./);
      await says(/Permission\s+Broken/);
      await says(/Runs as\s+leads\.robot@example\.com\s+Last run\s+today, 07:00\s+Next run\s+23 Nov 2026, 07:00/);
      await announced("2 of 4 checks need a look.");
    });

    it("installs, removes and takes over the daily export; what others notice is asked twice", async () => {
      const trigger = { ...HEALTH.trigger!, owner: "me@example.com", mine: true };
      await open("health", {
        health: () => HEALTH,
        installDaily: () => ({ ...HEALTH, trigger }),
        removeDaily: () => ({ ...HEALTH, trigger: null }),
      });
      await button("Take over").click();
      expect(times("installDaily")).toBe(0);
      await page.getByRole("alertdialog").getByRole("button", { name: "Take over" }).click();
      await says("me@example.com (you)");
      await button("Remove daily export").click();
      await button("Cancel").click();
      expect(times("removeDaily")).toBe(0);
      expect(await focused()).toBe("Remove daily export");
      await button("Remove daily export").click();
      await button("Remove").click();
      await says("Nobody has it: no export runs by itself.");
      await button("Install daily export").click();
      await says("Remove daily export");
      expect(times("installDaily")).toBe(2);
    });
  });

  describe("Settings", () => {
    it("hints at what is not saved, saves it, and says so", async () => {
      await open("settings", { settings: () => SETTINGS, saveSettings: (settings) => settings });
      await page.getByLabel("Mail to").fill("a@example.com, b@example.com\nc@example.com");
      await page.getByLabel("Mail the answers").selectOption("weekly");
      await page.getByLabel("Daily export at").selectOption("18");
      await page.getByLabel("Fill in the time").uncheck();
      await page.getByLabel("Say what was exported").check();
      await says("Not saved yet");
      await page.getByLabel("Exporter").press("Enter");
      await announced("Settings saved.");
      expect(asked.at(-1)!.args).toEqual([
        {
          exporter: "https://exporter.example.com",
          mail: ["a@example.com", "b@example.com", "c@example.com"],
          answers: "weekly",
          hour: 18,
          stamp: false,
          exported: true,
        },
      ]);
      expect(await panel().innerText()).not.toContain("Not saved yet");
    });

    it.each([
      [
        "The exporter's address must begin with https:// and have no user, no ? and no # in it.",
        "exporter",
        "Exporter",
      ],
      ['"ada" is no mail address.', "mail", "Mail to"],
      ["The hour of the daily export must be a whole number from 0 to 23.", "hour", "Daily export at"],
      ["Nothing of this names what it is about.", "answers", "Mail the answers"],
    ] as const)("puts %j at its field", async (sentence, setting, label) => {
      const refuse = () => new No("SETTINGS_BAD", sentence, undefined, setting);
      await open("settings", { settings: () => SETTINGS, saveSettings: refuse });
      await button("Save").click();
      const input = page.getByLabel(label);
      await expect.poll(() => input.getAttribute("aria-invalid")).toBe("true");
      expect(await input.evaluate((element) => element === document.activeElement)).toBe(true);
      expect(await input.evaluate((element) => element.closest(".field")!.textContent)).toContain(sentence);
      await says("Not saved yet");
    });

    it("shows any other refusal above Save and keeps what was typed", async () => {
      await open("settings", {
        settings: () => SETTINGS,
        saveSettings: () => new No("BUSY", "Somebody else is saving."),
      });
      await page.getByLabel("Mail to").fill("a@example.com");
      await button("Save").click();
      await says("Somebody else is saving.");
      expect(await page.getByLabel("Mail to").inputValue()).toBe("a@example.com");
    });
  });
});
