import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { USUAL_GUARD } from "../../../exporter/config/guard-settings";
import type { PageContent } from "../../../exporter/dashboard/island";
import { restore } from "../../../exporter/publish/restore";
import { showCurrent } from "../../../exporter/run/pages";
import type { RunRequest, RunResult } from "../../../exporter/run/result";
import { run } from "../../../exporter/run/run";
import { openStore } from "../../../exporter/stores/open-store";
import { Failure } from "../../../exporter/words/failure";
import { DIST } from "../../dist";
import { inputOf } from "../files-input";
import { surroundings } from "../surroundings";

let folder: string;
let out: string;
let site: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lead-export-pages-"));
  out = join(folder, "out");
  site = join(folder, "site");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const HEADER = "Company,First Name,Last Name,Title,Country,Timestamp";

/** A run with so many leads, at noon of a day of November 2026, unless `at` (UTC) says otherwise. */
function runOn(
  day: number,
  leads: number,
  { at = "12:00:00", ...more }: Partial<RunRequest> & { at?: string } = {},
): Promise<RunResult> {
  const paths = { leads: join(folder, "leads.csv"), companies: join(folder, "companies.csv") };
  const rows = Array.from({ length: leads }, (_, i) => `Acme,Ada,Obi ${i},CEO,Nigeria,2026-11-01T09:00:00Z`);
  writeFileSync(paths.leads, [HEADER, ...rows].join("\n"));
  writeFileSync(paths.companies, "Company,HQ Location\nAcme,Nigeria\n");
  const input = inputOf(paths.leads, paths.companies, `2026-11-${day}T${at}Z`);
  const request: RunRequest = {
    out,
    open: async () => input,
    release: null,
    requestedBy: "ada",
    onPhase() {},
    ...more,
  };
  return run(request, { ...surroundings(), now: () => input.asOf });
}

/** What a page holds. */
function page(...path: string[]): PageContent {
  const html = readFileSync(join(...path), "utf8");
  return JSON.parse(/<script id="report"[^>]*>(.*?)<\/script>/s.exec(html)![1]);
}
const published = (at: string) => {
  const { report, front } = page(at, "index.html");
  return { snapshot: report?.snapshot, others: front?.others.map(({ href }) => href), trouble: front?.trouble };
};
const hrefOf = ({ manifest }: RunResult) => `snapshots/${manifest.snapshot}/dashboard.html`;

test("index.html shows the current dashboard, the others beside it, and after a restore or a prune what is current then", async () => {
  const first = await runOn(20, 3);
  expect(published(out)).toEqual({ snapshot: first.manifest.snapshot, others: [], trouble: null });
  const second = await runOn(21, 4);
  expect(published(out)).toEqual({ snapshot: second.manifest.snapshot, others: [hrefOf(first)], trouble: null });
  expect(existsSync(join(out, hrefOf(first)))).toBe(true);
  const store = await openStore({ out });
  await restore(store, first.manifest.snapshot, () => showCurrent({ out }, store, join(DIST, "dashboard.html")));
  expect(published(out)).toMatchObject({ snapshot: first.manifest.snapshot, others: [hrefOf(second)] });
  const third = await runOn(22, 5, { keep: { last: 1, daily: 0, monthly: 0 } });
  expect(published(out)).toEqual({ snapshot: third.manifest.snapshot, others: [], trouble: null });
});

test("a run that publishes nothing says why over what stays, also before the first snapshot, until one goes well", async () => {
  const away = async () => {
    throw new Failure("HEADER_MISSING", 'Leads has no column "Country".', { tab: "Leads" } as never);
  };
  await expect(runOn(20, 3, { open: away })).rejects.toThrow("no column");
  const trouble = { ended: "failed", sentence: 'Leads has no column "Country".' };
  expect(page(out, "index.html")).toMatchObject({ report: null, front: { trouble } });
  const { manifest } = await runOn(20, 30);
  await expect(runOn(21, 30, { open: away })).rejects.toThrow("no column");
  expect(published(out)).toMatchObject({ snapshot: manifest.snapshot, trouble });
  await expect(runOn(21, 3)).rejects.toThrow("fewer");
  expect(published(out)).toMatchObject({ snapshot: manifest.snapshot, trouble: { ended: "was stopped" } });
  // The same day and rows: nothing changed, and nothing is wrong any more.
  expect((await runOn(20, 30)).published).toBe(false);
  expect(published(out).trouble).toBeNull();
});

test("a run that finds nothing changed shows in the page for today what there is to know now; that of the snapshot stays", async () => {
  const settings = { site: { folder: site } };
  const first = await runOn(20, 3, settings);
  const guard = { ...USUAL_GUARD, oldLeads: { effect: "off", limit: 1 } } as const;
  await runOn(20, 3, { ...settings, guard, at: "15:00:00" });
  const shown = (...path: string[]) => {
    const { asOf, notices, answers } = page(...path).report!;
    const times = answers.map(({ window }) => /\d\d:\d\d/.exec(window)?.[0]);
    return [asOf, notices.map(({ code }) => code), new Set(times)];
  };
  for (const place of [out, site]) {
    expect(shown(place, "index.html")).toEqual(["2026-11-20T15:00:00.000Z", [], new Set(["16:00"])]);
  }
  expect(shown(out, hrefOf(first))).toEqual(["2026-11-20T12:00:00.000Z", ["OLD_LEADS"], new Set(["13:00"])]);
  expect(shown(site, hrefOf(first))).toEqual(["2026-11-20T12:00:00.000Z", [], new Set(["13:00"])]);
});

test("the site has the same pages without what names a file or quotes a cell, and goes with its snapshots", async () => {
  const settings = { site: { folder: site } };
  const first = await runOn(20, 3, settings);
  const second = await runOn(21, 4, settings);
  expect(published(site)).toEqual({ snapshot: second.manifest.snapshot, others: [hrefOf(first)], trouble: null });
  expect(page(out, hrefOf(second)).report?.sources).toHaveLength(2);
  for (const path of ["index.html", hrefOf(first), hrefOf(second)]) {
    expect(statSync(join(site, path)).mode & 0o777).toBe(0o644);
    expect(readFileSync(join(site, path), "utf8")).not.toContain(folder);
    expect(page(site, path).report?.answers[0].rows).toHaveLength(11);
  }
  const quoting = async () => {
    throw new Failure("HEADER_MISSING", 'Leads!A1 says "Salary".', { tab: "Leads" } as never);
  };
  await expect(runOn(22, 4, { ...settings, open: quoting })).rejects.toThrow("Salary");
  expect(published(out).trouble?.sentence).toContain("Salary");
  expect(readFileSync(join(site, "index.html"), "utf8")).not.toContain("Salary");
  expect(published(site).trouble).toMatchObject({ ended: "failed", wayOut: "" });
  await runOn(22, 5, { ...settings, keep: { last: 1, daily: 0, monthly: 0 } });
  expect(existsSync(join(site, hrefOf(first)))).toBe(false);
});

test("a page of somebody else is left alone, and the run says so", async () => {
  await runOn(20, 3);
  writeFileSync(join(out, "index.html"), "<p>mine</p>");
  const { published: isPublished, report } = await runOn(21, 4);
  expect([isPublished, report.notices.at(-1)?.code]).toEqual([true, "PAGE_NOT_WRITTEN"]);
  expect(readFileSync(join(out, "index.html"), "utf8")).toBe("<p>mine</p>");
});

test.each(["", "below"])("snapshots are never in the folder of the site: %j", async (below) => {
  await expect(runOn(20, 3, { out: join(site, below), site: { folder: site } })).rejects.toThrow(
    "would be in the folder",
  );
  expect(existsSync(site)).toBe(false);
});
