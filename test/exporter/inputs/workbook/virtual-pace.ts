import type { Pace } from "../../../../exporter/inputs/workbook/pace";
import type { Clock } from "../../../../workbench/server/clock";

/** Time that passes only by sleeping, and is counted. Time-outs are real, but may be short. */
export interface VirtualPace extends Pace, Clock {
  readonly slept: number[];
}

/** `timeoutMs`: how long an attempt really may take, whatever it is allowed. */
export function virtualPace(timeoutMs = 20_000, seed = 1): VirtualPace {
  let now = Date.now();
  let state = seed;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
    random: () => {
      // Mulberry32: the same numbers for the same seed.
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
    },
    timeout: (ms) => AbortSignal.timeout(Math.min(ms, timeoutMs)),
  };
}
