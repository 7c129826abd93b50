import { readFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { FailedRun } from "../../shared/banner";
import { instantInWords } from "../../shared/instant-words";
import type { DashboardSettings, SiteSettings } from "../config/page-settings";
import { type FrontPage, type PageContent, type PageReport, pageReport } from "../dashboard/island";
import { contentOf, renderDashboard } from "../dashboard/render";
import { ROW_COLUMNS } from "../dashboard/rows";
import { FALLBACK } from "../inputs/copy/notice";
import type { IsOfPerson } from "../inputs/person";
import { quotable } from "../mail/quotable";
import { readCurrent } from "../publish/current";
import { figuresOf } from "../publish/guard";
import { outcomeOf } from "../publish/last-run";
import { DASHBOARD, instantInName, pageAddress, SNAPSHOTS, snapshotKey } from "../publish/layout";
import { pageWithout } from "../publish/page-without";
import { snapshotNames } from "../publish/snapshot-names";
import { addressOf, isAddress } from "../stores/address";
import { changedMeanwhile } from "../stores/changed-meanwhile";
import { openStore } from "../stores/open-store";
import { readableByAll } from "../stores/protect-files";
import { type Place, storeSettings } from "../stores/settings";
import type { Store } from "../stores/store";
import { asFailure, Failure } from "../words/failure";
import { loadZone, machineZone } from "../words/zone";
import { type RunResult, withNotice } from "./result";
import type { Surroundings } from "./surroundings";

/** The page that always shows the current dashboard, in the place of the snapshots and in the site. */
const INDEX = "index.html";

export interface PagesRequest extends Place {
  readonly site?: SiteSettings | undefined;
  readonly dashboard?: DashboardSettings | undefined;
}

/** Throws `SITE_HAS_OUT` where the site, which may be public, would hold the snapshots, which are not. */
export function refuseSite({ out, site }: PagesRequest): void {
  if (site === undefined || isAddress(out) !== isAddress(site.folder)) return;
  const [inner, outer] = [out, site.folder].map(
    (place) => `${isAddress(place) ? place.replace(/\/+$/, "") : resolve(place)}/`,
  );
  if (!inner.startsWith(outer)) return;
  throw new Failure("SITE_HAS_OUT", `The snapshots in ${out} would be in the folder of the site, ${site.folder}.`);
}

/** The columns whose cells may stand in the page of a snapshot: those asked for, or all where nobody else can read the folder. */
export async function rowColumns(store: Store, dashboard: DashboardSettings | undefined): Promise<readonly string[]> {
  if (dashboard?.rows !== undefined) return dashboard.rows;
  if (store.folder === null || process.platform === "win32") return [];
  const { mode } = await stat(store.folder);
  return (mode & OTHERS) === 0 ? [...ROW_COLUMNS.keys()] : [];
}

/** Group and others, of a file's mode. */
const OTHERS = 0o077;

/** After a run that went well. Where a page cannot be written the result stands, says so in a notice, and the next run writes it. */
export async function pagesAfterResult(
  request: PagesRequest,
  store: Store,
  result: RunResult,
  { assets, now }: Pick<Surroundings, "assets" | "now">,
): Promise<RunResult> {
  try {
    const { page, report } = result;
    const found = page?.report ? withNotices(page.report, report.notices) : pageReport(report);
    await writePages(request, store, { failure: null, at: now(), found, content: page }, assets.dashboard);
    return result;
  } catch (error) {
    const sentence = `The page ${INDEX} was not written; the next run does it. ${asFailure(error).message}`;
    return withNotice(result, { code: "PAGE_NOT_WRITTEN", sentence });
  }
}

/** Where nothing was added since, it is the very report whose JSON is made already. */
function withNotices(report: PageReport, notices: PageReport["notices"]): PageReport {
  return notices === report.notices ? report : { ...report, notices };
}

/** After a run that published nothing: the page says why, over what stays. The run ends with its own failure, whatever becomes of the page. */
export async function pagesAfterFailure(
  request: PagesRequest,
  store: Store,
  error: unknown,
  { assets, now }: Pick<Surroundings, "assets" | "now">,
): Promise<void> {
  try {
    await writePages(request, store, { failure: asFailure(error), at: now() }, assets.dashboard);
  } catch {}
}

/** Shows what is current now, after a person changed it: restored or removed snapshots. */
export async function showCurrent(request: PagesRequest, store: Store, dashboard: string): Promise<void> {
  await writePages(request, store, { failure: null, at: Date.now() }, dashboard);
}

/**
 * Removes the rows of a person from the pages of the site, which take the new names of their snapshots, and reads all of them again. Returns how
 * many rows there were; with `isDry` they are only counted. Throws `NOT_FORGOTTEN`.
 */
export async function forgetInSite(
  { site, ...request }: PagesRequest,
  replaced: ReadonlyMap<string, { readonly snapshot: string }>,
  isTheirs: IsOfPerson,
  isDry: boolean,
): Promise<number> {
  if (site === undefined) return 0;
  const store = await openStore({ ...storeSettings(request), out: site.folder });
  const pages = async () => (await store.list("")).map(({ key }) => key).filter((key) => key.endsWith(".html"));
  let removed = 0;
  for (const key of await pages()) {
    const text = (await store.get(key))?.text ?? "";
    const { page, rows } = pageWithout(text, isTheirs);
    removed += rows;
    const [old, now] = [...replaced].find(([name]) => key === snapshotKey(name, DASHBOARD)) ?? [null, null];
    if (isDry || (rows === 0 && now === null)) continue;
    await readableByAll(async () => {
      if (now === null) return put(store, key, page);
      await put(store, snapshotKey(now.snapshot, DASHBOARD), page.replaceAll(old, now.snapshot));
      await store.delete([key]);
    });
  }
  if (isDry) return removed;
  for (const key of await pages()) {
    if (pageWithout((await store.get(key))?.text ?? "", isTheirs).rows === 0) continue;
    const sentence = `Rows of the person are still read back from the page ${addressOf(store.name, key)}.`;
    throw new Failure("NOT_FORGOTTEN", sentence, { way: "left" });
  }
  return removed;
}

/**
 * How the latest run ended. `at`: when, UTC ms. `found`: what it said, where it went well. `content`: what the page of the current snapshot
 * holds, where that is known.
 */
interface Told {
  readonly failure: Failure | null;
  readonly at: number;
  readonly found?: PageReport;
  readonly content?: PageContent | undefined;
}

const NOTHING: PageContent = { report: null, details: null, front: null };

async function writePages(request: PagesRequest, store: Store, told: Told, dashboard: string): Promise<void> {
  const template = readFileSync(dashboard, "utf8");
  const names = await snapshotNames(store);
  const content = told.content ?? (await currentContent(store)) ?? NOTHING;
  // The page for today says what is known now, also when nothing changed; that of a snapshot stays as it is.
  const today = content.report === null ? content : { ...content, report: told.found ?? content.report };
  const front = frontPage(names, content.report, told.failure && failedRun(told, content.report, told.failure));
  await put(store, INDEX, renderDashboard(template, { ...today, front }));
  const { site } = request;
  if (site !== undefined)
    await readableByAll(() => writeSite(request, site, names, { content, today }, told, template));
}

/** What the page of the current snapshot holds; `null`: nothing is published, or its page is lost. */
async function currentContent(store: Store): Promise<PageContent | null> {
  const current = await readCurrent(store).catch(() => null);
  const page = current === null ? null : await store.get(snapshotKey(current.snapshot, DASHBOARD));
  return page === null ? null : contentOf(page.text);
}

/** The site has a page of each snapshot that was current while there was one, and it stays as long as its snapshot does. */
async function writeSite(
  request: PagesRequest,
  { folder }: SiteSettings,
  names: readonly string[],
  pages: Readonly<Record<"content" | "today", PageContent>>,
  told: Told,
  template: string,
): Promise<void> {
  const site = await openStore({ ...storeSettings(request), out: folder });
  const content = publicContent(pages.content, request.dashboard);
  const today = publicContent(pages.today, request.dashboard);
  const { report } = content;
  if (report !== null) await put(site, snapshotKey(report.snapshot, DASHBOARD), renderDashboard(template, content));
  const keys = (await site.list(SNAPSHOTS)).map(({ key }) => key);
  const there = names.filter((name) => keys.includes(snapshotKey(name, DASHBOARD)));
  await site.delete(keys.filter((key) => !there.some((name) => key === snapshotKey(name, DASHBOARD))));
  const { failure } = told;
  const trouble = failure && { ...failedRun(told, report, failure), sentence: quotable(failure).sentence, wayOut: "" };
  await put(site, INDEX, renderDashboard(template, { ...today, front: frontPage(there, report, trouble) }));
}

/** Without what could name a file or a workbook or quote a cell, and without rows unless they are asked for. That the rows are old is told to all. */
function publicContent({ report, details }: PageContent, dashboard: DashboardSettings | undefined): PageContent {
  return {
    report: report && { ...report, sources: [], notices: report.notices.filter(({ code }) => code === FALLBACK) },
    details: details && { ...details, rows: dashboard?.rows === undefined ? null : details.rows },
    front: null,
  };
}

function frontPage(names: readonly string[], report: PageReport | null, trouble: FailedRun | null): FrontPage {
  const others = names.flatMap((name) => {
    const instant = instantInName(name);
    if (instant === null || name === report?.snapshot) return [];
    return [{ asOf: new Date(instant).toISOString(), href: pageAddress(name) }];
  });
  return { trouble, others: others.sort((a, b) => (a.asOf < b.asOf ? 1 : -1)) };
}

function failedRun({ at }: Told, report: PageReport | null, failure: Failure): FailedRun {
  const zone = figuresOf(failure)?.zone ?? report?.zone;
  return {
    when: instantInWords(at, zone === undefined ? machineZone() : loadZone(zone)),
    ended: outcomeOf(failure) === "stopped" ? "was stopped" : "failed",
    sentence: failure.message,
    wayOut: failure.wayOutFor("sheet"),
  };
}

/** Replaces a page of ours; another's, which happens to have its name, stays. */
async function put(store: Store, key: string, page: string): Promise<void> {
  const there = await store.get(key);
  if (there?.text === page) return;
  if (there !== null && contentOf(there.text) === null) {
    throw new Failure("PAGE_IN_USE", `${addressOf(store.name, key)} is no page of this program.`);
  }
  const version = await store.putIf(key, page, there?.version ?? null);
  if (version === null) throw changedMeanwhile(addressOf(store.name, key));
}
