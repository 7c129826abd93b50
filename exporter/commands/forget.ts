import type { Command } from "commander";
import type { TargetSettings } from "../config/target-settings";
import type { Person } from "../inputs/person";
import type { PersonRows } from "../publish/forget";
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
      "Removes the rows of one person from all snapshots and raw copies, and proves it by reading all of them again. Delete the person in the workbook first: the next run brings back what still stands there.",
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
    { findPerson, forget },
    { showCurrent },
    { openProgress },
    output,
  ] = await Promise.all([
    import("../config/apply-config"),
    import("../config/assets"),
    import("../config/config"),
    import("../stores/open-store"),
    import("../inputs/person"),
    import("../publish/forget"),
    import("../run/pages"),
    import("../terminal/progress"),
    import("../terminal/output"),
  ]);
  const place = applyPlaceConfig(command);
  const store = await openStore(place);
  const isTheirs = recognise(await personOf(options, store));
  const isDry = options.dryRun === true;
  const { onPhase, end } = await openProgress();
  const working = isDry ? findPerson(store, isTheirs, onPhase) : forget(store, isTheirs, userName(), Date.now, onPhase);
  const found = await working.finally(end);
  // Snapshots have other names now: links to them are made anew.
  if (!isDry && found.snapshots.length > 0) await showCurrent(place, store, ASSETS.dashboard);
  if (options.json) return output.printJson({ dry_run: isDry, proven: !isDry, ...found });
  await output.print(
    `${[await wordsOf(found, isDry), ...elsewhere(readConfig(command.getOptionValue("config")).targets)].join("\n")}\n`,
  );
}

/** What else has copies of the snapshots, and what to do there. */
function elsewhere(targets: readonly TargetSettings[] = []): string[] {
  return targets.map((target) =>
    target.kind === "store"
      ? `${target.out} has snapshots too: do the same with --out ${target.out}`
      : "A database has tables too: lead-export postgres load, and docs/privacy.md for its history",
  );
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

async function wordsOf({ snapshots, copies }: PersonRows, isDry: boolean): Promise<string> {
  const { countOf } = await import("../../shared/numbers");
  const lines = [
    ...snapshots.map(({ snapshot, rows, now }) => {
      const each = Object.entries(rows).map(([path, count]) => `${count} of ${path}`);
      return `  ${snapshot}: ${each.join(", ")}${now === null ? "" : `; now ${now}`}`;
    }),
    ...copies.map(({ copy, rows }) => `  ${copy}: ${countOf(rows, "row")}`),
  ];
  if (lines.length === 0) return "No row of this person is in any snapshot or copy.";
  const places = countOf(lines.length, "place");
  if (isDry) return `Would remove the rows of this person from ${places}:\n${lines.join("\n")}`;
  return `Removed the rows of this person from ${places}; all that is left was read again and holds none:\n${lines.join("\n")}`;
}
