import type { Pace } from "../../../exporter/inputs/workbook/pace";
import { randomNumbers } from "../../../workbench/host/services/random-numbers";
import type { Clock } from "../../../workbench/server/clock";

/** Time that passes by sleeping and by time-outs that are told to run out, those of libraries too: nothing in it is waited for. */
export interface ProofPace extends Pace, Clock {
  /** Milliseconds slept. */
  slept(): number;
  /** Lets the time-outs of the latest attempt run out. */
  expire(): void;
  /** The clock back at its start, the chances those of a seed. */
  restart(seed: number): void;
  /** Time-outs are true ones again. */
  end(): void;
}

/** An attempt that is never told to run out must still end, should the code under test be wrong. */
const REAL_LIMIT_MS = 20_000;

const realTimeout = AbortSignal.timeout.bind(AbortSignal);
let running: { controller: AbortController; ms: number }[] = [];

function timeout(ms: number): AbortSignal {
  const controller = new AbortController();
  running.push({ controller, ms });
  return AbortSignal.any([controller.signal, realTimeout(REAL_LIMIT_MS)]);
}

/** Takes the place of `AbortSignal.timeout`, of which the library that fetches tokens makes its own, until it is ended. */
export function proofPace(start: number): ProofPace {
  AbortSignal.timeout = timeout;
  let now = start;
  let random = randomNumbers(1);
  let slept = 0;
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
      slept += ms;
    },
    random: () => random(),
    timeout: (ms) => {
      running = [];
      return timeout(ms);
    },
    slept: () => slept,
    expire: () => {
      now += Math.max(0, ...running.map(({ ms }) => ms));
      for (const { controller } of running) controller.abort(new DOMException("It took too long.", "TimeoutError"));
      running = [];
    },
    restart: (seed) => {
      now = start;
      slept = 0;
      random = randomNumbers(seed);
    },
    end: () => {
      AbortSignal.timeout = realTimeout;
    },
  };
}
