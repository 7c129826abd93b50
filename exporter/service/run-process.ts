import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { processStart } from "../publish/process-start";
import type { ProcessName, RunJob, RunMessage } from "./run-messages";

/** Beside the built program. */
const CHILD = fileURLToPath(new URL("./run-child.js", import.meta.url));
/** After SIGTERM, which should be enough. */
const PATIENCE_MS = 5000;

/** The process of one run. */
export interface RunProcess {
  /** `null`: there is none, it could not be started. */
  readonly child: ProcessName | null;
  /** Ends it: gently, then by force. */
  stop(): void;
}

/** How a process ended, for the log: `null` and a signal when it was killed. */
export interface RunExit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** The machine had no room for one more process, or no files left. */
const NEVER_STARTED: RunExit = { code: null, signal: null };

/** Starts the process of a run. `secrets` are variables it has no use for. `onExit` comes last, once. */
export function startRun(
  job: RunJob,
  secrets: readonly string[],
  onMessage: (message: RunMessage) => void,
  onExit: (exit: RunExit) => void,
): RunProcess {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !secrets.includes(name)));
  let force: NodeJS.Timeout | undefined;
  let isOver = false;
  const over = (exit: RunExit) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(force);
    onExit(exit);
  };
  let child: ChildProcess;
  try {
    // What it prints may quote the workbook, and has no reader.
    child = fork(CHILD, { env, stdio: ["ignore", "ignore", "ignore", "ipc"] });
  } catch {
    setImmediate(over, NEVER_STARTED);
    return { child: null, stop: () => {} };
  }
  child.on("message", onMessage);
  child.once("exit", (code, signal) => over({ code, signal }));
  // It could not be started, or not be told what to do.
  child.on("error", () => {
    if (child.pid === undefined) over(NEVER_STARTED);
    else child.kill("SIGKILL");
  });
  // Without a process there may be no way to tell it anything: Node leaves `send` out when files run short.
  if (child.pid !== undefined) child.send(job, () => {});
  return {
    child: child.pid === undefined ? null : { pid: child.pid, start: processStart(child.pid) },
    stop: () => {
      child.kill("SIGTERM");
      force ??= setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
    },
  };
}
