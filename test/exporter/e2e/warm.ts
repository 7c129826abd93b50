import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { PROGRAM } from "../../dist";

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

let child: ChildProcess | null = null;
let turn: Promise<unknown> = Promise.resolve();

/** Where the program is started, and what it finds beside this process's environment. */
export interface Surroundings {
  cwd?: string;
  env?: Record<string, string>;
}

/**
 * Runs the built program as a process of its own would, one after the other in one that stays: four times as fast. For what a run says and
 * writes; not for what becomes of a process.
 */
export function warmProgram(words: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  const ended = turn.then(() => ask(words, surroundings));
  turn = ended.catch(() => {});
  return ended;
}

function ask(words: readonly string[], { cwd, env }: Surroundings): Promise<Ended> {
  child ??= open();
  const asked = child;
  return new Promise((resolve, reject) => {
    const lost = (code: number | null, signal: string | null) => {
      child = null;
      reject(new Error(`${words.join(" ")}: the process ended with ${code ?? signal}.`));
    };
    asked.once("exit", lost);
    asked.once("message", (ended: Ended) => {
      asked.off("exit", lost);
      resolve(ended);
    });
    asked.send({ words, cwd, env: environment(env) });
  });
}

/** It ends with the process that asks it. */
function open(): ChildProcess {
  const opened = fork(join(import.meta.dirname, "warm-program.mjs"), [PROGRAM], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  opened.unref();
  opened.channel?.unref();
  return opened;
}

/** This process's environment and `more`; whoever runs the tests may want colours, and Node warns where both variables for them are set. */
export function environment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { NO_COLOR: _, FORCE_COLOR: __, ...inherited } = process.env;
  return { ...inherited, ...more };
}
