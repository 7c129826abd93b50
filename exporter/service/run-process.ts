import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { RunJob, RunMessage } from "./run-messages";

/** Beside the built program. */
const CHILD = fileURLToPath(new URL("./run-child.js", import.meta.url));
/** After SIGTERM, which should be enough. */
const PATIENCE_MS = 5000;

/** The process of one run. */
export interface RunProcess {
  readonly pid: number | undefined;
  /** Ends it: gently, then by force. */
  stop(): void;
}

/** How a process ended, for the log: `null` and a signal when it was killed. */
export interface RunExit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** Starts the process of a run. `secrets` are variables it has no use for. `onExit` comes last, once. */
export function startRun(
  job: RunJob,
  secrets: readonly string[],
  onMessage: (message: RunMessage) => void,
  onExit: (exit: RunExit) => void,
): RunProcess {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !secrets.includes(name)));
  // What it prints may quote the workbook, and has no reader.
  const child = fork(CHILD, { env, stdio: ["ignore", "ignore", "ignore", "ipc"] });
  let force: NodeJS.Timeout | undefined;
  let isOver = false;
  const over = (exit: RunExit) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(force);
    onExit(exit);
  };
  child.on("message", onMessage);
  child.once("exit", (code, signal) => over({ code, signal }));
  // It could not be started, or not be told what to do.
  child.on("error", () => {
    if (child.pid === undefined) over({ code: null, signal: null });
    else child.kill("SIGKILL");
  });
  child.send(job, () => {});
  return {
    pid: child.pid,
    stop: () => {
      child.kill("SIGTERM");
      force ??= setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
    },
  };
}
