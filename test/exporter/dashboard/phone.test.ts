import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PageContent } from "../../../exporter/dashboard/island";
import { contentOf } from "../../../exporter/dashboard/render";
import { run } from "../../../exporter/run/run";
import { VERDICT_WORDS } from "../../../shared/verdict-words";
import { inputOf } from "../files-input";
import { surroundings } from "../surroundings";
import { dashboards, noBrowser } from "./browser";

// The sample, published: what its readers find on a phone.

const folder = mkdtempSync(join(tmpdir(), "lead-export-phone-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Day {
  /** ISO 8601. */
  readonly asOf: string;
  /** What the sample's lines were then. */
  readonly lines?: (lines: string[]) => string[];
}
const TODAY: Day = { asOf: "2026-11-22T11:00:00Z" };
const DAYS: Day[] = [
  { asOf: "2026-11-15T11:00:00Z", lines: (lines) => lines.slice(0, 300) },
  {
    asOf: "2026-11-21T11:00:00Z",
    // Two rows less, one that is gone today, and one with another title.
    lines: ([header, first, second, ...rest]) => [
      header,
      first.replace("Ingénieur logiciel", "Stagiaire"),
      second,
      "Okonkwo PLC,Gone,Tomorrow,CTO,Nigeria,11/20/2026 8:00:00,,",
      ...rest.filter((line) => !/^(Willow GmbH,Bola,Eze|Lumen Quartz,Freya,Patel).*11\/22\/2026/.test(line)),
    ],
  },
  TODAY,
];

/** Publishes days of the sample; returns what the last one's page holds, and how many bytes the page has. */
async function publish(name: string, mode: number, days: readonly Day[]) {
  const out = join(folder, name);
  mkdirSync(out);
  chmodSync(out, mode);
  const published = [];
  for (const { asOf, lines = (all: string[]) => all } of days) {
    const leads = join(folder, "leads.csv");
    writeFileSync(leads, lines(readFileSync("sample/leads.csv", "utf8").split("\n")).join("\n"));
    published.push(
      await run(
        {
          out,
          open: async () => inputOf(leads, "sample/companies.csv", asOf),
          release: "a test",
          requestedBy: "ada",
          onPhase: () => {},
        },
        surroundings(),
      ),
    );
  }
  const { manifest } = published.at(-1)!;
  const text = readFileSync(join(out, "snapshots", manifest.snapshot, "dashboard.html"), "utf8");
  return { content: contentOf(text)!, bytes: text.length, manifest };
}

let open: Awaited<ReturnType<typeof publish>>;
let shut: Awaited<ReturnType<typeof publish>>;
beforeAll(async () => {
  open = await publish("open", 0o755, [TODAY]);
  shut = await publish("shut", 0o700, DAYS);
});

const NAME = /Obi|Balogun|Adeyemi/;

it("holds no person's name outside a folder that is closed to others, and counts always", () => {
  expect(open.content.details!.rows).toBeNull();
  expect(JSON.stringify(open.content.details)).not.toMatch(NAME);
  expect(open.content.details!.byCountry.rows.length).toBeGreaterThan(100);
  expect(shut.content.details!.rows!.leads.rows).toHaveLength(shut.manifest.counts.leads.clean);
  expect(shut.content.details!.rows!.held.rows).toHaveLength(
    shut.manifest.counts.leads.held + shut.manifest.counts.companies.held,
  );
  expect(JSON.stringify(shut.content.details)).toMatch(NAME);
});

it("has room for leads however many rows wait or repeat others, and says of each list how many there are", async () => {
  const lines = (sample: string[]) => [
    ...sample,
    ...Array.from({ length: 8000 }, (_, i) => `Acme,${"x".repeat(120)} ${i},Obi,CTO,,11/20/2026 8:00:00,,`),
    ...Array.from({ length: 8000 }, () => `Acme,${"y".repeat(120)},Obi,CTO,Ghana,11/20/2026 8:00:00,,`),
  ];
  const { content, manifest } = await publish("crowded", 0o700, [{ ...TODAY, lines }]);
  const { leads, held, duplicates } = content.details!.rows!;
  expect(leads.rows).toHaveLength(manifest.counts.leads.clean);
  expect(held.rows.length).toBeGreaterThan(500);
  expect(duplicates.rows.length).toBeGreaterThan(500);
  expect(held.allRows).toBe(manifest.counts.leads.held + manifest.counts.companies.held);
  expect(duplicates.allRows).toBe(manifest.counts.leads.duplicate + manifest.counts.companies.duplicate);
});

it("is small: a year of days of the sample takes a tenth of what it took", () => {
  expect(open.bytes).toBeLessThan(80_000);
});

describe.skipIf(noBrowser)("on a phone", () => {
  let house: Awaited<ReturnType<typeof dashboards>>;
  beforeAll(async () => {
    house = await dashboards();
  });
  afterAll(() => house?.close());

  const phone = (content: PageContent) =>
    house.open(content, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const shot = async (page: Page, name: string) => {
    // For whoever wants to look.
    const to = process.env.DASHBOARD_PICTURES;
    if (to !== undefined) writeFileSync(join(to, `${name}.png`), await page.screenshot());
  };

  it("three taps: the number and its change are on the first screen, and each leads to its rows", async () => {
    const { page, complaints } = await phone(shut.content);
    const { compared, counts } = shut.content.report!;
    const { last, weekAgo } = compared!;
    await shot(page, "phone-first");
    const line = page.locator(".short tbody tr").first();
    const signed = (from: number) => `+${counts.leads.clean - from}`;
    expect(await line.locator("td").allTextContents()).toEqual([
      String(counts.leads.clean),
      signed(last!.counts.leads.clean),
      signed(weekAgo!.counts.leads.clean),
    ]);
    const { y, height } = (await line.boundingBox())!;
    expect(y + height).toBeLessThan(844);
    const added = last!.rows.leads.new;
    expect(last!.rows.leads).toMatchObject({ gone: 1, changed: 1 });
    // One: the number's rows.
    await line.getByRole("button").tap();
    const dialog = page.getByRole("dialog");
    expect(await dialog.locator(".matches").textContent()).toBe(`${counts.leads.clean} rows`);
    // Two: back. Three: the rows behind its change.
    await dialog.getByRole("button", { name: "Close" }).tap();
    await page.getByRole("button", { name: `Leads since yesterday: ${added} new` }).tap();
    await shot(page, "phone-new");
    expect(await dialog.getByRole("heading").first().textContent()).toBe(`Leads since yesterday: ${added} new`);
    const rows = await dialog.locator("tbody tr").allTextContents();
    expect(rows).toHaveLength(added);
    expect(rows).toContainEqual(expect.stringMatching(/^11.*Willow GmbH.*Bola.*Eze/));
    expect(rows).toContainEqual(expect.stringMatching(/^236.*Lumen Quartz.*Freya.*Patel/));
    await dialog.getByRole("button", { name: "Close" }).tap();
    await page.getByRole("button", { name: "Leads since yesterday: 1 changed" }).tap();
    await shot(page, "phone-changed");
    expect(await dialog.locator("tbody").textContent()).toContain("Title: Stagiaire");
    expect(complaints).toEqual([]);
  });

  it("has no row behind a change where rows may not stand in the page, and says that there is nothing to compare with", async () => {
    const { page } = await phone(open.content);
    await shot(page, "phone-open");
    expect(await page.locator(".short button").count()).toBe(2);
    expect(await page.locator(".short p").allTextContents()).toEqual(["There is no earlier snapshot to compare with."]);
    await page.close();
  });

  it("a tap on a country's number shows its leads, a tap on what waits shows why and where", async () => {
    const { page, complaints } = await phone(shut.content);
    const all = shut.content.report!.answers.find(({ question }) => question === "top_countries")!;
    const [, country, , leads] = all.rows[0];
    await shot(page, "phone-top");
    await page.getByRole("button", { name: `${country}: ${leads}` }).tap();
    const dialog = page.getByRole("dialog");
    await shot(page, "phone-country");
    expect(await dialog.getByRole("heading", { level: 2 }).textContent()).toBe(`${country}: ${leads} leads`);
    expect(await dialog.locator(".matches").textContent()).toBe(`${leads} rows`);
    const scroll = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(scroll).toBe(0);
    await dialog.getByRole("button", { name: "Close" }).tap();
    const { held } = shut.manifest.counts.leads;
    await page
      .getByRole("button", { name: `${held} ${VERDICT_WORDS.held}: show the rows` })
      .first()
      .tap();
    await shot(page, "phone-held");
    expect(await dialog.locator("tbody tr").count()).toBe(held);
    expect(await dialog.textContent()).toContain("A required cell is empty (");
    expect(complaints).toEqual([]);
  });

  it("every number of the four answers leads to exactly as many leads; without rows, to counts", async () => {
    for (const { content } of [open, shut]) {
      const { page } = await phone(content);
      const answers = content.report!.answers;
      for (const { question, rows, columns } of answers) {
        const at = columns.map(({ type }) => type).lastIndexOf("count");
        const some = rows.filter((row) => Number(row[at]) > 0);
        const card = page.locator(`[data-question=${question}]`);
        const details = card.locator("summary");
        if ((await details.count()) > 0) await details.tap();
        const links = card.locator("tbody .link");
        expect([question, await links.count()]).toEqual([question, Math.min(200, some.length)]);
        await links.first().tap();
        const dialog = page.getByRole("dialog");
        expect(await dialog.getByRole("heading", { level: 2 }).textContent()).toContain(`: ${some[0][at]} lead`);
        expect(await dialog.locator(".searchable").count()).toBe(content === shut.content ? 1 : 0);
        await dialog.getByRole("button", { name: "Close" }).tap();
      }
      await page.close();
    }
  });
});
