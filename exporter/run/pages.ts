import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { FailedRun } from "../../shared/banner";
import { instantInWords } from "../../shared/instant-words";
import type { SiteSettings } from "../config/page-settings";
import type { FrontPage } from "../dashboard/island";
import { isDashboard, renderDashboard, type Shown } from "../dashboard/render";
import { FALLBACK } from "../inputs/copy/notice";
import { quotable } from "../mail/quotable";
import { readCurrent } from "../publish/current";
import { figuresOf } from "../publish/guard";
import { DASHBOARD, instantInName, pageAddress, SNAPSHOTS, snapshotKey } from "../publish/layout";
import { readManifest } from "../publish/manifest";
import { snapshotNames } from "../publish/snapshot-names";
import { addressOf, isAddress } from "../stores/address";
import { changedMeanwhile } from "../stores/changed-meanwhile";
import { openStore } from "../stores/open-store";
import { type Place, storeSettings } from "../stores/settings";
import type { Store } from "../stores/store";
import { EXIT } from "../words/exit";
import { asFailure, Failure } from "../words/failure";
import type { Report } from "../words/report";
import { loadZone, machineZone } from "../words/zone";
import { publishedAnswers } from "./report";
import { type RunResult, withNotice } from "./result";
import type { Surroundings } from "./surroundings";

/** The page that always shows the current dashboard, in the place of the snapshots and in the site. */
const INDEX = "index.html";

export interface PagesRequest extends Place {
  readonly site?: SiteSettings | undefined;
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

/** After a run that went well. Where a page cannot be written the result stands, says so in a notice, and the next run writes it. */
export async function pagesAfterResult(
  request: PagesRequest,
  store: Store,
  result: RunResult,
  { assets, now }: Pick<Surroundings, "assets" | "now">,
): Promise<RunResult> {
  try {
    await writePages(request, store, { report: result.report, failure: null, at: now() }, assets.dashboard);
    return result;
  } catch (error) {
    const sentence = `The page ${INDEX} was not written; the next run does it. ${asFailure(error).message}`;
    return withNotice(result, { code: "PAGE_NOT_WRITTEN", sentence });
  }
}

/** After a run that published nothing: the page says why, over what stays. The run ends with its own failure, whatever becomes of the page. */
export async function pagesAfterFailure(
  request: PagesRequest,
  store: Store,
  error: unknown,
  { assets, now }: Pick<Surroundings, "assets" | "now">,
): Promise<void> {
  try {
    const report = await currentReport(store).catch(() => null);
    await writePages(request, store, { report, failure: asFailure(error), at: now() }, assets.dashboard);
  } catch {}
}

/** Shows what is current now, after a person changed it: restored or removed snapshots. */
export async function showCurrent(request: PagesRequest, store: Store, dashboard: string): Promise<void> {
  await writePages(request, store, { report: await currentReport(store), failure: null, at: Date.now() }, dashboard);
}

async function currentReport(store: Store): Promise<Report | null> {
  const current = await readCurrent(store);
  return current === null ? null : publishedAnswers(store, await readManifest(store, current.snapshot));
}

/** What is to be told: the report that is current, and how the latest run failed, if it did. `at`: when, UTC ms. */
interface Told {
  readonly report: Report | null;
  readonly failure: Failure | null;
  readonly at: number;
}

async function writePages(request: PagesRequest, store: Store, told: Told, dashboard: string): Promise<void> {
  const template = readFileSync(dashboard, "utf8");
  const names = await snapshotNames(store);
  const trouble = told.failure && failedRun(told, told.failure);
  await put(store, INDEX, renderDashboard(template, { ...told, front: frontPage(names, told.report, trouble) }));
  if (request.site !== undefined) await writeSite(request, request.site, names, told, template);
}

/** The site has a page of each snapshot that was current while there was one, and stays as long as its snapshot does. */
async function writeSite(
  stores: Place,
  { folder }: SiteSettings,
  names: readonly string[],
  told: Told,
  template: string,
): Promise<void> {
  const site = await openStore({ ...storeSettings(stores), out: folder });
  const report = told.report && publicReport(told.report);
  if (report !== null) await put(site, snapshotKey(report.snapshot, DASHBOARD), renderDashboard(template, { report }));
  const pages = (await site.list(SNAPSHOTS)).map(({ key }) => key);
  const outlived = pages.filter((key) => !names.some((name) => key === snapshotKey(name, DASHBOARD)));
  await site.delete(outlived);
  const there = names.filter((name) => pages.includes(snapshotKey(name, DASHBOARD)));
  const trouble = told.failure && {
    ...failedRun(told, told.failure),
    sentence: quotable(told.failure).sentence,
    wayOut: "",
  };
  const shown: Shown = { report, front: frontPage(there, report, trouble) };
  await put(site, INDEX, renderDashboard(template, shown));
}

/** Without what could name a file, a workbook or a cell. That the rows are old is told to all. */
function publicReport(report: Report): Report {
  return { ...report, sources: [], notices: report.notices.filter(({ code }) => code === FALLBACK) };
}

function frontPage(names: readonly string[], report: Report | null, trouble: FailedRun | null): FrontPage {
  const others = names.flatMap((name) => {
    const instant = instantInName(name);
    if (instant === null || name === report?.snapshot) return [];
    return [{ asOf: new Date(instant).toISOString(), href: pageAddress(name) }];
  });
  return { trouble, others: others.sort((a, b) => (a.asOf < b.asOf ? 1 : -1)) };
}

function failedRun({ report, at }: Told, failure: Failure): FailedRun {
  const zone = figuresOf(failure)?.zone ?? report?.zone;
  return {
    when: instantInWords(at, zone === undefined ? machineZone() : loadZone(zone)),
    ended: failure.exit === EXIT.guard ? "was stopped" : "failed",
    sentence: failure.message,
    wayOut: failure.wayOutFor("sheet"),
  };
}

/** Replaces a page of ours; another's, which happens to have its name, stays. */
async function put(store: Store, key: string, page: string): Promise<void> {
  const there = await store.get(key);
  if (there?.text === page) return;
  if (there !== null && !isDashboard(there.text)) {
    throw new Failure("PAGE_IN_USE", `${addressOf(store.name, key)} is no page of this program.`);
  }
  const version = await store.putIf(key, page, there?.version ?? null);
  if (version === null) throw changedMeanwhile(addressOf(store.name, key));
}
