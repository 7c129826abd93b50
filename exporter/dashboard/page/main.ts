import type { PageDetails, PageReport } from "../island";
import { card } from "./card";
import { contentOfThisPage } from "./data";
import { finder } from "./details";
import { make } from "./dom";
import { showFreshness } from "./freshness";
import { otherDays, troubleBanner } from "./front";
import { problems } from "./problems";
import { inShort } from "./short";
import { accounting } from "./tiles";
import { instant } from "./words";

const { report, details, front } = contentOfThisPage();
const top = make("header", "top", make("h1", "", "Leads"));
if (report !== null) top.append(asOfLine(report));
if (front?.trouble) top.append(troubleBanner(front.trouble, report && instant(report.asOf, report.zone)));
if (report !== null) top.append(staleBanner(report));
document.body.append(top);
if (report !== null) document.body.append(answers(report, details));
if (front !== null && front.others.length > 0) document.body.append(otherDays(front.others, report?.zone ?? "UTC"));
document.body.append(foot());

function asOfLine({ asOf, zone }: PageReport): HTMLElement {
  const when = instant(asOf, zone);
  document.title = `Leads as of ${when}`;
  return make("p", "as-of", `As of ${when} `);
}

/** How old the numbers are, and a warning where they are too old. */
function staleBanner({ asOf }: PageReport): HTMLElement {
  const age = make("span", "age");
  top.querySelector(".as-of")!.append(age);
  const warning = make("p", "banner warning");
  warning.setAttribute("role", "status");
  warning.hidden = true;
  showFreshness(asOf, age, warning);
  return warning;
}

/** What a reader should know of the numbers. */
function noticeList({ notices }: PageReport): HTMLElement[] {
  if (notices.length === 0) return [];
  const list = make("aside", "banner notices", ...notices.map(({ sentence }) => make("p", "", sentence)));
  list.setAttribute("aria-label", "Notices");
  return [list];
}

function answers(report: PageReport, details: PageDetails | null): HTMLElement {
  const { counts, asOf, zone } = report;
  const find = details === null ? () => null : finder(details, asOf, zone);
  const rows = details?.rows ?? null;
  return make(
    "main",
    "",
    inShort(report, find, rows),
    ...noticeList(report),
    make("div", "cards", ...report.answers.map((answer) => card(answer, report, find))),
    make("div", "sums", accounting("Leads", counts.leads, rows), accounting("Companies", counts.companies, rows)),
    problems(report, rows),
  );
}

function foot(): HTMLElement {
  const footer = make("footer", "");
  if (report === null) {
    footer.append(make("p", "", "No snapshot yet"));
    return footer;
  }
  footer.append(...report.sources.map(({ tab, description }) => make("p", "", `${tab}: ${description}`)));
  footer.append(make("p", "", `Snapshot ${report.snapshot}`));
  return footer;
}
