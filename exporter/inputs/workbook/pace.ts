import { setTimeout as wait } from "node:timers/promises";

/** Where calls take time and chance from, so that tests need neither. */
export interface Pace {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** At least 0, below 1. */
  random(): number;
  /** Aborts after so many milliseconds. */
  timeout(ms: number): AbortSignal;
}

export const systemPace: Pace = {
  now: Date.now,
  sleep: (ms) => wait(ms),
  random: Math.random,
  timeout: (ms) => AbortSignal.timeout(ms),
};
