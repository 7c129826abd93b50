import type { Reason } from "./job";

/** Ends a worker; what is wrong is for the person who started the run. */
export class Stop extends Error {
  constructor(readonly reason: Reason) {
    super(reason.what);
  }
}
