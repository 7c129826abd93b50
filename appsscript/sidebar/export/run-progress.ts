import { PHASES, type Phase } from "../../../shared/phases";
import type { ExportRun } from "../../../shared/service";
import { fromSheet, make } from "../dom";
import { icon } from "../icon";
import { announce } from "../live";
import { when } from "../words";

const WORDS: Record<Phase, string> = {
  reading: "Reading the workbook",
  checking: "Checking every row",
  writing: "Writing the files",
  answering: "Answering the questions",
  publishing: "Publishing",
};

/** The steps of a run that is on, with a bar. Updated in place, so that the bar moves and does not jump. */
export function runProgress() {
  const fill = make("div", { class: "fill" });
  const bar = make(
    "div",
    { class: "bar", role: "progressbar", "aria-label": "Export", "aria-valuemin": "0", "aria-valuemax": "100" },
    fill,
  );
  const steps = make("ol", { class: "steps" });
  const since = make("p", { class: "quiet" });
  let said: Phase | null = null;

  return {
    element: make("section", { class: "card", "aria-label": "Progress" }, bar, steps, since),
    update(run: ExportRun): void {
      const at = run.phase === null ? -1 : PHASES.indexOf(run.phase);
      const percent = Math.round((Math.max(0, at + (run.progress ?? 0)) / PHASES.length) * 100);
      const words = run.phase === null ? "About to start" : `${WORDS[run.phase]}, step ${at + 1} of ${PHASES.length}`;
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
      since.replaceChildren(`Asked for ${when(run.startedAt)}, by `, fromSheet(run.requestedBy));
      if (run.phase !== said) announce(words);
      said = run.phase;
    },
  };
}
