import type { Outcome, Rpc, Told } from "../rpc";
import { googleFailure, NOT_UNDERSTOOD, noAnswer, OUTSIDE } from "./google-failure";

interface Runner {
  withSuccessHandler(handler: (answer: unknown) => void): Runner;
  withFailureHandler(handler: (error: unknown) => void): Runner;
  rpc(name: string, argsJson: string): void;
}
declare const google: { readonly script: { readonly run: Runner } };

/** Why a call gave nothing. */
export class CallFailure {
  constructor(
    /** What the script said, or what Google's failure means. */
    readonly said: Told,
    /** Google's own words, when it was Google that failed. */
    readonly google: string | null = null,
  ) {}
}

/** Seconds to wait for an answer. The check reads every row; asking the exporter may take Google's whole minute. */
const PATIENCE: Partial<Record<keyof Rpc, number>> = {
  problems: 120,
  accept: 120,
  undoAccept: 120,
  acceptAll: 120,
  undoAcceptAll: 120,
  keepOne: 120,
  undoKeepOne: 120,
  keepApart: 120,
  alwaysMeans: 120,
  startExport: 90,
  releaseExport: 90,
};
const USUAL_PATIENCE = 60;

/** Asks the script. Never rejects: answers a `CallFailure` instead, at the latest when patience ends. */
export function call<K extends keyof Rpc>(
  name: K,
  ...args: Parameters<Rpc[K]>
): Promise<ReturnType<Rpc[K]> | CallFailure> {
  return new Promise((resolve) => {
    if (typeof google === "undefined") return resolve(new CallFailure(OUTSIDE));
    const seconds = PATIENCE[name] ?? USUAL_PATIENCE;
    const timer = setTimeout(() => resolve(new CallFailure(noAnswer(seconds))), seconds * 1000);
    google.script.run
      .withSuccessHandler((answer) => {
        clearTimeout(timer);
        const outcome = parsed<ReturnType<Rpc[K]>>(answer);
        if (outcome === null) resolve(new CallFailure(NOT_UNDERSTOOD));
        else resolve(outcome.ok ? outcome.value : new CallFailure(outcome.error));
      })
      .withFailureHandler((error) => {
        clearTimeout(timer);
        const message = error instanceof Error ? error.message : String(error);
        resolve(new CallFailure(googleFailure(message), message));
      })
      .rpc(name, JSON.stringify(args));
  });
}

function parsed<T>(answer: unknown): Outcome<T> | null {
  try {
    const outcome = JSON.parse(String(answer));
    return typeof outcome?.ok === "boolean" ? outcome : null;
  } catch {
    return null;
  }
}
