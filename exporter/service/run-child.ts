import { sheetSource } from "../inputs/sheet-source";
import { configured } from "../run/configured";
import { run } from "../run/run";
import { endOnSignals, unlessEnding } from "../stores/before-end";
import { asFailure } from "../words/failure";
import { endOf, endOfFailure } from "./export-result";
import { framesOf } from "./frames";
import { saveEnd } from "./run-files";
import type { RunJob, RunMessage } from "./run-messages";

// One export in a process of its own: heavy work does not hold up the service, and a crash is one failed run.

// Ctrl+C in a terminal reaches this process too; the service says when it must end.
process.on("SIGINT", () => {});
endOnSignals(["SIGTERM", "SIGHUP"], () => {});
process.once("message", (job: RunJob) => void carryOut(job));

async function carryOut({ workbook, release, ifDue, requestedBy, file }: RunJob): Promise<void> {
  let last = "";
  const onPhase = (phase: Extract<RunMessage, { kind: "phase" }>["phase"], fraction?: number) => {
    const progress = fraction === undefined ? null : Math.round(Math.min(1, Math.max(0, fraction)) * 100) / 100;
    if (last === `${phase} ${progress}`) return;
    last = `${phase} ${progress}`;
    tell({ kind: "phase", phase, progress });
  };
  try {
    const source = sheetSource(workbook, onPhase, () => {});
    const result = await run({ ...configured(workbook), ...source, release, ifDue, requestedBy, onPhase });
    const end = endOf(result, workbook.site?.address ?? null);
    saveEnd(file, end);
    tell({ kind: "ended", end, trace: [] }, process.exit);
  } catch (error) {
    await unlessEnding();
    const failure = asFailure(error);
    const trace = failure.code === "UNEXPECTED" ? framesOf(failure.cause) : [];
    const end = endOfFailure(failure);
    saveEnd(file, end);
    tell({ kind: "ended", end, trace }, process.exit);
  }
}

/** Without a service that listens, the run goes on all the same: its snapshot and the workbook's tabs tell of it. */
function tell(message: RunMessage, sent: () => void = () => {}): void {
  if (process.connected) process.send!(message, () => sent());
  else sent();
}
