import { CommanderError } from "commander";
import { makeProgram } from "./commands/program";
import { failedRun } from "./commands/run";
import { usageFailure } from "./commands/usage";
import { ENDING_SIGNALS, endOnSignals, unlessEnding } from "./stores/before-end";
import { protectFiles } from "./stores/protect-files";
import { failureText } from "./terminal/failure";
import { printJson, watchOutput } from "./terminal/output";
import { asFailure, type Failure, failureJson } from "./words/failure";

watchOutput();
protectFiles("owner");
endOnSignals(ENDING_SIGNALS, (sentences) => process.stderr.write(`\n${sentences}\n`));

const program = makeProgram();
const typed = process.argv.slice(2);
const command = program.commands.find((known) => known.name() === typed.find((word) => !word.startsWith("-")));
try {
  if (typed.length === 0) program.outputHelp();
  else await program.parseAsync(typed.map(statementAsTyped), { from: "user" });
} catch (error) {
  // Help and the version end so too.
  if (!(error instanceof CommanderError && error.exitCode === 0)) await report(error);
}

/** A statement may begin with a comment, and is then no option. */
function statementAsTyped(word: string): string {
  return command?.name() === "sql" && /^--(?:\s|.*\n)/.test(word) ? ` ${word}` : word;
}

async function report(error: unknown): Promise<void> {
  await unlessEnding();
  const failure = toFailure(error);
  process.exitCode = failure.exit;
  process.stderr.write(failureText(failure, program.opts().verbose === true));
  if (!typed.includes("--json")) return;
  const isRun = command?.name() === "run";
  // What is typed wrong says nothing of the rest: the usual folder is nobody's then.
  const options = error instanceof CommanderError ? {} : (command?.opts() ?? {});
  await printJson(isRun ? await failedRun(failure, options) : { error: failureJson(failure) });
}

function toFailure(error: unknown): Failure {
  if (error instanceof CommanderError) return usageFailure(error, command?.name() ?? "");
  return asFailure(error);
}
