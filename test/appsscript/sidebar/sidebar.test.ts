import { readdirSync, readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ProblemItem } from "../../../appsscript/rpc";
import type { Opening, ViewName } from "../../../appsscript/sidebar/view";
import type { ExportRun } from "../../../shared/service";
import { builtSidebar, noBrowser, sidebars } from "./browser";
import { HEALTH, ITEMS, listOf, PAIR, PUBLISHED, RESULT, running, SETTINGS, STOPPED } from "./samples";
import { Google, No, type Script } from "./script";

describe("the sidebar's source", () => {
  const folder = new URL("../../../appsscript/sidebar/", import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));

  it.each(files)("%s never turns text into markup", (name) => {
    expect(readFileSync(new URL(name, folder), "utf8")).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|setHTML|DOMParser|srcdoc|createContextualFragment/,
    );
  });

  it("is one page in which Google's template engine finds the view and nothing else", async () => {
    const page = await builtSidebar();
    expect(page.match(/<\?[^>]*\?>/g)).toEqual(["<?= view ?>"]);
    expect(page.split("<?")).toHaveLength(2);
  });

  it("loads nothing from elsewhere", async () => {
    expect(await builtSidebar()).not.toMatch(/\b(src|href)=|@import|url\(/);
  });
});

describe.skipIf(noBrowser)("the sidebar in a real browser", () => {
  let house: Awaited<ReturnType<typeof sidebars>>;
  let page: Page;
  let complaints: string[];
  let requests: string[];
  let asked: { name: string; args: readonly unknown[] }[];
  async function open(view: Opening, script: Script, now?: string): Promise<void> {
    ({ page, complaints, requests, asked } = await house.open(view, script, now));
  }
  const NOON = "2026-11-22T12:00:00Z";
  beforeAll(async () => {
    house = await sidebars();
  });
  afterEach(async () => {
    const troubles = { complaints, requests };
    await house.done(page);
    expect(troubles).toEqual({ complaints: [], requests: [] });
  });
  afterAll(() => house?.close());

  const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
  const tab = (name: string) => page.getByRole("tab", { name });
  const panel = () => page.getByRole("tabpanel");
  const says = (text: string | RegExp) =>
    expect
      .poll(() => panel().innerText())
      .toEqual(typeof text === "string" ? expect.stringContaining(text) : expect.stringMatching(text));
  const announced = (text: string) => expect.poll(() => page.getByRole("status").textContent()).toContain(text);
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
  const focusedName = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  const times = (name: string) => asked.filter((one) => one.name === name).length;
  /** Elements that a person cannot see whole: they stick out of the page, or what they hold is cut off. */
  const clipped = () =>
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

  describe("Export", () => {
    it("follows a run from phase to phase to its outcome", async () => {
      const states: ExportRun[] = [
        running("checking", 0.5),
        running("writing"),
        running("answering"),
        running("publishing", 0.9),
        PUBLISHED,
      ];
      await open(
        "export",
        {
          lastExport: () => null,
          startExport: () => running("reading"),
          exportState: () => states.shift()!,
        },
        NOON,
      );
      await button("Export now").click();
      const bar = page.getByRole("progressbar");
      await bar.waitFor();
      const seen: (string | null)[] = [];
      for (let left = states.length; left > 0; left--) {
        seen.push(`${await bar.getAttribute("aria-valuenow")} ${await bar.getAttribute("aria-valuetext")}`);
        await page.clock.runFor(1_500);
        await expect.poll(() => states.length).toBe(left - 1);
        await says(left === 1 ? "Published" : /Asked for today, 12:58, by/);
      }
      expect(seen).toEqual([
        "0 Reading the workbook, step 1 of 5",
        "30 Checking every row, step 2 of 5",
        "40 Writing the files, step 3 of 5",
        "60 Answering the questions, step 4 of 5",
        "98 Publishing, step 5 of 5",
      ]);
      await announced("Published");
      expect(await bar.count()).toBe(0);
      await page.clock.runFor(60_000);
      expect(times("exportState")).toBe(5);
    });

    it("asks at once when it was opened by the menu's Export now", async () => {
      await open("export-now", { startExport: () => running("reading"), exportState: () => running("reading") });
      await says(/Reading/);
      expect(times("startExport")).toBe(1);
    });

    it("joins the run that is on, and a second press asks for nothing", async () => {
      await open("export", { lastExport: () => running("writing") });
      await says(/Writing the files/);
      await says(/by ada\.obi@example\.com/);
      await button("Exporting…").click({ force: true });
      expect(times("startExport")).toBe(0);
    });

    it("does not poll while nobody looks", async () => {
      await open(
        "export",
        {
          lastExport: () => running("writing"),
          exportState: () => running("writing"),
          health: () => HEALTH,
        },
        NOON,
      );
      await says("Writing");
      await tab("Health").click();
      await page.clock.runFor(30_000);
      expect(times("exportState")).toBe(0);
      await tab("Export").click();
      await page.clock.runFor(100);
      await expect.poll(() => times("exportState")).toBe(1);

      const hide = (hidden: boolean) =>
        page.evaluate((value) => {
          Object.defineProperty(document, "hidden", { configurable: true, value });
          document.dispatchEvent(new Event("visibilitychange"));
        }, hidden);
      await hide(true);
      const before = times("exportState");
      await page.clock.runFor(30_000);
      expect(times("exportState")).toBe(before);
      await hide(false);
      await page.clock.runFor(100);
      await expect.poll(() => times("exportState")).toBe(before + 1);
    });

    it("shows counts that add up, notices, the answers and the dashboard", async () => {
      await open("export", { lastExport: () => PUBLISHED });
      await says("As of 22 Nov 2026, 13:00 (Africa/Lagos)");
      const rows = await page.getByRole("table", { name: "Rows" }).getByRole("row").allInnerTexts();
      expect(rows.slice(1).map((row) => row.split(/\s+/).join(" "))).toEqual([
        "Clean 9,871 2,988",
        "Repeats 402 27",
        "Held 117 2",
        "Blank 22 3",
        "Read 10,412 3,020",
      ]);
      expect(await panel().innerText()).not.toContain("do not add up");
      await says("Compnay");
      const link = page.getByRole("link", { name: "Open the dashboard" });
      expect(await link.getAttribute("href")).toBe(RESULT.dashboard);
      expect(await link.getAttribute("target")).toBe("_blank");
      for (const answer of RESULT.answers) {
        const region = page.getByRole("region", { name: answer.title });
        const all = answer.rows.length;
        expect(await region.locator("tbody tr").count()).toBe(Math.min(all, 5));
        if (all <= 5) continue;
        await region.getByRole("button", { name: `Show all ${all} rows` }).click();
        expect(await region.locator("tbody tr").count()).toBe(all);
      }
      expect(
        await page.getByRole("region", { name: "Leads per month" }).locator("tbody tr").last().innerText(),
      ).toMatch(/November\s+1,170/);
    });

    it("says when the counts do not add up", async () => {
      const counts = { ...RESULT.counts, leads: { ...RESULT.counts.leads, held: 116 } };
      await open("export", { lastExport: () => ({ ...PUBLISHED, result: { ...RESULT, counts } }) });
      await says("These rows do not add up");
    });

    it("makes no link of an address that is no web page", async () => {
      const result = { ...RESULT, dashboard: "javascript:alert(1)" };
      await open("export", { lastExport: () => ({ ...PUBLISHED, result }) });
      await says("Published");
      expect(await page.getByRole("link").count()).toBe(0);
    });

    it("tells a failure by its sentence, its way out and its code", async () => {
      const error = { code: "NO_COLUMN", sentence: "Leads has no column Country.", wayOut: "Add the column." };
      await open("export", { lastExport: () => ({ ...PUBLISHED, state: "failed", result: null, error }) });
      await says(/Failed, nothing published\s+Leads has no column Country\.\s+Add the column\.\s+NO_COLUMN/);
    });

    it("releases what the guard stopped after a reason and a second question, by keyboard alone", async () => {
      await open("export", { lastExport: () => STOPPED, releaseExport: () => PUBLISHED });
      await says(/Stopped, nothing published\s+There are 3800 clean leads, 61 % fewer/);
      await button("Release").focus();
      await page.keyboard.press("Enter");
      await says("Write a reason first.");
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("reason");
      await page.keyboard.type("The sheet was cleaned");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Space");
      const question = page.getByRole("alertdialog", {
        name: "Publish 3,800 clean leads in place of the current ones?",
      });
      expect(await question.evaluate((element) => element === document.activeElement)).toBe(true);

      await page.keyboard.press("Escape");
      expect(await question.count()).toBe(0);
      expect(await focused()).toBe("Release");
      expect(times("releaseExport")).toBe(0);

      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await says("Published");
      expect(asked.at(-1)).toEqual({ name: "releaseExport", args: ["run-1", "The sheet was cleaned"] });
    });

    it("offers no release to who may not", async () => {
      await open("export", { lastExport: () => ({ ...STOPPED, mayRelease: false }) });
      await says("ask somebody who may release");
      expect(await button("Release").count()).toBe(0);
    });
  });

  describe("when Google fails", () => {
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
      ["NetworkError: Connection failure due to HTTP 500", "OFFLINE", "Check your network"],
      ["We're sorry, a server error occurred. Please wait a bit and try again.", "GOOGLE_BUSY", "Wait a moment"],
      ["Script function not found: rpc", "SCRIPT_CHANGED", "Reload the workbook"],
      ["Es ist ein Fehler aufgetreten.", "GOOGLE_FAILED", "reload the workbook"],
    ])("%s", async (message, code, wayOut) => {
      await open("health", { health: () => Google.fails(message) });
      const alert = page.getByRole("alert");
      await expect.poll(() => alert.innerText()).toContain(wayOut);
      expect(await alert.innerText()).toContain(code);
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

  describe("Problems", () => {
    const places = () => page.locator(".place").allInnerTexts();

    it("counts by kind, filters by kind and by words, and says what a kind does in words", async () => {
      await open("problems", { problems: () => listOf() }, NOON);
      await says(/128 rows: 117 clean, 4 repeats, 5 held, 2 blank/);
      await says("Checked today, 12:59");
      const held = page.getByRole("group", { name: "Held: not exported" });
      expect(await held.getByRole("button").allInnerTexts()).toEqual(["Empty cell\n1", "Not a date\n1"]);
      expect(await places()).toHaveLength(5);
      expect((await places())[1]).toMatch(/^Held\s+Leads D15\s+Title is missing\s+Chidi Eze/);
      await button(/^Unknown country/).click();
      expect(await places()).toHaveLength(2);
      expect(await button(/^Unknown country/).getAttribute("aria-pressed")).toBe("true");
      await page.getByRole("searchbox").fill("GLOBEX bola");
      expect((await places()).join()).toContain("Nigerai");
      expect(await places()).toHaveLength(1);
      await button(/^All/).click();
      await page.getByRole("searchbox").fill("sao");
      expect((await places()).join()).toContain("Ines São");
      await page.getByRole("searchbox").fill("nobody");
      await says("No problem listed here has these words.");
    });

    it("jumps to the cell and tells of a row that moved", async () => {
      await open("problems", { problems: () => listOf(), goTo: () => ({ row: 18 }) });
      await page.locator(".place").nth(1).click();
      await announced("The row moved: row 18 is selected");
      expect(asked.at(-1)).toEqual({
        name: "goTo",
        args: [{ tab: "Leads", row: 15, field: "title", key: "key-15" }],
      });
      expect(await page.locator("[aria-current]").innerText()).toContain("D15");
    });

    it("says when the row is gone", async () => {
      await open("problems", {
        problems: () => listOf(),
        goTo: () => new No("ROW_GONE", "The row is gone.", "Refresh."),
      });
      await page.locator(".place").first().click();
      await says(/The row is gone\.\s+Refresh\.\s+ROW_GONE/);
      expect(await places()).toHaveLength(5);
    });

    it("is worked through by keyboard: arrows, accept, undo, the focus never lost", async () => {
      let left = ITEMS;
      await open("problems", {
        problems: () => listOf(left),
        goTo: ({ row }) => ({ row }),
        accept({ row }) {
          left = left.filter((item) => item.row !== row);
          return listOf(left);
        },
        undoAccept({ row }) {
          left = ITEMS.filter((item) => item.row === row || left.includes(item));
          return listOf(left);
        },
      });
      await page.locator(".place").first().focus();
      await page.keyboard.press("ArrowDown");
      expect(await focused()).toContain("D15");
      await page.keyboard.press("Enter");
      await announced("D15 is selected");
      expect(await focused()).toContain("D15");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("Tab");
      expect(await focused()).toBe("Use United States");
      await page.keyboard.press("Enter");
      await announced("E14 says United States");
      expect(asked.at(-1)).toEqual({
        name: "accept",
        args: [{ tab: "Leads", row: 14, field: "country", key: "key-14" }, "Untied States", "United States"],
      });
      expect(await page.evaluate(() => document.activeElement?.closest("[role=tabpanel]") !== null)).toBe(true);

      await button("Use Nigeria").click();
      await announced("E16 says Nigeria");
      const changes = page.getByRole("region", { name: "Your changes" }).getByRole("listitem");
      expect(await changes.count()).toBe(2);
      await button("Undo: E14 says United States").focus();
      await page.keyboard.press("Space");
      await announced("Undone.");
      expect(asked.at(-1)!.args.slice(1)).toEqual(["Untied States", "United States"]);
      expect((await places())[0]).toContain("Untied States");
      expect(await changes.count()).toBe(1);
      expect(await focusedName()).toMatch(/^Undo: E16/);
      await page.keyboard.press("Escape");
      expect(await changes.count()).toBe(0);
      expect(await focused()).toBe("Refresh");
    });

    it("does what was pressed quickly one after the other, and a double press once", async () => {
      let left = ITEMS;
      await open("problems", {
        problems: () => listOf(left),
        accept({ row }) {
          left = left.filter((item) => item.row !== row);
          return listOf(left);
        },
      });
      await says("Nigerai");
      await page.evaluate(() => {
        const press = (text: string) =>
          [...document.querySelectorAll("button")].find((one) => one.textContent === text)!.click();
        for (const text of ["Use Nigeria", "Use Nigeria", "Use United States"]) press(text);
      });
      await announced("E14 says United States");
      expect(asked.filter((one) => one.name === "accept").map((one) => one.args[2])).toEqual([
        "Nigeria",
        "United States",
      ]);
      expect(await places()).toHaveLength(3);
    });

    it("names both leads of a possible repeat, keeps them apart, takes it back, and forgets", async () => {
      const apart = [{ pair: PAIR, by: "ada@example.com", at: "2026-11-20T12:00:00Z" }];
      await open("problems", {
        problems: () => listOf(),
        keepApart: (_, keep) => (keep ? listOf(ITEMS.slice(0, 3), { apart }) : listOf()),
      });
      await says(/Ada Obi, Acme, Nigeria\s+Ada Obi, Acme Ltd, Nigeria/);
      await button("Not a duplicate").click();
      await page.getByText("Not duplicates (1)").click();
      await says(/Decided by ada@example\.com, 20 Nov 2026, 13:00/);
      expect(asked.at(-1)).toEqual({ name: "keepApart", args: [PAIR, true] });
      await button("Undo: Not a duplicate: Ada Obi, Acme Ltd").click();
      await says("Possible repeat of row 3");
      expect(asked.at(-1)).toEqual({ name: "keepApart", args: [PAIR, false] });

      await button("Not a duplicate").click();
      await page.getByText("Not duplicates (1)").click();
      await button("Forget").click();
      await announced("Forgotten");
      expect(await page.getByRole("region", { name: "Your changes" }).count()).toBe(0);
    });

    it("lists 500 at once and says how many more there are", async () => {
      const many = Array.from({ length: 500 }, (_, index): ProblemItem => {
        const row = index + 2;
        return { ...ITEMS[1], row, cell: `D${row}`, key: `key-${row}` };
      });
      const kinds = [{ code: "MISSING" as const, rows: 12_340, holds: true }];
      await open("problems", { problems: () => listOf(many, { total: 12_340, kinds }) });
      await says("11,840 more are not listed");
      expect(await page.locator(".place").count()).toBe(500);
    });

    it("is friendly when nothing is wrong", async () => {
      await open("problems", { problems: () => listOf([]) });
      await says("Nothing to correct");
      expect(await page.getByRole("searchbox").count()).toBe(0);
    });
  });

  describe("Health", () => {
    it("says the state of each check in a word, and the way out", async () => {
      await open("health", { health: () => HEALTH }, NOON);
      await says(/Rules\s+Look\s+The sheet checks with rules 7.*\s+Ask for the add-on to be deployed again\./);
      await says(/Permission\s+Broken/);
      await says(/Runs as\s+leads\.robot@example\.com\s+Last run\s+today, 07:00\s+Next run\s+23 Nov 2026, 07:00/);
      await announced("2 of 3 checks need a look.");
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
      await page.getByLabel("Daily export at").selectOption("18");
      await page.getByLabel("Fill in the time").uncheck();
      await says("Not saved yet");
      await page.getByLabel("Exporter").press("Enter");
      await announced("Settings saved.");
      expect(asked.at(-1)!.args).toEqual([
        {
          exporter: "https://exporter.example.com",
          mail: ["a@example.com", "b@example.com", "c@example.com"],
          hour: 18,
          stamp: false,
        },
      ]);
      expect(await panel().innerText()).not.toContain("Not saved yet");
    });

    it.each([
      ["The exporter's address must begin with https:// and have no user, no ? and no # in it.", "Exporter"],
      ['"ada" is no mail address.', "Mail to"],
      ["The hour of the daily export must be a whole number from 0 to 23.", "Daily export at"],
    ])("puts %j at its field", async (sentence, label) => {
      await open("settings", { settings: () => SETTINGS, saveSettings: () => new No("SETTINGS_BAD", sentence) });
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

    it.each(Object.keys(views))("%s shows all its text, in light and in dark", async (name) => {
      await open(...views[name]);
      await page.emulateMedia({ colorScheme: "light" });
      await expect.poll(() => page.locator(".busy").count()).toBe(0);
      await page.getByText(/./).first().waitFor();
      expect(await clipped()).toEqual([]);
      const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const light = await background();
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await background()).not.toBe(light);
      expect(await clipped()).toEqual([]);
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
