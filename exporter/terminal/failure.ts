import { EXIT, Failure } from "../failure";
import { colours } from "./colour";
import { printable } from "./printable";

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

/** A failure as standard error shows it. The stack trace only when asked for. */
export function failureText(failure: Failure, verbose: boolean): string {
  const { bold, red, dim } = colours(process.stderr);
  const lines = [`${bold(red(`Error ${failure.code}:`))} ${printable(failure.message)}`, printable(failure.wayOut)];
  if (verbose) lines.push("", dim(printable(traces(failure))));
  return `${lines.join("\n")}\n`;
}

/** A failure as `--json` shows it. */
export function failureJson(failure: Failure): { code: string; sentence: string; way_out: string } {
  return { code: failure.code, sentence: failure.message, way_out: failure.wayOut };
}

function traces(error: Error): string {
  const stack = error.stack ?? String(error);
  return error.cause instanceof Error ? `${stack}\nCaused by: ${traces(error.cause)}` : stack;
}
