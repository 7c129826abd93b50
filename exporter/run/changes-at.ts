import { FUTURE_TOLERANCE } from "../../shared/timestamp";
import { flawOf, NO_FLAW } from "../../shared/verdicts";

const FUTURE = flawOf("FUTURE_TIMESTAMP");

/**
 * The instant (UTC ms) after `asOf` at which time alone changes what comes of a timestamp: a lead stamped a little ahead enters its window,
 * or one held as future becomes clean. Infinity when none does.
 */
export function changesAt(instant: number, flaw: number, asOf: number): number {
  if (!(instant > asOf)) return Number.POSITIVE_INFINITY;
  if (flaw === NO_FLAW) return instant;
  return flaw === FUTURE ? instant - FUTURE_TOLERANCE : Number.POSITIVE_INFINITY;
}
