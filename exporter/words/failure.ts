import type { Exit } from "./exit";
import type { FailureKind, Ways } from "./failures/kind";
import { FAILURES, type FailureCode } from "./failures/table";

/** Only whoever runs the exporter can help. */
export const THEIRS = "Tell whoever runs the exporter: it is for them to put right.";

/** What a way out is filled with; another failure stands for its own way out. */
type Filling = string | Failure;

type Gaps<Text> = Text extends `${string}{${infer Gap}}${infer Rest}` ? Gap | Gaps<Rest> : never;
type Filled<Text> = { readonly [Gap in Gaps<Text>]: Filling };

/** What the way out of a code is made of: which one of several, and what its words in braces stand for. */
export type Details<Code extends FailureCode> = (typeof FAILURES)[Code]["commandLine"] extends infer Written
  ? Written extends Readonly<Record<string, string>>
    ? { [Way in keyof Written]: { readonly way: Way } & Filled<Written[Way]> }[keyof Written]
    : Filled<Written>
  : never;

/** Those of the codes whose way out needs details. */
type Detailed<Code extends FailureCode> = Code extends FailureCode
  ? object extends Details<Code>
    ? never
    : Code
  : never;

interface Circumstances {
  readonly cause?: unknown;
  /** One more sentence for whoever reads the way out. */
  readonly note?: string;
}

/**
 * A failure a person can act on: a stable code, one sentence that says what and where, and ways out, which stand in the table of
 * failures. Everything the product refuses to do is thrown as one of these; anything else is a bug and exits 1.
 */
export class Failure<Code extends FailureCode = FailureCode> extends Error {
  readonly details: Details<Code>;
  private readonly note: string | undefined;

  constructor(
    readonly code: Code,
    sentence: string,
    // Nothing but the circumstances where a way out needs no details.
    ...[about]: [Detailed<Code>] extends [never]
      ? [about?: Details<Code> & Circumstances]
      : [about: Details<Code> & Circumstances]
  ) {
    const { cause, note, ...details } = { cause: undefined, note: undefined, ...about };
    super(sentence, cause === undefined ? {} : { cause });
    this.name = "Failure";
    this.note = note;
    this.details = details as Details<Code>;
  }

  get kind(): FailureKind {
    return FAILURES[this.code];
  }

  get exit(): Exit {
    return this.kind.exit;
  }

  /** What to do about it, for whoever typed a command, as a sentence. */
  get wayOut(): string {
    return this.wayOutFor("commandLine");
  }

  /** What to do about it; whoever looks at the sheet has no command line, and no files of the exporter. */
  wayOutFor(audience: "commandLine" | "sheet"): string {
    const details: Readonly<Record<string, Filling>> = this.details;
    const written = pick(this.kind[audience], details.way) ?? THEIRS;
    const text = written.replace(/\{(\w+)\}/g, (_, gap: string) => {
      const filling = details[gap];
      return filling instanceof Failure ? filling.wayOutFor(audience) : filling;
    });
    return this.note === undefined ? text : `${text} ${this.note}`;
  }
}

function pick(ways: Ways | null | undefined, way: Filling | undefined): string | undefined {
  return typeof ways === "object" ? ways?.[way as string] : ways;
}

/** Any error as a Failure: what nobody foresaw is a bug, told in one sentence too. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const message = error instanceof Error ? error.message.split("\n")[0] : String(error);
  return new Failure(
    "UNEXPECTED",
    `Something went wrong that should not: ${message || "no more is known"}.`.replace(/\.\.$/, "."),
    { cause: error },
  );
}

/** A failure as `--json` shows it. `may_pass`: whatever started the run may try once more. */
export function failureJson(failure: Failure) {
  const { code, message: sentence, wayOut: way_out, kind } = failure;
  return { code, sentence, way_out, may_pass: kind.passes === true };
}
