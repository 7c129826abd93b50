import { Command } from "commander";
import { description, version } from "../../package.json";
import { exitCodesText } from "../terminal/exit-codes";
import { addAnswers } from "./answers";
import { addAsk } from "./ask";
import { addCheck } from "./check";
import { addForget } from "./forget";
import { addHistory } from "./history";
import { addMail } from "./mail";
import { addPostgres } from "./postgres";
import { addPrune } from "./prune";
import { addQuestions } from "./questions";
import { addRestore } from "./restore";
import { addRun } from "./run";
import { addServe } from "./serve";
import { addSpark } from "./spark-emr";
import { addSql } from "./sql";
import { refuseEmpty } from "./usage";

/** The whole command line. It throws instead of ending the process, and leaves the printing of errors to its caller. */
export function makeProgram(): Command {
  const program = new Command("lead-export")
    .description(description)
    .version(version, "-v, --version", "print the version")
    .helpOption("-h, --help", "show this help")
    .helpCommand("help [command]", "show the help of a command")
    .option("--verbose", "show the stack trace of an error")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: () => {} })
    .hook("preAction", (_, command) => refuseEmpty(command))
    .exitOverride();
  // In the order in which a newcomer needs them.
  for (const add of [
    addRun,
    addCheck,
    addAnswers,
    addSpark,
    addSql,
    addHistory,
    addRestore,
    addPrune,
    addForget,
    addQuestions,
    addMail,
    addPostgres,
    addServe,
    addAsk,
  ])
    add(program);
  return program.addHelpText(
    "after",
    `
Examples:
  lead-export run --leads sample/leads.csv --companies sample/companies.csv
  lead-export check sample/leads.csv --companies sample/companies.csv
  lead-export run --help

${exitCodesText()}`,
  );
}
