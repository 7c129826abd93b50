import type { HealthCheck, HealthReport } from "../rpc";
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

const STATES: Record<HealthCheck["state"], { word: string; icon: Icon }> = {
  good: { word: "Good", icon: "good" },
  warn: { word: "Look", icon: "check" },
  bad: { word: "Broken", icon: "stop" },
};

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
  const look = () => ask("health", "Looking…");

  function draw(): void {
    const refresh = button("Check again", "plain", "refresh", look);
    setBusy(refresh, busy !== null);
    redraw(
      panel,
      make("header", { class: "head" }, make("h1", {}, "Health"), refresh),
      busy === null ? null : make("p", { class: "busy" }, busy),
      failure === null ? null : failurePanel(failure, look),
      ...(report === null
        ? []
        : [make("ul", { class: "checks" }, ...report.checks.map(checkItem)), daily(report.trigger)]),
    );
  }

  function daily(trigger: HealthReport["trigger"]): HTMLElement {
    const card = make("section", { class: "card", "aria-label": "Daily export" }, make("h2", {}, "Daily export"));
    if (trigger === null) {
      const install = button("Install daily export", "primary", "daily", () => ask("installDaily", "Installing…"));
      card.append(make("p", {}, "Nobody has it: no export runs by itself."), install);
      return card;
    }
    const lines: [string, string][] = [
      ["Runs as", trigger.mine ? `${trigger.owner} (you)` : trigger.owner],
      ["Last run", trigger.lastRun === null ? "not yet" : when(trigger.lastRun)],
      ["Next run", trigger.nextRun === null ? "not known" : when(trigger.nextRun)],
    ];
    card.append(
      make(
        "dl",
        { class: "facts" },
        ...lines.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, fromSheet(value))]),
      ),
    );
    const change = trigger.mine
      ? { label: "Remove daily export", sentence: "Remove it? No export will run by itself.", yes: "Remove" }
      : {
          label: "Take over",
          sentence: `Run it as you, from now on, in place of ${trigger.owner}?`,
          yes: "Take over",
        };
    const opener = button(change.label, "tonal", "daily", () => {
      if (card.querySelector(".confirm")) return;
      const agree = () =>
        trigger.mine ? ask("removeDaily", "Removing the daily export…") : ask("installDaily", "Taking over…");
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
  const { word, icon: picture } = STATES[check.state];
  return make(
    "li",
    { class: check.state },
    make("p", { class: "name" }, make("b", {}, check.name), make("span", { class: "state" }, icon(picture), word)),
    make("p", {}, fromSheet(check.sentence)),
    check.copy === undefined ? null : copyRow(check.copy),
    check.wayOut === null ? null : make("p", { class: "way-out" }, fromSheet(check.wayOut)),
  );
}

function summary(report: HealthReport): string {
  const wrong = report.checks.filter((check) => check.state !== "good").length;
  return wrong === 0 ? "Everything is good." : `${wrong} of ${report.checks.length} checks need a look.`;
}
