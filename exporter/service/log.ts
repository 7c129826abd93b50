import { createHmac, randomBytes } from "node:crypto";
import { type Logger, pino } from "pino";
import type { FailureKind } from "../words/failures/kind";
import { FAILURES } from "../words/failures/table";
import type { Caller } from "./caller";
import type { RunEvents } from "./runs";

export type { Logger };

/** JSON lines on standard error. Nothing of a workbook and nobody's name is ever passed to it. */
export function makeLog(): Logger {
  return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: true }));
}

/** Made anew at each start, so that a mark in the log cannot be traced back to an address. */
const SALT = randomBytes(32);

/** Tells callers apart in the log of one session. */
export function markOf({ kind, name }: Caller): { caller: Caller["kind"]; who: string } {
  return { caller: kind, who: createHmac("sha256", SALT).update(name).digest("hex").slice(0, 8) };
}

export function runLog(log: Logger): RunEvents {
  return {
    started: ({ told, release }) => log.info({ export: told.id, release: release !== null }, "export started"),
    ended: ({ told }, { ms, trace, exit }) => {
      const { id, state, error } = told;
      const fields = {
        export: id,
        state,
        ...(error && { code: error.code, way_out: (FAILURES[error.code] as FailureKind).service }),
        ms,
        ...(exit && { exit: exit.code, signal: exit.signal }),
        ...(trace.length > 0 && { trace }),
      };
      if (state === "failed") log.error(fields, "export ended");
      else log.info(fields, "export ended");
    },
  };
}
