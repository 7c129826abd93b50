import { CommanderError } from "commander";
import { ENDING_SIGNALS, endOnSignals, unlessEnding } from "../stores/before-end";
import { protectFiles } from "../stores/protect-files";
import { failureText } from "../terminal/failure";
import { printJson, watchOutput } from "../terminal/output";
import { asFailure, failureJson } from "../words/failure";
import { makeProgram } from "./program";
import { usageFailure } from "./usage";

/** Carries out the command that was typed, and says what went wrong with it. */
export async function start(typed: readonly string[]): Promise<void> {
  watchOutput();
  protectFiles("owner");
  endOnSignals(ENDING_SIGNALS, (sentences) => process.stderr.write(`\n${sentences}\n`));
  const program = makeProgram();
  const command = program.commands.find((known) => known.name() === typed.find((word) => !word.startsWith("-")));
  const words = command?.name() === "sql" ? typed.map(statementAsTyped) : typed;
  try {
    if (words.length === 0) program.outputHelp();
    else await program.parseAsync(words, { from: "user" });
  } catch (error) {
    // Help and the version end so too.
    if (error instanceof CommanderError && error.exitCode === 0) return;
    await unlessEnding();
    const failure = error instanceof CommanderError ? usageFailure(error, command?.name() ?? "") : asFailure(error);
    process.exitCode = failure.exit;
    process.stderr.write(failureText(failure, program.opts().verbose === true));
    if (!typed.includes("--json")) return;
    if (command?.name() !== "run") return printJson({ error: failureJson(failure) });
    const { failedRun } = await import("./failed-run");
    // What is typed wrong says nothing of the rest: the usual folder is nobody's then.
    await printJson(await failedRun(failure, error instanceof CommanderError ? {} : command.opts()));
  }
}

/** A statement may begin with a comment, and is then no option. */
function statementAsTyped(word: string): string {
  return /^--(?:\s|.*\n)/.test(word) ? ` ${word}` : word;
}
