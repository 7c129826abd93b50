import { leadsChange, rowSentences } from "../../../shared/compared-words";
import { count } from "../../../shared/numbers";
import type { ExportResult, ExportRun, ExportState } from "../../../shared/service";
import { EXPORT_WORDS, OUTCOME_WORDS } from "../../words/sidebar/export";
import { button, fromSheet, make } from "../dom";
import { saying } from "../failure";
import { type Icon, icon } from "../icon";
import { kindWords } from "../problems/kinds";
import { when, whenIn } from "../words";
import { answerCard } from "./answers";
import { changeCards } from "./changes";
import { countsTable } from "./counts";

export type Ended = Exclude<ExportState, "running">;

/** What an outcome is called. */
export const HEADLINES: Record<Ended, { words: string; look: string; icon: Icon }> = {
  published: { words: OUTCOME_WORDS.published, look: "good", icon: "good" },
  unchanged: { words: OUTCOME_WORDS.unchanged, look: "good", icon: "good" },
  stopped: { words: OUTCOME_WORDS.stopped, look: "warn", icon: "check" },
  failed: { words: OUTCOME_WORDS.failed, look: "bad", icon: "stop" },
};

/** How a finished run ended: what was published, or why nothing was. `release` is the form for who may release it. */
export function outcome(
  run: ExportRun,
  state: Ended,
  release: HTMLElement | null,
  toProblems: () => void,
): HTMLElement[] {
  const { words, look, icon: picture } = HEADLINES[state];
  const { result } = run;
  const head = make("section", { class: `notice ${look} outcome` }, make("h2", {}, icon(picture), words));
  if (state === "unchanged") {
    head.append(make("p", {}, OUTCOME_WORDS.stays));
  }
  if (run.error !== null) {
    const [sentence, wayOut, code] = saying(run.error);
    // The form below is the way out.
    head.append(sentence, ...(release === null ? [wayOut] : []), code);
  }
  if (state === "stopped" && result !== null && !run.mayRelease) {
    head.append(make("p", {}, OUTCOME_WORDS.askForRelease));
  }
  if (result !== null)
    head.append(make("p", { class: "quiet" }, OUTCOME_WORDS.asOf({ when: whenIn(result.asOf, result.zone) })));
  const by = { when: when(run.startedAt), who: fromSheet(run.requestedBy) };
  const asked = make("p", { class: "quiet" }, ...EXPORT_WORDS.askedBy(by));
  if (result === null) return [head, asked];
  return [
    head,
    ...(release === null ? [] : [release]),
    // An exporter of an older version does not send any.
    ...(result.changes ? changeCards(result.changes) : []),
    ...(state === "published" || state === "unchanged" ? sinceLast(result) : []),
    ...[dashboardLink(result.dashboard)].filter((link) => link !== null),
    ...result.notices.map((notice) => make("p", { class: "notice" }, fromSheet(notice.sentence))),
    make("section", { class: "card" }, countsTable(result.counts), ...found(result.problems, toProblems)),
    ...result.answers.map((answer) => answerCard(answer, result.compared)),
    asked,
  ];
}

/** How the leads changed, and what explains it in rows. An exporter of an older version sends nothing of it. */
function sinceLast({ compared, counts: { leads } }: ExportResult): HTMLElement[] {
  if (compared === undefined) return [];
  const change = leadsChange(compared, leads.clean);
  return [
    make(
      "section",
      { class: "card changed", "aria-label": OUTCOME_WORDS.changed },
      make("h3", {}, OUTCOME_WORDS.leads({ clean: leads.clean, change })),
      ...rowSentences(compared).map((sentence) => make("p", {}, sentence)),
    ),
  ];
}

/** Only addresses a browser opens as a page: the text comes from elsewhere. */
function dashboardLink(address: string | null): HTMLElement | null {
  if (address === null || !/^https?:/i.test(address)) return null;
  return make(
    "a",
    { class: "tonal", href: address, target: "_blank", rel: "noopener noreferrer", "data-key": "dashboard" },
    OUTCOME_WORDS.dashboard,
  );
}

function found(problems: ExportResult["problems"], toProblems: () => void): HTMLElement[] {
  if (problems.length === 0) return [];
  const rows = problems.map(({ tab, code, rows }) =>
    make(
      "tr",
      {},
      make(
        "td",
        { class: "text" },
        kindWords(code),
        tab === "Companies" ? make("small", {}, OUTCOME_WORDS.inCompanies) : null,
      ),
      make("td", { class: "number" }, count(rows)),
    ),
  );
  return [
    make("table", { class: "found" }, make("caption", {}, OUTCOME_WORDS.toLookAt), make("tbody", {}, ...rows)),
    button(OUTCOME_WORDS.seeRows, "plain", "to-problems", toProblems),
  ];
}
