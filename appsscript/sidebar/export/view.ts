import type { ExportRun } from "../../../shared/service";
import { EXPORT_WORDS } from "../../words/sidebar/export";
import { SIDEBAR_WORDS } from "../../words/sidebar/sidebar";
import { CallFailure, call } from "../call";
import { button, make, setBusy } from "../dom";
import { failurePanel } from "../failure";
import { announce } from "../live";
import { redraw } from "../redraw";
import type { View } from "../view";
import { type Ended, HEADLINES, outcome } from "./outcome";
import { poll } from "./poll";
import { releaseForm } from "./release";
import { runProgress } from "./run-progress";

/**
 * Asks for an export, follows it, and shows how it ended. An export that is on already is joined.
 * @param now whether the person has asked for an export already, by the menu
 */
export function exportView(toProblems: () => void, now: boolean): View {
  let run: ExportRun | null = null;
  let opened = false;
  let asking: string | null = null;
  const progress = runProgress();
  const start = button(EXPORT_WORDS.start, "primary", "start", () => startNow());
  const problem = make("div", {});
  const body = make("div", { class: "stack" });
  // Its tab says it to whoever sees it.
  const panel = make("section", {}, make("h1", { class: "unseen" }, SIDEBAR_WORDS.tabs.export), start, problem, body);

  const polling = poll(async () => {
    const answer = await call("exportState", run!.id);
    if (answer instanceof CallFailure) {
      redraw(problem, failurePanel(answer, polling.now));
      return "failed";
    }
    redraw(problem);
    take(answer);
    return answer.state === "running" ? "on" : "over";
  });

  /** One question to the exporter; what is shown stays when it fails. */
  async function ask(doing: string, question: () => Promise<ExportRun | null | CallFailure>): Promise<void> {
    asking = doing;
    redraw(problem);
    drawStart();
    announce(doing);
    const answer = await question();
    asking = null;
    if (answer instanceof CallFailure) {
      redraw(
        problem,
        failurePanel(answer, () => void ask(doing, question)),
      );
      drawStart();
    } else take(answer);
  }

  function startNow(): void {
    void ask(EXPORT_WORDS.asking, () => call("startExport"));
  }

  function take(next: ExportRun | null): void {
    const wasRunning = run?.state === "running";
    run = next;
    drawStart();
    if (next === null) redraw(body, intro());
    else if (next.state === "running") {
      progress.update(next);
      if (!wasRunning) {
        redraw(body, progress.element);
        polling.start();
      }
    } else end(next, next.state);
  }

  function end(next: ExportRun, state: Ended): void {
    const form =
      state === "stopped" && next.mayRelease
        ? releaseForm(next.result?.counts.leads.clean ?? 0, (reason) => {
            void ask(EXPORT_WORDS.releasing, () => call("releaseExport", next.id, reason));
          })
        : null;
    redraw(body, ...outcome(next, state, form, toProblems));
    announce(`${HEADLINES[state].words}. ${next.error?.sentence ?? ""}`);
  }

  function drawStart(): void {
    const running = run?.state === "running";
    setBusy(start, running || asking !== null);
    start.textContent = asking ?? (running ? EXPORT_WORDS.exporting : EXPORT_WORDS.start);
  }

  return {
    panel,
    shown() {
      polling.setShown(true);
      if (opened) return;
      opened = true;
      redraw(body, intro());
      if (now) startNow();
      else void ask(EXPORT_WORDS.looking, () => call("lastExport"));
    },
    hidden: () => polling.setShown(false),
  };
}

function intro(): HTMLElement {
  return make("p", { class: "quiet" }, EXPORT_WORDS.intro);
}
