import type { CommanderError } from "commander";
import { EXIT, Failure } from "../failure";

/** A mistake on the command line as a Failure. Commander's message ends in its suggestion, where it has one. */
export function usageFailure(error: CommanderError, command: string): Failure {
  const [first = "", ...rest] = error.message.replace(/^error: /, "").split("\n");
  const suggestion = rest.join(" ").replace(/^\((.*)\)$/, "$1");
  const sentence = `${first.charAt(0).toUpperCase()}${first.slice(1)}.`.replace(/\.\.$/, ".");
  const help = `See: lead-export ${command}--help`;
  return new Failure("USAGE", EXIT.usage, sentence, suggestion === "" ? help : `${suggestion} ${help}`);
}
