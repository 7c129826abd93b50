/** Exit codes of every command. Documented in the README. */
export const EXIT = {
  ok: 0,
  other: 1,
  usage: 2,
  contract: 3,
  guard: 4,
  unreachable: 5,
  locked: 6,
} as const;

/**
 * A failure a person can act on: a stable code, one sentence that says what and where, and the way out.
 * Everything the product refuses to do is thrown as one of these; anything else is a bug and exits 1.
 */
export class Failure extends Error {
  constructor(
    readonly code: string,
    readonly exit: (typeof EXIT)[keyof typeof EXIT],
    sentence: string,
    /** What to do about it, as a sentence. */
    readonly wayOut: string,
    options?: { cause?: unknown },
  ) {
    super(sentence, options);
    this.name = "Failure";
  }
}
