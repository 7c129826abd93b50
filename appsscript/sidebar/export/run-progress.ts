import { PHASES, type Phase } from "../../../shared/phases";
import type { ExportRun } from "../../../shared/service";
import { EXPORT_WORDS } from "../../words/sidebar/export";
import { fromSheet, make } from "../dom";
import { icon } from "../icon";
import { announce } from "../live";
import { when } from "../words";

const { phases: WORDS } = EXPORT_WORDS;

/** The steps of a run that is on, with a bar. Updated in place, so that the bar moves and does not jump. */
export function runProgress() {
  const fill = make("div", { class: "fill" });
  const bar = make(
    "div",
    { class: "bar", role: "progressbar", "aria-label": EXPORT_WORDS.bar, "aria-valuemin": "0", "aria-valuemax": "100" },
    fill,
  );
  const steps = make("ol", { class: "steps" });
  const since = make("p", { class: "quiet" });
  let said: Phase | null = null;

  return {
    element: make("section", { class: "card", "aria-label": EXPORT_WORDS.progress }, bar, steps, since),
    update(run: ExportRun): void {
      const at = run.phase === null ? -1 : PHASES.indexOf(run.phase);
      const percent = Math.round((Math.max(0, at + (run.progress ?? 0)) / PHASES.length) * 100);
      const words =
        run.phase === null
          ? EXPORT_WORDS.aboutToStart
          : EXPORT_WORDS.step({ phase: WORDS[run.phase], at: at + 1, all: PHASES.length });
      fill.style.width = `${percent}%`;
      bar.setAttribute("aria-valuenow", String(percent));
      bar.setAttribute("aria-valuetext", words);
      steps.replaceChildren(
        ...PHASES.map((phase, index) => {
          const state = index < at ? "done" : index === at ? "now" : "ahead";
          const share = index === at && run.progress !== null ? `${Math.round(run.progress * 100)} %` : "";
          return make(
            "li",
            { class: state, "aria-current": state === "now" ? "step" : null },
            icon(state === "done" ? "good" : state === "now" ? "step" : "ahead"),
            make("span", {}, WORDS[phase]),
            make("span", { class: "share" }, share),
          );
        }),
      );
      since.replaceChildren(...EXPORT_WORDS.askedBy({ when: when(run.startedAt), who: fromSheet(run.requestedBy) }));
      if (run.phase !== said) announce(words);
      said = run.phase;
    },
  };
}
