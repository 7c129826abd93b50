import type { Failure } from "../../words/failure";
import { type Outcome, type Trouble, tooLong } from "./outcome";
import type { Pace } from "./pace";
import { Quota } from "./quota";

/**
 * What a call does to the workbook. A plain `write` that may have been carried out is never sent again: a second one would
 * do it twice. An `idempotent-write` leaves the workbook the same however often it is sent.
 */
export type CallKind = "read" | "write" | "idempotent-write";

/** One call of Google's, however often it takes. */
export interface Call<T> {
  /** What the call is for, in words that go after "while": "reading the tabs Leads and Companies". */
  readonly what: string;
  readonly kind: CallKind;
  /** A large read may take as long as Google itself allows. */
  readonly isBig?: boolean;
  /** How long it is tried. Default five minutes. */
  readonly budgetMs?: number;
  /** Sends it once. Throws only when no answer came. */
  attempt(signal: AbortSignal): Promise<Outcome<T>>;
  /** After a 401: takes a new access token; false when there is none to be had. Asked once a call. */
  renewToken?(): Promise<boolean>;
  /** Told the first time an attempt fails and another will follow. */
  onTrouble?(trouble: Trouble): void;
  /** The failure of a call that cannot succeed, or was tried long enough. */
  failure(trouble: Trouble, tried: Tried): Failure;
}

/** How hard a call was tried. */
export interface Tried {
  readonly attempts: number;
  readonly ms: number;
  /** Nobody knows whether the last attempt of a write was carried out. */
  readonly mayHaveApplied: boolean;
}

/** Makes calls, all under one quota. */
export type Caller = <T>(call: Call<T>) => Promise<T>;

const SMALL_MS = 60_000;
/** Google ends a request itself after 180 seconds (https://developers.google.com/sheets/api/limits). */
const BIG_MS = 185_000;
/** A quota is refilled within a minute: trying for five outlasts it several times. */
const BUDGET_MS = 300_000;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 64_000;
/** A wait is never shorter than this part of its ceiling, so that the attempts stay few. */
const SHORTEST_PART = 0.1;
/** An answer that is not what was asked for is tried again this often: a fault passes, a change of the API does not. */
const MISSHAPEN_RETRIES = 3;

/**
 * The one way to call Google: time-outs for each attempt, exponential back-off with jitter, `Retry-After`, the quota kept to, a new
 * token once, and only such retries as cannot do harm. Throws the call's own failure when it is given up.
 */
export function makeCaller(pace: Pace): Caller {
  const quota = new Quota(pace);
  return async (call) => {
    const begun = pace.now();
    const { budgetMs = BUDGET_MS } = call;
    let misshapen = 0;
    let hasRenewed = false;
    for (let attempts = 1; ; attempts++) {
      await quota.admit(call.kind === "read" ? "read" : "write");
      const outcome = await tryOnce(call, pace, begun);
      if ("value" in outcome) return outcome.value;

      const { trouble } = outcome;
      const mayHaveApplied = call.kind === "write" && trouble.unclear;
      const giveUp = () => call.failure(trouble, { attempts, ms: pace.now() - begun, mayHaveApplied });
      if (trouble.kind === "token" && !hasRenewed && call.renewToken !== undefined) {
        hasRenewed = true;
        if (await call.renewToken()) continue;
      }
      if (!trouble.passes || mayHaveApplied) throw giveUp();
      if (trouble.kind === "misshapen" && ++misshapen > MISSHAPEN_RETRIES) throw giveUp();
      const ms = waitFor(attempts, trouble.retryAfterMs ?? 0, pace.random());
      if (pace.now() + ms >= begun + budgetMs) throw giveUp();
      if (attempts === 1) call.onTrouble?.(trouble);
      await pace.sleep(ms);
    }
  };
}

async function tryOnce<T>(call: Call<T>, pace: Pace, begun: number): Promise<Outcome<T>> {
  const left = Math.max(1, Math.ceil(begun + (call.budgetMs ?? BUDGET_MS) - pace.now()));
  const ms = Math.min(call.isBig === true ? BIG_MS : SMALL_MS, left);
  const signal = pace.timeout(ms);
  try {
    return await untilAborted(call.attempt(signal), signal);
  } catch (error) {
    if (signal.aborted) return { trouble: tooLong(ms) };
    throw error;
  }
}

/** Some libraries cannot be told to stop: what they are doing is then left alone. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

/** Full jitter over a ceiling that doubles: callers that failed together do not come back together. */
function waitFor(attempts: number, retryAfterMs: number, random: number): number {
  const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1));
  return retryAfterMs + ceiling * (SHORTEST_PART + (1 - SHORTEST_PART) * random);
}
