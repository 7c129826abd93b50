import { processStart } from "../publish/process-start";
import { readRun } from "./run-files";
import type { ProcessName, RunMessage } from "./run-messages";
import type { RunExit, RunProcess } from "./run-process";

const LOOK_MS = 500;

/** Whether the process of an export still runs, though its service is gone. */
export function isAlive({ pid, start }: ProcessName): boolean {
  try {
    process.kill(pid, 0);
    return processStart(pid) === start;
  } catch {
    return false;
  }
}

/** Follows the process of an export that another service had started, by the file in which it keeps its end. As `startRun` otherwise. */
export function adoptRun(
  child: ProcessName,
  file: string,
  onMessage: (message: RunMessage) => void,
  onExit: (exit: RunExit) => void,
): RunProcess {
  const look = setInterval(() => {
    if (isAlive(child)) return;
    clearInterval(look);
    const { state, result, error } = readRun(file)?.told ?? { state: "running" as const, result: null, error: null };
    if (state !== "running") onMessage({ kind: "ended", end: { state, result, error }, trace: [] });
    onExit({ code: null, signal: null });
  }, LOOK_MS);
  return {
    child,
    stop: () => {
      if (isAlive(child)) process.kill(child.pid, "SIGTERM");
    },
  };
}
