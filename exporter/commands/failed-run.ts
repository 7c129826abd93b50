import { readWhen } from "../inputs/when";
import { readCurrent } from "../publish/current";
import { figuresOf } from "../publish/guard";
import { openStore } from "../stores/open-store";
import { type Failure, failureJson } from "../words/failure";
import type { RunOptions } from "./run";

/** The JSON object of a run that failed: the keys of any run, with what the failure is. */
export async function failedRun(failure: Failure, options: Partial<RunOptions>): Promise<object> {
  const figures = figuresOf(failure);
  const { out } = options;
  const current =
    out === undefined
      ? null
      : await openStore({ ...options, out })
          .then(readCurrent)
          .catch(() => null);
  const when = known(() => readWhen({ dateOrder: "mdy", ...options }));
  return {
    published: false,
    reason: failure.message,
    snapshot: current?.snapshot ?? null,
    as_of: figures?.asOf ?? (when === null ? null : new Date(when.asOf).toISOString()),
    zone: figures?.zone ?? when?.zone.name ?? null,
    // `null` when nothing was counted to the end: zeros would be a statement about the tables.
    counts: figures?.counts ?? null,
    answers: {},
    compared: null,
    notices: figures?.notices ?? [],
    files: [],
    // Of a stop alone.
    ...(figures && { changes: figures.changes }),
    error: failureJson(failure),
  };
}

function known<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
