import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { pageReport } from "../../../exporter/dashboard/island";
import { dashboards, noBrowser } from "./browser";
import { comparedWith, sampleReport } from "./report.fixture";

describe.skipIf(noBrowser)("the dashboard in a real browser", () => {
  let house: Awaited<ReturnType<typeof dashboards>>;
  const pages: Page[] = [];
  const open: typeof house.open = async (report, settings) => {
    const opened = await house.open(report, settings);
    pages.push(opened.page);
    return opened;
  };
  beforeAll(async () => {
    house = await dashboards();
  });
  afterEach(() => Promise.all(pages.splice(0).map((page) => page.close())));
  afterAll(() => house?.close());

  const answer = (page: Page, question: string) => page.locator(`[data-question="${question}"]`);
  const bars = (page: Page, question: string) => answer(page, question).locator(".fill:not([hidden])");
  const overflow = (page: Page) =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

  it("asks the network for nothing and complains of nothing, even while it is used", async () => {
    const { page, requests, complaints } = await open(sampleReport());
    await answer(page, "leads_per_month").locator(".point").first().hover();
    await page.getByRole("searchbox").fill("silva");
    await page.emulateMedia({ media: "print" });
    expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
  });

  it("says as of when, in words and with the zone, and how long ago", async () => {
    const { page } = await open(sampleReport(), { now: "2026-11-22T15:10:00Z" });
    const line = await page.locator(".as-of").textContent();
    expect(line).toMatch(/^As of Sunday,? 22 November 2026, 13:00 \(Africa\/Lagos\)\s+3 hours ago$/);
    expect(await page.locator(".warning").isVisible()).toBe(false);
  });

  it("warns when the numbers are older than 26 hours", async () => {
    const { page } = await open(sampleReport(), { now: "2026-11-23T14:00:01Z" });
    expect(await page.locator(".age").textContent()).toBe("26 hours ago");
    expect(await page.locator(".warning").textContent()).toContain("out of date");
  });

  it("shows each tab's rows as a sum that adds up", async () => {
    const { page } = await open(sampleReport());
    const sums = await page.locator(".accounting").allTextContents();
    expect(sums[0].match(/[\d,]+|[=+≠]/g)).toEqual(["10,412", "=", "22", "+", "9,871", "+", "402", "+", "117"]);
    expect(sums[1].match(/[\d,]+|[=+≠]/g)).toEqual(["3,020", "=", "3", "+", "2,988", "+", "27", "+", "2"]);
  });

  it("says at its fixed address why today is missing and where the other days are, also before the first snapshot", async () => {
    const trouble = {
      when: "23 November 2026, 07:05 (Africa/Lagos)",
      ended: "failed",
      sentence: "Google Sheets cannot be reached.",
      wayOut: "Export again in some minutes.",
    } as const;
    const others = [{ asOf: "2026-11-21T12:00:00Z", href: "snapshots/a/dashboard.html" }];
    const { page, complaints } = await open({
      report: pageReport(sampleReport()),
      details: null,
      front: { trouble, others },
    });
    const said = await page.locator(".trouble").textContent();
    expect(said).toContain(
      "The run of 23 November 2026, 07:05 (Africa/Lagos) failed: Google Sheets cannot be reached.",
    );
    expect(said).toContain("The answers below stay: as of Sunday");
    await page.getByText("Other days: 1 dashboard").click();
    const link = page.getByRole("link", { name: /^Saturday,? 21 November 2026, 13:00/ });
    expect(await link.getAttribute("href")).toBe("snapshots/a/dashboard.html");
    const empty = await open({ report: null, details: null, front: { trouble, others: [] } });
    expect(await empty.page.locator("body").innerText()).toContain("There is no answer to show yet.");
    expect([...complaints, ...empty.complaints]).toEqual([]);
  });

  it("says of each number how it changed, in figures and words, and what explains it in rows", async () => {
    const report = sampleReport();
    const { page, complaints } = await open({ ...report, compared: comparedWith(report) });
    const lines = await page
      .locator(".short tr")
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
    expect(lines.slice(0, 2)).toEqual([
      ["In short", "Now", "since yesterday", "since a week ago"],
      ["Leads", "9,871", "+1", "+3"],
    ]);
    expect(await page.locator(".short p").allTextContents()).toEqual([
      "Leads since yesterday: 31 new, 2 gone, 3 changed, 5 now repeat others.",
    ]);
    expect(await page.locator(".answer > .change").allTextContents()).toEqual(
      Array(4).fill("+1 since yesterday, +3 since a week ago"),
    );
    const countries = answer(page, "top_countries");
    const bar = countries.locator(".point").first();
    expect(await bar.getAttribute("aria-label")).toBe("United States: 2,311, +1 since yesterday, +3 since a week ago");
    expect(await countries.locator(".point .change").allTextContents()).toEqual([...Array(19).fill("+1"), "new"]);
    await countries.locator("summary").click();
    const last = countries.locator("tbody tr").last();
    expect(await last.locator("td").allTextContents()).toEqual(["20", "Namibia", "NA", "61", "new", "new"]);
    const staff = answer(page, "hq_staff");
    expect(await staff.locator("thead th").allTextContents()).toEqual([
      "Company",
      "Staff",
      "since yesterday",
      "since a week ago",
    ]);
    expect(complaints).toEqual([]);
  });

  it("says plainly that there is nothing to compare with", async () => {
    const report = sampleReport();
    const first = await open(report);
    expect(await first.page.locator(".short p").allTextContents()).toEqual([
      "There is no earlier snapshot to compare with.",
    ]);
    expect(await first.page.locator(".answer > .change").allTextContents()).toEqual(
      Array(4).fill("No earlier answer to compare with."),
    );
    const { last } = comparedWith(report);
    const compared = { last: { ...last!, answers: last!.answers.slice(1) }, weekAgo: null };
    const { page } = await open({ ...report, compared });
    expect(await page.locator(".short p").last().textContent()).toBe(
      "There is no snapshot of the same day a week ago to compare with.",
    );
    expect((await page.locator(".answer > .change").allTextContents()).slice(0, 2)).toEqual([
      "No earlier answer to compare with.",
      "+1 since yesterday",
    ]);
  });

  it("shows notices", async () => {
    const { page } = await open(sampleReport());
    expect(await page.locator(".notices p").allTextContents()).toEqual(sampleReport().notices.map((n) => n.sentence));
  });

  it.each([
    ["leads_per_month", 11, 10],
    ["leads_past_10_days", 10, 7],
    ["top_countries", 20, 20],
  ])("draws %s: a number for every row, a bar for every row that is not zero", async (question, rows, drawn) => {
    const { page } = await open(sampleReport());
    const report = sampleReport().answers.find((one) => one.question === question)!;
    const numbers = report.rows.map((row) => Number(row.leads).toLocaleString("en"));
    expect(await answer(page, question).locator(".chart .figure").allTextContents()).toEqual(numbers);
    expect(numbers).toHaveLength(rows);
    const extents = await bars(page, question).evaluateAll((fills) =>
      fills.map((fill) => fill.getBoundingClientRect()).filter((box) => box.width > 0 && box.height > 0),
    );
    expect(extents).toHaveLength(drawn);
  });

  it("draws bars in proportion", async () => {
    const { page } = await open(sampleReport());
    const sizes = (question: string) =>
      bars(page, question).evaluateAll((fills) =>
        fills.map((fill) => ({
          width: fill.getBoundingClientRect().width,
          height: fill.getBoundingClientRect().height,
        })),
      );
    const leads = (at: number) =>
      sampleReport()
        .answers[at].rows.map((row) => Number(row.leads))
        .filter((one) => one > 0);
    const lying = await sizes("top_countries");
    lying.forEach(({ width }, i) => {
      expect(width / lying[0].width).toBeCloseTo(leads(2)[i] / leads(2)[0], 2);
    });
    const standing = await sizes("leads_per_month");
    standing.forEach(({ height }, i) => {
      expect(height / standing[0].height).toBeCloseTo(leads(0)[i] / leads(0)[0], 2);
    });
  });

  it("says under each answer what it left out, as a sum that ends in the clean leads", async () => {
    const { page } = await open(sampleReport());
    expect(await page.locator(".answer .sum").allTextContents()).toEqual([
      "8,412 in this chart + 1,459 before 1 January = 9,871 clean leads",
      "354 in this chart + 9,517 before 13 November = 9,871 clean leads",
      "9,079 in this chart + 792 in 61 other countries = 9,871 clean leads",
      expect.stringMatching(
        /^[\d,]+ in this table \+ [\d,]+ in another country than the headquarters \+ 1,312 of .* = 9,871 clean leads$/,
      ),
    ]);
    expect(await answer(page, "top_countries").locator(".remainder").textContent()).toContain("Zambia also has 61");
  });

  it("never claims a sum that does not add up", async () => {
    const report = sampleReport();
    report.answers[0].used = 8_000;
    const { page } = await open(report);
    const line = await answer(page, "leads_per_month").locator(".sum").textContent();
    expect(line).not.toContain("=");
    expect(line).toContain("does not add up to the 9,871 clean leads");
  });

  it("has every chart as a table too, reached and opened by keyboard alone", async () => {
    const { page } = await open(sampleReport());
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Show as table");
    await page.keyboard.press("Enter");
    const rows = await answer(page, "leads_per_month").locator("tbody tr").allTextContents();
    expect(rows).toHaveLength(11);
    expect(rows[3]).toBe("April0");
    expect(await answer(page, "top_countries").locator(".bars").getAttribute("aria-label")).toContain(
      "most: United States with 2,311",
    );
  });

  it("searches the staff table by keyboard, whatever the case and accents", async () => {
    const { page } = await open(sampleReport());
    const staff = answer(page, "hq_staff");
    for (let press = 0; press < 40; press++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(() => document.activeElement?.tagName === "INPUT")) break;
    }
    await page.keyboard.type("MULLER gmbh");
    const names = await staff.locator("tbody td:first-child").allTextContents();
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(name).toMatch(/Müller.* GmbH/);
    expect(await staff.getByRole("status").textContent()).toBe(`${names.length} of 1,204 rows`);
    await page.keyboard.type(" nobody at all");
    expect(await staff.getByText("No row matches this search.").isVisible()).toBe(true);
  });

  it("draws 200 rows at a time, and for paper the first and how many there are", async () => {
    const { page } = await open(sampleReport());
    const rows = answer(page, "hq_staff").locator("tbody tr");
    expect(await rows.count()).toBe(200);
    await page.getByRole("button", { name: "Show 200 more (1,004 left)" }).click();
    expect(await rows.count()).toBe(400);
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    expect(await rows.count()).toBe(40);
    await page.emulateMedia({ media: "print" });
    expect(await answer(page, "hq_staff").locator(".cut").innerText()).toContain("The first 40 of 1,204 rows.");
    await page.emulateMedia({ media: "screen" });
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    expect(await rows.count()).toBe(200);
  });

  it("sorts by any column, both ways, and says so", async () => {
    const { page } = await open(sampleReport());
    const staff = answer(page, "hq_staff");
    const header = staff.getByRole("columnheader", { name: "Company" });
    const first = () => staff.locator("tbody td:first-child").first().textContent();
    await header.getByRole("button").click();
    expect(await header.getAttribute("aria-sort")).toBe("ascending");
    expect(await first()).toMatch(/^Adeyemi/);
    await header.getByRole("button").click();
    expect(await header.getAttribute("aria-sort")).toBe("descending");
    expect(await first()).toMatch(/^The International/);
    await staff.getByRole("button", { name: "Staff", exact: true }).click();
    expect(await header.getAttribute("aria-sort")).toBeNull();
    expect(await staff.locator("tbody td:last-child").first().textContent()).toBe("48");
  });

  it("finds each of 30,000 companies in a page below 3 MB that prints on a few pages, and gives all of them as CSV", async () => {
    const report = sampleReport(30_000);
    const { page, complaints } = await open({ ...report, compared: comparedWith(report) });
    const staff = answer(page, "hq_staff");
    await staff.getByRole("searchbox").fill("29999");
    expect(await staff.getByRole("status").textContent()).toBe("1 of 30,000 rows");
    expect((await page.content()).length).toBeLessThan(3_000_000);
    await staff.getByRole("searchbox").fill("");
    const saved = page.waitForEvent("download");
    await staff.getByRole("button", { name: "CSV" }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toBe("Staff-in-the-country-of-their-company-s-headquarters.csv");
    const lines = readFileSync(await file.path(), "utf8").split("\r\n");
    expect([lines[0], lines.length]).toEqual(["\uFEFFCompany,Staff,since yesterday,since a week ago", 30_002]);
    expect(lines[1]).toMatch(/,48,1,3$/);
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    expect(pdf.match(/\/Type \/Page\b/g)!.length).toBeLessThanOrEqual(8);
    expect(complaints).toEqual([]);
  });

  it("follows dark mode while open, charts too, and prints dark on white", async () => {
    const { page } = await open(sampleReport(), { colorScheme: "light" });
    const colours = () =>
      page.evaluate(() => {
        const style = (selector: string) => getComputedStyle(document.querySelector(selector)!);
        return [style("body").backgroundColor, style(".fill").backgroundColor, style(".figure").color];
      });
    const light = await colours();
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await colours();
    dark.forEach((colour, index) => {
      expect(colour).not.toBe(light[index]);
    });
    await page.emulateMedia({ colorScheme: "dark", media: "print" });
    expect(await colours()).toEqual(["rgb(255, 255, 255)", "rgb(68, 68, 68)", expect.stringMatching(/^rgb\(\d\d?, /)]);
  });

  it.each([360, 768, 1280, 1920])(
    "never scrolls sideways at %i px, with charts as wide as their cards",
    async (width) => {
      const { page } = await open(sampleReport(), { viewport: { width, height: 800 } });
      expect(await overflow(page)).toBe(0);
      const fits = await page
        .locator(".chart")
        .evaluateAll((charts) =>
          charts.map(
            (chart) => Math.abs(chart.clientWidth - chart.querySelector(".bars")!.getBoundingClientRect().width) < 1,
          ),
        );
      expect(fits).toEqual([true, true, true]);
    },
  );

  it("lays its bars down where there is no room for them to stand: each keeps its name and its number", async () => {
    const { page } = await open(sampleReport());
    const first = answer(page, "leads_per_month").locator(".point").first();
    const isWide = () => first.evaluate((point) => point.clientWidth > point.clientHeight);
    expect(await isWide()).toBe(false);
    await page.setViewportSize({ width: 360, height: 700 });
    expect(await isWide()).toBe(true);
    expect(await first.innerText()).toMatch(/^Jan\s+612$/);
    expect(await overflow(page)).toBe(0);
  });

  it("says in words when there is nothing to show", async () => {
    const report = { ...sampleReport(), problems: [], notices: [] };
    for (const one of report.answers) one.rows = one.rows.map((row) => ({ ...row, leads: 0 }));
    report.answers[3].rows = [];
    const { page, complaints } = await open(report);
    expect(await answer(page, "leads_past_10_days").textContent()).toContain("No leads in this window.");
    expect(await answer(page, "hq_staff").textContent()).toContain("Nothing to show yet");
    expect(await page.locator(".problems").textContent()).toContain("None: no row waits");
    expect(await page.locator(".notices").count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it("shows a fifth answer from its data alone", async () => {
    const report = sampleReport();
    report.answers.push({
      question: "leads_per_title",
      title: "Leads per title",
      columns: [
        { name: "title", label: "Title", type: "text" },
        { name: "year", label: "Year", type: "year" },
        { name: "leads", label: "Leads", type: "count" },
      ],
      chart: { kind: "horizontal-bar", x: "title", y: "leads" },
      window: "All leads",
      rows: Array.from({ length: 60 }, (_, index) => ({ title: `Title ${index}`, year: 2026, leads: 60 - index })),
      used: null,
      remainder: [],
    });
    const { page } = await open(report);
    const fifth = answer(page, "leads_per_title");
    expect(await bars(page, "leads_per_title").count()).toBe(50);
    expect(await fifth.textContent()).toContain("The chart has the first 50 of 60 rows.");
    await fifth.locator("summary").click();
    expect(await fifth.locator("tbody tr").count()).toBe(60);
    expect(await fifth.locator("tbody tr").first().textContent()).toBe("Title 0202660");
  });

  describe("hostile text", () => {
    const HOSTILE = [
      "</script><script>alert(1)</script>",
      "<img src=x onerror=alert(1)>",
      "<!--<script>",
      "=cmd|'/C calc'!A0",
      "\u202eevil\u202c \u2066name\u2069",
      "$& $' $1 {b|rich} {a}",
      "line\u2028separator\u2029paragraph \ud83d\ude00 \ud800",
      "javascript:alert(1)",
      "__proto__",
    ];

    it("is shown verbatim everywhere and never runs", async () => {
      const report = sampleReport();
      const text = HOSTILE.join(" ");
      const [months, , countries, staff] = report.answers;
      months.title = months.window = months.columns[0].label = text;
      months.remainder[0].reason = text;
      countries.rows = HOSTILE.map((country, index) => ({
        rank: index + 1,
        country,
        country_code: null,
        leads: 9 - index,
      }));
      staff.rows = HOSTILE.map((company) => ({ company, staff: 1 }));
      report.notices = HOSTILE.map((sentence) => ({ code: "X", sentence }));
      report.problems = HOSTILE.map((code) => ({ tab: "Leads", code, rows: 1 }));
      report.sources = [{ tab: "Leads", description: text }];
      report.snapshot = text;
      report.zone = text;

      const { page, complaints, requests } = await open(report);
      const texts = (selector: string) => page.locator(selector).allTextContents();
      // A lone surrogate is no character: the file holds it as an escape, and the page reads it back as it was.
      expect(await texts('[data-question="hq_staff"] tbody td:first-child')).toEqual(HOSTILE);
      expect(await texts('[data-question="top_countries"] tbody td:nth-child(2)')).toEqual(HOSTILE);
      expect(await texts(".notices p")).toEqual(HOSTILE);
      expect(await texts(".problems tbody td:nth-child(4)")).toEqual(HOSTILE);
      expect(await texts('[data-question="leads_per_month"] h2')).toEqual([text]);
      expect((await texts("footer p")).join()).toContain(text);
      expect(await page.locator("script").count()).toBe(2);
      expect(await page.locator("img, iframe, object").count()).toBe(0);

      const ticks = page.locator('[data-question="top_countries"] .tick');
      expect(await ticks.allTextContents()).toEqual(HOSTILE);
      expect({ complaints, requests }).toEqual({ complaints: [], requests: [] });
    });

    it("could not run even if it became markup: the page allows its own script and nothing else", async () => {
      const { page, complaints } = await open(sampleReport());
      await page.evaluate(() => {
        const script = document.createElement("script");
        script.textContent = "document.title = 'ran'";
        document.body.append(script);
        document.body.insertAdjacentHTML("beforeend", "<p onclick=\"document.title = 'ran'\">x</p>");
        (document.body.lastElementChild as HTMLElement).click();
      });
      expect(await page.title()).toMatch(/^Leads as of/);
      expect(complaints.length).toBeGreaterThan(0);
    });
  });
});
