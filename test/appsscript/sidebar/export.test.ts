import { describe, expect, it } from "vitest";
import type { ExportResult, ExportRun } from "../../../shared/service";
import { noBrowser } from "./browser";
import { announced, asked, button, focused, NOON, open, page, panel, says, tab, times, useSidebar } from "./hands";
import { HEALTH, PUBLISHED, RESULT, running, STOPPED } from "./samples";

describe.skipIf(noBrowser)("the sidebar in a real browser", () => {
  useSidebar();

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

    it("says how the numbers changed, and what explains it in rows; of an older exporter, nothing", async () => {
      const { leads } = RESULT.counts;
      const counts = { ...RESULT.counts, leads: { ...leads, clean: leads.clean - 31 } };
      const none = { new: 0, changed: 0, held: 0, repeat: 0, gone: 0 };
      const last = {
        snapshot: "a",
        asOf: "2026-11-21T12:00:00Z",
        since: "since yesterday",
        counts,
        answers: [{ question: "leads_per_month", total: 10_000, rows: [] }],
        rows: { leads: { ...none, new: 33, gone: 2 }, companies: none },
      };
      const answers = [{ ...RESULT.answers[0], used: 10_031 }];
      const result = { ...RESULT, answers, compared: { last, weekAgo: null } };
      await open("export", { lastExport: () => ({ ...PUBLISHED, result }) });
      const changed = panel().getByRole("region", { name: "What changed" });
      expect(await changed.allInnerTexts()).toEqual([expect.stringContaining("9,871 leads: +31 since yesterday")]);
      expect(await changed.innerText()).toContain("Leads since yesterday: 33 new, 2 gone.");
      expect(await panel().getByRole("region", { name: "Leads per month" }).innerText()).toContain(
        "+31 since yesterday",
      );
      const { compared: _, ...older } = RESULT;
      await open("export", { lastExport: () => ({ ...PUBLISHED, result: older as ExportResult }) });
      await says("Published");
      expect(await changed.count()).toBe(0);
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
        "Waiting 117 2",
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

    it("names the rows that vanished and appeared since the current export, and counts those beyond the first twenty", async () => {
      await open("export", { lastExport: () => STOPPED });
      const lost = page.getByRole("region", { name: "Vanished from Leads" });
      const rows = await lost.getByRole("row").allInnerTexts();
      expect(rows.map((row) => row.split(/\s+/).join(" ")).slice(0, 3)).toEqual([
        "row 14 Acme, Ada, Obi, Nigeria (now waiting)",
        "row 15 The International Consolidated Manufacturing and Trading Company of Lagos, 李, O'Neil, Ghana (now a repeat)",
        "row 4,000 Globex, Bola, Ade 0, Nigeria (now blank)",
      ]);
      expect(rows).toHaveLength(20);
      expect(await lost.innerText()).toMatch(/^Vanished from Leads: 6,074\n(.|\n)*and 6,054 more$/);
      const added = page.getByRole("region", { name: "New in Leads" });
      expect(await added.innerText()).toMatch(/^New in Leads: 3\s+row 16\s+Initech, Inês, São 16, Brazil\s/);
      expect(await added.innerText()).not.toContain("more");
      expect(await page.getByRole("region", { name: /Companies/ }).count()).toBe(0);
    });

    it("shows a stop of an exporter that does not say what changed", async () => {
      const { changes: _, ...older } = STOPPED.result!;
      await open("export", { lastExport: () => ({ ...STOPPED, result: older as ExportResult }) });
      await says("Is it right after all?");
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
});
