import type { Failure } from "../words/failure";
import { colours } from "./colour";
import { printable } from "./printable";

/** A failure as standard error shows it. The stack trace only when asked for. */
export function failureText(failure: Failure, verbose: boolean): string {
  const { bold, red, dim } = colours(process.stderr);
  const lines = [`${bold(red(`Error ${failure.code}:`))} ${printable(failure.message)}`, printable(failure.wayOut)];
  if (verbose) lines.push("", dim(printable(traces(failure))));
  return `${lines.join("\n")}\n`;
}

function traces(error: Error): string {
  const stack = error.stack ?? String(error);
  return error.cause instanceof Error ? `${stack}\nCaused by: ${traces(error.cause)}` : stack;
}
