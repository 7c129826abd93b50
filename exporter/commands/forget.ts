import type { Command } from "commander";
import type { Person } from "../inputs/person";
import type { Store } from "../stores/store";
import { Failure } from "../words/failure";
import { configOption, jsonOption, outOption } from "./options";
import { userName } from "./user-name";

interface ForgetOptions {
  firstName?: string;
  lastName?: string;
  company?: string;
  country?: string;
  row?: string;
  snapshot?: string;
  dryRun?: true;
  json?: true;
}

export function addForget(program: Command): void {
  program
    .command("forget")
    .summary("remove one person from all snapshots and copies")
    .description(
      "Removes the rows of one person from all snapshots and raw copies, the site and the targets of the configuration, and proves it by reading all of them again. Delete the person in the workbook first: the next run brings back what still stands there.",
    )
    .option("--first-name <name>", "the person's first name, however it is written")
    .option("--last-name <name>", "the person's last name")
    .option("--company <name>", "only at this company (default: at any)")
    .option("--country <name>", "only in this country (default: in any)")
    .option("--row <number>", "or the person whose row of Leads this is")
    .option("--snapshot <name>", "with --row: in this snapshot (default: in the current one)")
    .option("--dry-run", "only count the rows")
    .addOption(outOption())
    .addOption(configOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
Examples:
  lead-export forget --row 214 --dry-run
  lead-export forget --row 214
  lead-export forget --first-name Ada --last-name Obi --company Acme

docs/privacy.md says what to do before and after.`,
    )
    .action(forgetCommand);
}

async function forgetCommand(options: ForgetOptions, command: Command): Promise<void> {
  const [
    { applyPlaceConfig },
    { ASSETS },
    { readConfig },
    { openStore },
    { recognise },
    { forgetEverywhere, notForgotten },
    { openProgress },
    output,
    { forgottenJson, forgottenWords, unreachedBy },
  ] = await Promise.all([
    import("../config/apply-config"),
    import("../config/assets"),
    import("../config/config"),
    import("../stores/open-store"),
    import("../inputs/person"),
    import("../run/forget-everywhere"),
    import("../terminal/progress"),
    import("../terminal/output"),
    import("./forget-results"),
  ]);
  const place = applyPlaceConfig(command);
  const isTheirs = recognise(await personOf(options, await openStore(place)));
  const isDry = options.dryRun === true;
  const { onPhase, end } = await openProgress();
  const how = { isDry, by: userName() };
  const found = await forgetEverywhere(place, isTheirs, how, ASSETS.dashboard, onPhase).finally(end);
  const unreached = unreachedBy(readConfig(command.getOptionValue("config")), place.out);
  if (options.json) await output.printJson(forgottenJson(found, isDry, unreached));
  else await output.print(forgottenWords(found, isDry, unreached));
  const failure = notForgotten(found.targets);
  if (failure === undefined) return;
  const { failureText } = await import("../terminal/failure");
  process.exitCode = failure.exit;
  process.stderr.write(failureText(failure, false));
}

async function personOf(
  { firstName, lastName, company, country, row, snapshot }: ForgetOptions,
  store: Store,
): Promise<Person> {
  const isNamed = firstName !== undefined || lastName !== undefined || company !== undefined || country !== undefined;
  if (row !== undefined && !isNamed) {
    if (!/^[1-9]\d*$/.test(row)) throw new Failure("USAGE", `${row} is no row.`, { way: "person" });
    const { personInRow } = await import("../publish/person-in-row");
    return personInRow(store, Number(row), snapshot);
  }
  if (row !== undefined) throw new Failure("USAGE", "Both a row and a name are given.", { way: "person" });
  if (firstName === undefined || lastName === undefined) {
    throw new Failure("USAGE", "Whom to forget is not said.", { way: "person" });
  }
  return {
    first_name: firstName,
    last_name: lastName,
    ...(company !== undefined && { company }),
    ...(country !== undefined && { country }),
  };
}
