import { type Command, InvalidArgumentError } from "commander";
import type { PostgresSettings } from "../config/target-settings";
import { Failure, failureJson } from "../words/failure";
import { configOption, jsonOption, outOption } from "./options";

interface InitOptions {
  config?: string;
  schema?: string;
  reader: string;
  connections: number;
  passwordFile?: string;
  adminUrlFile?: string;
  adminUrlEnv?: string;
  apply?: true;
  json?: true;
}

export function addPostgres(program: Command): void {
  const postgres = program
    .command("postgres")
    .summary("prepare and fill the PostgreSQL databases of the configuration")
    .description("Prepares and fills the PostgreSQL databases that the configuration names as targets.")
    .addHelpText(
      "after",
      `
Examples:
  lead-export postgres init
  lead-export postgres init --apply
  lead-export postgres load

In the configuration (docs/running.md says more):
  "targets": [{ "kind": "postgres", "urlEnv": "LEADS_DATABASE", "schema": "leads" }]`,
    );
  postgres
    .command("init")
    .summary("show, or with --apply run, the SQL that lets readers in")
    .description(
      "Shows the SQL that makes the schema and one read-only role for all readers, with a limit of connections. With --apply it is run, all or nothing.",
    )
    .addOption(configOption())
    .option("--schema <name>", "which target, where the configuration has several")
    .option("--reader <role>", "the role of the readers", "lead_reader")
    .option("--connections <number>", "how many connections it may have at once", readCount, 20)
    .option("--password-file <file>", "its password, alone in a file (default: it keeps the one it has)")
    .option("--admin-url-file <file>", "a file with the address of who may make roles (default: the target's own)")
    .option("--admin-url-env <name>", "a variable with that address instead")
    .option("--apply", "run the SQL")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
Examples:
  lead-export postgres init
  lead-export postgres init --password-file reader-password --admin-url-env ADMIN_DATABASE --apply`,
    )
    .action(initCommand);
  postgres
    .command("load")
    .summary("bring the databases to the current snapshot now")
    .description(
      "Brings the databases to the current snapshot, as every run does: after restore, or when what kept one away is put right.",
    )
    .addOption(configOption())
    .addOption(outOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
Example:
  lead-export postgres load`,
    )
    .action(loadCommand);
}

async function initCommand(options: InitOptions): Promise<void> {
  const { schema, reader, connections, adminUrlFile, adminUrlEnv, apply = false } = options;
  const [{ letReadersIn }, { scramVerifier }, { print, printJson }] = await Promise.all([
    import("../targets/postgres/readers"),
    import("../targets/postgres/scram"),
    import("../terminal/output"),
  ]);
  const target = oneOf(await configured(options.config), schema);
  const password = options.passwordFile === undefined ? null : await readPassword(options.passwordFile);
  const admin =
    adminUrlFile === undefined && adminUrlEnv === undefined ? null : { urlFile: adminUrlFile, urlEnv: adminUrlEnv };
  const readers = { role: reader, connections, verifier: password === null ? null : scramVerifier(password) };
  const plan = await letReadersIn(target, admin, readers, apply);
  if (options.json) return printJson({ applied: plan.isApplied, sql: plan.sql, reader: plan.address });
  await print(`${plan.sql.join("\n")}\n\n`);
  if (!apply)
    return print("Nothing is changed yet: run this as an administrator of the database, or let --apply do it.\n");
  const missing =
    password === null
      ? `Unless it has one, give it a password: \\password ${reader} in psql, or --password-file.\n`
      : "";
  await print(
    `Done. Readers connect to ${plan.address}, with ${connections} connections at most for all of them.\n${missing}`,
  );
}

async function loadCommand({ config, json }: { config?: string; json?: true }, command: Command): Promise<void> {
  const [
    { applyPlaceConfig },
    { loadCurrent },
    { notLoaded },
    { openProgress },
    { print, printJson },
    { failureText },
  ] = await Promise.all([
    import("../config/apply-config"),
    import("../run/load-targets"),
    import("../run/result"),
    import("../terminal/progress"),
    import("../terminal/output"),
    import("../terminal/failure"),
  ]);
  const targets = await configured(config);
  const place = applyPlaceConfig(command);
  const progress = await openProgress();
  const { snapshot, loaded } = await loadCurrent(place, targets, progress.onPhase).finally(progress.end);
  const failure = notLoaded(snapshot, loaded);
  const { targetJson, targetLines } = await import("./target-results");
  if (json) {
    await printJson({ snapshot, targets: loaded.map(targetJson), ...(failure && { error: failureJson(failure) }) });
  } else {
    await print([`Snapshot ${snapshot} is current.`, ...targetLines(loaded), ""].join("\n"));
  }
  if (failure === undefined) return;
  process.exitCode = failure.exit;
  process.stderr.write(failureText(failure, false));
}

async function configured(config: string | undefined): Promise<PostgresSettings[]> {
  const { readConfig } = await import("../config/config");
  const { targets = [] } = readConfig(config);
  const found = targets.filter((target) => target.kind === "postgres");
  if (found.length > 0) return found;
  throw new Failure("POSTGRES_NOT_CONFIGURED", "The configuration has no target of the kind postgres.", {
    way: "none",
  });
}

function oneOf(targets: readonly PostgresSettings[], schema: string | undefined): PostgresSettings {
  const named = schema === undefined ? targets : targets.filter((target) => target.schema === schema);
  if (named.length === 1) return named[0];
  const what =
    named.length === 0 ? `no PostgreSQL target with the schema ${schema}` : "several such PostgreSQL targets";
  throw new Failure("POSTGRES_NOT_CONFIGURED", `The configuration has ${what}.`, { way: "several" });
}

async function readPassword(path: string): Promise<string> {
  const { readFile } = await import("node:fs/promises");
  const text = await readFile(path, "utf8").catch((cause) => {
    throw new Failure("READER_PASSWORD_MISSING", `The file ${path} with the password of the readers cannot be read.`, {
      cause,
    });
  });
  // An editor ends the line.
  const password = text.replace(/\r?\n$/, "");
  if (password !== "") return password;
  throw new Failure("READER_PASSWORD_MISSING", `The file ${path} with the password of the readers is empty.`);
}

function readCount(typed: string): number {
  const count = Number(typed);
  if (!/^\d+$/.test(typed) || count < 1 || count > 10_000)
    throw new InvalidArgumentError("It must be a whole number from 1 to 10000.");
  return count;
}
