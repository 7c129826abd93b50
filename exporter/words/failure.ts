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

/** Any error as a Failure: what nobody foresaw is a bug, told in one sentence too. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const message = error instanceof Error ? error.message.split("\n")[0] : String(error);
  return new Failure(
    "UNEXPECTED",
    EXIT.other,
    `Something went wrong that should not: ${message || "no more is known"}.`.replace(/\.\.$/, "."),
    "Run it again with --verbose and report what it prints.",
    { cause: error },
  );
}

/** A failure as `--json` shows it. */
export function failureJson(failure: Failure): { code: string; sentence: string; way_out: string } {
  return { code: failure.code, sentence: failure.message, way_out: failure.wayOut };
}
