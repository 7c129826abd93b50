import type { ServiceError } from "../../shared/service";
import type { Failure } from "../words/failure";
import { colours } from "./colour";
import { printable } from "./printable";

/** A failure as standard error shows it. The stack trace only when asked for. */
export function failureText(failure: Failure, verbose: boolean): string {
  const { code, message: sentence, wayOut } = failure;
  const trace = verbose ? `\n${colours(process.stderr).dim(printable(traces(failure)))}\n` : "";
  return `${errorText({ code, sentence, wayOut })}${trace}`;
}

/** The same of what a service says went wrong. */
export function errorText({ code, sentence, wayOut }: ServiceError): string {
  const { bold, red } = colours(process.stderr);
  return `${bold(red(`Error ${code}:`))} ${printable(sentence)}\n${printable(wayOut)}\n`;
}

function traces(error: Error): string {
  const stack = error.stack ?? String(error);
  return error.cause instanceof Error ? `${stack}\nCaused by: ${traces(error.cause)}` : stack;
}
