import { Worker } from "node:worker_threads";
import { REASON } from "./job";

const READING = 0;
const WORKING = 1;

/**
 * Kills this process when it works on one piece of its input for longer than `patience` (ms): a worker that hangs would outlive the run
 * that started it. To wait for input, or for somebody to take the output, is no work. Returns what is to be told when work begins and ends.
 */
export function startWatchdog(patience: number): (isWorking: boolean) => void {
  const state = new Int32Array(new SharedArrayBuffer(8));
  const dog = new Worker(DOG, {
    eval: true,
    workerData: { state, patience, pid: process.pid, reason: HUNG + patience / 1000 },
  });
  dog.unref();
  return (isWorking) => {
    Atomics.store(state, 0, isWorking ? WORKING : READING);
    Atomics.add(state, 1, 1);
  };
}

const HUNG = `${REASON}{"code":"HUNG","what":"it worked on a few rows for more than seconds: `;

/** A thread of its own: the worker's never rests. */
const DOG = `
const { workerData: { state, patience, pid, reason } } = require("node:worker_threads");
const { writeSync } = require("node:fs");
let seen = -1;
let since = 0;
// Of any other signal the shell tells too, with its whole command, and Spark keeps only the end of what it is told: the reason would be lost.
let signal = "SIGINT";
setInterval(() => {
  const turn = Atomics.load(state, 1);
  const now = performance.now();
  if (turn !== seen || Atomics.load(state, 0) === ${READING}) [seen, since] = [turn, now];
  else if (now - since > patience) {
    writeSync(2, reason + '"}\\n');
    process.kill(pid, signal);
    signal = "SIGKILL";
  }
}, Math.min(1000, patience / 4));
`;
