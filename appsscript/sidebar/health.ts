import type { HealthCheck, HealthReport } from "../rpc";
import { MENU } from "../words/menu";
import { DAILY_EXPORT, HEALTH_WORDS } from "../words/sidebar/health";
import { CallFailure, call } from "./call";
import { confirmPanel } from "./confirm";
import { copyRow } from "./copy-row";
import { button, fromSheet, make, setBusy } from "./dom";
import { failurePanel } from "./failure";
import { type Icon, icon } from "./icon";
import { announce } from "./live";
import { redraw } from "./redraw";
import type { View } from "./view";
import { when } from "./words";

const ICONS: Record<HealthCheck["state"], Icon> = { good: "good", warn: "check", bad: "stop" };

/** What works and what does not, and who runs the daily export. */
export function healthView(): View {
  let report: HealthReport | null = null;
  let failure: CallFailure | null = null;
  let busy: string | null = null;
  const panel = make("section", {});

  async function ask(what: "health" | "installDaily" | "removeDaily", doing: string): Promise<void> {
    busy = doing;
    failure = null;
    draw();
    announce(doing);
    const answer = await call(what);
    busy = null;
    if (answer instanceof CallFailure) failure = answer;
    else report = answer;
    draw();
    if (report !== null && failure === null) announce(summary(report));
  }
  const look = () => ask("health", HEALTH_WORDS.looking);

  function draw(): void {
    const refresh = button(HEALTH_WORDS.refresh, "plain", "refresh", look);
    setBusy(refresh, busy !== null);
    redraw(
      panel,
      make("header", { class: "head" }, make("h1", {}, MENU.health), refresh),
      busy === null ? null : make("p", { class: "busy" }, busy),
      failure === null ? null : failurePanel(failure, look),
      report === null ? null : make("p", { class: "quiet" }, summary(report)),
      ...(report === null
        ? []
        : [make("ul", { class: "checks" }, ...report.checks.map(checkItem)), daily(report.trigger)]),
    );
  }

  function daily(trigger: HealthReport["trigger"]): HTMLElement {
    const card = make("section", { class: "card", "aria-label": DAILY_EXPORT }, make("h2", {}, DAILY_EXPORT));
    if (trigger === null) {
      const install = button(HEALTH_WORDS.install, "primary", "daily", () =>
        ask("installDaily", HEALTH_WORDS.installing),
      );
      card.append(make("p", {}, HEALTH_WORDS.nobody), install);
      return card;
    }
    const lines: [string, string][] = [
      [HEALTH_WORDS.runsAs, trigger.mine ? HEALTH_WORDS.you(trigger) : trigger.owner],
      [HEALTH_WORDS.lastRun, trigger.lastRun === null ? HEALTH_WORDS.notYet : when(trigger.lastRun)],
      [HEALTH_WORDS.nextRun, trigger.nextRun === null ? HEALTH_WORDS.notKnown : when(trigger.nextRun)],
    ];
    card.append(
      make(
        "dl",
        { class: "facts" },
        ...lines.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, fromSheet(value))]),
      ),
    );
    const change = trigger.mine ? HEALTH_WORDS.remove : HEALTH_WORDS.takeOver(trigger);
    const opener = button(change.label, "tonal", "daily", () => {
      if (card.querySelector(".confirm")) return;
      const agree = () =>
        trigger.mine ? ask("removeDaily", HEALTH_WORDS.removing) : ask("installDaily", HEALTH_WORDS.takingOver);
      const confirm = confirmPanel(opener, change, agree);
      card.append(confirm);
      confirm.focus();
    });
    card.append(opener);
    return card;
  }

  return {
    panel,
    shown: () => void (report === null && busy === null && look()),
    hidden: () => {},
  };
}

function checkItem(check: HealthCheck): HTMLElement {
  return make(
    "li",
    { class: check.state },
    make(
      "p",
      { class: "name" },
      make("b", {}, check.name),
      make("span", { class: "state" }, icon(ICONS[check.state]), HEALTH_WORDS.states[check.state]),
    ),
    make("p", {}, fromSheet(check.sentence)),
    check.copy === undefined ? null : copyRow(check.copy),
    check.wayOut === null ? null : make("p", { class: "way-out" }, fromSheet(check.wayOut)),
  );
}

function summary(report: HealthReport): string {
  const wrong = report.checks.filter((check) => check.state !== "good").length;
  return wrong === 0 ? HEALTH_WORDS.allGood : HEALTH_WORDS.someNot({ wrong, all: report.checks.length });
}
