import type { Command, CommanderError } from "commander";
import { Failure } from "../words/failure";

/** Commander's messages in this program's words. */
const REWORDED: [RegExp, string][] = [
  [/^option '(.+)' argument missing$/, "The option $1 needs a value"],
  [/^missing required argument '(.+)'$/, "The $1 is missing"],
  [/^unknown option '(.+)'$/, "There is no option $1"],
  [/^unknown command '(.+)'$/, "There is no command $1"],
  [/^\(outputHelp\)$/, "There is no such command to show the help of"],
];

/** A mistake on the command line as a Failure. `command` is what was typed, '' when that is no command. */
export function usageFailure(error: CommanderError, command: string): Failure {
  const [first = "", ...rest] = error.message.replace(/^error: /, "").split("\n");
  const words = REWORDED.reduce((text, [pattern, ours]) => text.replace(pattern, ours), first);
  const sentence = `${words.charAt(0).toUpperCase()}${words.slice(1)}.`.replace(/\.\.$/, ".");
  const suggestion = rest.join(" ").replace(/^\((.*)\)$/, "$1 ");
  return new Failure("USAGE", sentence, { way: "help", suggestion, command: command === "" ? "" : `${command} ` });
}

/** What an empty value of these lacks is said in their own words. */
const IN_OWN_WORDS = new Set(["release"]);

/** Refuses what is typed empty, as a shell's unset variable leaves it: an empty path would mean the folder where the person happens to be. */
export function refuseEmpty(command: Command): void {
  const options = command.options.filter(
    (option) => command.getOptionValueSource(option.attributeName()) === "cli" && !IN_OWN_WORDS.has(option.name()),
  );
  const typed = [
    ...options.map((option) => [`--${option.name()}`, command.getOptionValue(option.attributeName())]),
    ...command.registeredArguments.map((argument, i) => [`The ${argument.name()}`, command.processedArgs[i]]),
  ];
  const empty = typed.find(([, value]) =>
    [value].flat().some((word) => typeof word === "string" && /^\s*$/.test(word)),
  );
  if (empty !== undefined) throw new Failure("USAGE", `${empty[0]} is empty.`, { way: "empty" });
}
