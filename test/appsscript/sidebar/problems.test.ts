import { describe, expect, it } from "vitest";
import type { ProblemItem } from "../../../appsscript/rpc";
import { noBrowser } from "./browser";
import { announced, asked, button, clipped, focused, focusedName, NOON, open, page, says, useSidebar } from "./hands";
import { ITEMS, listOf, PAIR } from "./samples";
import { No } from "./script";

describe.skipIf(noBrowser)("the sidebar in a real browser", () => {
  useSidebar();

  describe("Problems", () => {
    const places = () => page.locator(".place").allInnerTexts();

    it("counts by kind, filters by kind and by words, and says what a kind does in words", async () => {
      await open("problems", { problems: () => listOf() }, NOON);
      await says(/Leads: 128 rows, 117 clean, 4 repeats, 5 waiting, 2 blank/);
      await says("Checked today, 12:59");
      await page.getByText("All kinds (5)").click();
      const held = page.getByRole("group", { name: "Waits: something is wrong, not exported" });
      expect(await held.getByRole("button").allInnerTexts()).toEqual(["Not a date\n1"]);
      const toFill = page.getByRole("group", { name: "To fill: not exported until it is full" });
      expect(await toFill.getByRole("button").allInnerTexts()).toEqual(["Empty cell\n1"]);
      expect(await places()).toHaveLength(5);
      expect((await places())[1]).toMatch(/^To fill\s+Leads D15\s+Title is missing\s+Chidi Eze/);
      await button(/^Unknown country/).click();
      expect(await places()).toHaveLength(2);
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Unknown country (2)");
      await page.getByRole("searchbox").fill("GLOBEX bola");
      expect((await places()).join()).toContain("Nigerai");
      expect(await places()).toHaveLength(1);
      await page.getByText("Unknown country (2)").click();
      expect(await button(/^Unknown country/).getAttribute("aria-pressed")).toBe("true");
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

    it("starts its list on the first screen, however many kinds there are", async () => {
      await open("problems", { problems: () => listOf() });
      await says("Untied States");
      const { y } = (await page.locator(".place").first().boundingBox())!;
      expect(y).toBeLessThan(320);
    });

    it("corrects all cells that say the same with one press, and takes that back", async () => {
      const undo = { tab: "Leads" as const, field: "country", from: "Nigerai", to: "Nigeria", keys: ["a", "b", "c"] };
      await open("problems", {
        problems: () => listOf(),
        acceptAll: () => ({ list: listOf(ITEMS.slice(0, 2)), undo }),
        undoAcceptAll: () => listOf(),
      });
      await button("Use Nigeria in all 7").click();
      await announced("3 cells say Nigeria");
      expect(await places()).toHaveLength(2);
      await button("Undo: 3 cells say Nigeria").click();
      await announced("Undone.");
      expect(asked.at(-1)).toEqual({ name: "undoAcceptAll", args: [undo] });
    });

    it("shows both rows of a repeat, asks before one is deleted, and puts it back: by keyboard", async () => {
      const kept = { tab: "Leads" as const, row: 3, field: null, key: "key-3" };
      const dropped = { ...kept, row: 17, key: "key-17" };
      const undo = { tab: "Leads" as const, row: 17, header: ["Company"], cells: ["Acme Ltd"], filled: [null], kept };
      await open("problems", {
        problems: () => listOf(),
        compare: () => ({
          columns: ["Company", "Title", "Country", "Notes"],
          rows: [
            { row: 17, cells: ["Acme Ltd", "CEO", "Nigeria", ""] },
            { row: 3, cells: ["Acme", "", "Nigeria", ""] },
          ],
        }),
        keepOne: () => ({ list: listOf(ITEMS.slice(0, 3)), undo }),
        undoKeepOne: () => listOf(),
      });
      await button("Show both rows").focus();
      await page.keyboard.press("Enter");
      await says(
        /Row 17\s+Row 3\s+Company\s+Acme Ltd\s+Acme\s+Title\s+CEO\s+–\s+Country\s+Nigeria\s+Nigeria\s+Keep row 17/,
      );
      expect(await page.locator(".differ").allInnerTexts()).toEqual(["Acme Ltd", "Acme", "CEO", "–"]);
      expect(await clipped()).toEqual([]);
      await button("Keep row 3").focus();
      await page.keyboard.press("Enter");
      await says("Delete row 17, the whole of it? What only it says (Title) goes into row 3 first.");
      await page.keyboard.press("Escape");
      expect(asked.some(({ name }) => name === "keepOne")).toBe(false);
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await announced("Row 17 is deleted");
      expect(asked.at(-1)).toEqual({ name: "keepOne", args: [kept, dropped] });
      await button("Undo: Row 17 is deleted: Ada Obi, Acme Ltd").click();
      await announced("Undone.");
      expect(asked.at(-1)).toEqual({ name: "undoKeepOne", args: [undo] });
    });

    it("takes in what an edit changed, but not under the hands of somebody who compares", async () => {
      let seen = "5";
      await open(
        "problems",
        {
          problems: () => listOf(),
          problemsSince: (known) => (known === seen ? null : { ...listOf(ITEMS.slice(0, 1)), seen }),
          compare: () => ({ columns: ["Company"], rows: [17, 3].map((row) => ({ row, cells: ["Acme"] })) }),
        },
        NOON,
      );
      await says("Untied States");
      await page.locator(".place").nth(0).focus();
      await page.clock.runFor(6_000);
      await expect.poll(() => asked.at(-1)).toEqual({ name: "problemsSince", args: ["5"] });
      await button("Show both rows").click();
      await says("Keep row 3");
      seen = "6";
      await page.clock.runFor(20_000);
      expect(await places()).toHaveLength(5);
      await button("Show both rows").click();
      await page.clock.runFor(20_000);
      await expect.poll(places).toHaveLength(1);
    });

    it("decides by keyboard what a text always means, lists it, takes it back, and undoes it in the list", async () => {
      const decisions = [
        { typed: "Untied States", means: "United States", by: "ada@example.com", at: "2026-11-20T12:00:00Z" },
        { typed: "Korea", means: "South Korea", by: "", at: "" },
      ];
      await open("problems", {
        problems: () => listOf(),
        alwaysMeans: (_, country) => (country === null ? listOf() : listOf(ITEMS.slice(1), { decisions })),
      });
      await button("Always United States").focus();
      await page.keyboard.press("Enter");
      await announced("From now on Untied States means United States");
      expect(asked.at(-1)).toEqual({ name: "alwaysMeans", args: ["Untied States", "United States"] });
      await page.getByText("Decisions (2)").focus();
      await page.keyboard.press("Enter");
      await says(/Untied States always means United States\s+Decided by ada@example\.com, 20 Nov 2026, 13:00/);
      await says("Korea always means South Korea");
      await button("Undo: Always United States: Untied States").click();
      await announced("Undone.");
      expect(asked.at(-1)).toEqual({ name: "alwaysMeans", args: ["Untied States", null] });

      await button("Always United States").click();
      await page.getByText("Decisions (2)").click();
      await button("Undo: Untied States always means United States").focus();
      await page.keyboard.press("Space");
      await announced("Undone. What Untied States means is asked again.");
      expect(asked.at(-1)).toEqual({ name: "alwaysMeans", args: ["Untied States", null] });
      expect(await page.getByRole("region", { name: "Your changes" }).count()).toBe(0);
      expect(await button(/^Always/).allInnerTexts()).toEqual([
        "Always United States",
        "Always United Arab Emirates",
        "Always Nigeria",
      ]);
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
});
