import { installDaily, removeDaily } from "./daily/install";
import { exportState, lastExport, releaseExport, startExport } from "./exports/exports";
import { health } from "./health";
import { accept, alwaysMeans, goTo, keepApart, problems, problemsSince, undoAccept } from "./problems";
import { inWords, Refusal } from "./refusal";
import { compare, keepOne, undoKeepOne } from "./repeats";
import type { Outcome, Rpc } from "./rpc";
import {
  isFlag,
  isPair,
  isPlace,
  isRemovedRow,
  isSameCells,
  isSettings,
  isText,
  isTextOrNull,
  type Test,
} from "./rpc-values";
import { acceptAll, undoAcceptAll } from "./same-cells";
import { saveSettings } from "./settings";
import { readStored } from "./stored";
import { CALL_WORDS } from "./words/calls";

type Tests<Args extends readonly unknown[]> = { readonly [I in keyof Args]: Test<Args[I]> };

interface Call<K extends keyof Rpc> {
  /** What each argument must be. */
  readonly takes: Tests<Parameters<Rpc[K]>>;
  readonly run: Rpc[K];
}

/** All that the sidebar may ask, and nothing else. */
const CALLS: { readonly [K in keyof Rpc]: Call<K> } = {
  problems: { takes: [], run: problems },
  problemsSince: { takes: [isText], run: problemsSince },
  goTo: { takes: [isPlace], run: goTo },
  accept: { takes: [isPlace, isText, isText], run: accept },
  undoAccept: { takes: [isPlace, isText, isText], run: undoAccept },
  acceptAll: { takes: [isPlace, isText, isText], run: acceptAll },
  undoAcceptAll: { takes: [isSameCells], run: undoAcceptAll },
  compare: { takes: [isPlace, isPlace], run: compare },
  keepOne: { takes: [isPlace, isPlace], run: keepOne },
  undoKeepOne: { takes: [isRemovedRow], run: undoKeepOne },
  keepApart: { takes: [isPair, isFlag], run: keepApart },
  alwaysMeans: { takes: [isText, isTextOrNull], run: alwaysMeans },
  startExport: { takes: [], run: () => startExport() },
  exportState: { takes: [isText], run: exportState },
  releaseExport: { takes: [isText, isText], run: releaseExport },
  lastExport: { takes: [], run: lastExport },
  health: { takes: [], run: health },
  settings: { takes: [], run: () => readStored().settings },
  saveSettings: { takes: [isSettings], run: saveSettings },
  installDaily: {
    takes: [],
    run: () => {
      installDaily();
      return health();
    },
  },
  removeDaily: {
    takes: [],
    run: () => {
      removeDaily();
      return health();
    },
  },
};

/** Carries out one call; never throws. The answer is an `Outcome` as JSON, for Google passes no dates and drops what is undefined. */
export function answerCall(name: unknown, argsJson: unknown): string {
  let outcome: Outcome<unknown>;
  try {
    outcome = { ok: true, value: carryOut(name, argsJson) };
  } catch (error) {
    if (!(error instanceof Refusal)) console.error(error);
    outcome = { ok: false, error: inWords(error) };
  }
  return JSON.stringify(outcome);
}

function carryOut(name: unknown, argsJson: unknown): unknown {
  if (typeof name !== "string" || !Object.keys(CALLS).includes(name)) {
    throw new Refusal("CALL_UNKNOWN", CALL_WORDS.unknown);
  }
  const { takes, run } = CALLS[name as keyof Rpc] as {
    takes: readonly Test<unknown>[];
    run: (...args: unknown[]) => unknown;
  };
  const args = argumentsOf(argsJson);
  if (args === null || args.length !== takes.length || !takes.every((test, i) => test(args[i]))) {
    throw new Refusal("CALL_BAD", CALL_WORDS.bad);
  }
  return run(...args);
}

function argumentsOf(json: unknown): unknown[] | null {
  try {
    const args: unknown = JSON.parse(String(json));
    return Array.isArray(args) ? args : null;
  } catch {
    return null;
  }
}
