import { card } from "./card";
import { reportOfThisPage } from "./data";
import { make } from "./dom";
import { showFreshness } from "./freshness";
import { problems } from "./problems";
import { accounting } from "./tiles";
import { instant } from "./words";

const report = reportOfThisPage();
const asOf = instant(report.asOf, report.zone);
document.title = `Leads as of ${asOf}`;

const age = make("span", "age");
const warning = make("p", "banner warning");
warning.setAttribute("role", "status");
warning.hidden = true;
const top = make("header", "top", make("h1", "", "Leads"), make("p", "as-of", `As of ${asOf} `, age), warning);
showFreshness(report.asOf, age, warning);

if (report.notices.length > 0) {
  const notices = make("aside", "banner notices", ...report.notices.map((notice) => make("p", "", notice.sentence)));
  notices.setAttribute("aria-label", "Notices");
  top.append(notices);
}

const page = make(
  "main",
  "",
  make("div", "sums", accounting("Leads", report.counts.leads), accounting("Companies", report.counts.companies)),
  make("div", "cards", ...report.answers.map((answer) => card(answer, report.counts.leads.clean)), problems(report)),
);

const foot = make(
  "footer",
  "",
  ...report.sources.map((source) => make("p", "", `${source.tab}: ${source.description}`)),
  make("p", "", `Snapshot ${report.snapshot}`),
);

document.body.append(top, page, foot);
