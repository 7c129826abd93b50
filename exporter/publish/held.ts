import { Failure } from "../words/failure";

/** What the one publisher of a store holds. */
export interface Held {
  /** Grows with every holder and never goes back. */
  readonly fence: number;
  /** Throws `LOCK_LOST` when another publisher took over; called just before anything becomes visible. */
  assertHeld(): Promise<void>;
  release(): Promise<void>;
}

/** Another publisher took over what this one held. */
export function lockLost(where: string): Failure {
  return new Failure(
    "LOCK_LOST",
    `Another run took over ${where} while this one was still at work, so this one published nothing.`,
  );
}
