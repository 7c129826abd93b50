import { type Command, Option } from "commander";
import { NOT_DUE } from "../../shared/service";
import type { EmrSettings } from "../config/spark-settings";
import type { SheetOptions } from "../inputs/sheet-source";
import type { Engine } from "../publish/engine";
import type { RunRequest, RunResult } from "../run/result";
import { storeSettings } from "../stores/settings";
import { exitCodesText } from "../terminal/exit-codes";
import { failureText } from "../terminal/failure";
import { printable } from "../terminal/printable";
import { Failure, failureJson } from "../words/failure";
import type { OnPhase } from "../words/progress";
import { checkCommand } from "./check-command";
import { asOfOption, configOption, dateOrderOption, jsonOption, outOption, zoneOption } from "./options";
import { targetJson, targetLines } from "./target-results";
import { userName } from "./user-name";

export interface RunOptions extends Omit<SheetOptions, "spreadsheet" | "isDateOrderAsked"> {
  leads?: string;
  companies?: string;
  spreadsheet?: string;
  release?: string;
  retry?: true;
  ifDue?: true;
  dryRun?: true;
  engine: "own" | "spark";
  master?: string;
  connect?: string;
  connectCa?: string;
  sparkSubmit?: string;
  sparkNode: string;
  sparkConf: Readonly<Record<string, string>>;
  sparkFolder?: string;
  /** Only in the configuration file. */
  emr?: EmrSettings;
  answers?: true;
  quiet?: true;
  json?: true;
}

export function addRun(program: Command): void {
  program
    .command("run")
    .summary("check both tables, publish a snapshot, answer the questions")
    .description(
      "Checks both tables, publishes a snapshot with Parquet files and a dashboard, and answers the questions.",
    )
    // Not requiredOption(): that would hide the better message about a misspelt --leads.
    .option("--leads <file>", "the Leads table, CSV or JSON, also gzipped; - for standard input")
    .option("--companies <file>", "the Companies table")
    .option("--spreadsheet <id>", "a Google Sheets workbook instead of files: its id or its address")
    .option("--leads-tab <title>", "the workbook's tab with the leads", "Leads")
    .option("--companies-tab <title>", "the workbook's tab with the companies", "Companies")
    .option("--key-file <file>", "key of a service account (default: Google's application default credentials)")
    .option("--sheets-url <url>", "a local Sheets API instead of Google's (or set LEAD_EXPORT_SHEETS_URL)")
    .addOption(configOption())
    .addOption(outOption())
    .addOption(asOfOption())
    .addOption(zoneOption())
    .addOption(dateOrderOption())
    .option("--release <reason>", "publish although the guard would stop it, and say why")
    .addOption(
      new Option("--dry-run", "do all but publish, load targets and tell the workbook").conflicts(["retry", "ifDue"]),
    )
    .option("--retry", "for runs nobody watches: try once more after five minutes, and mail what failed")
    .option("--if-due", "do nothing when a run has gone well already today: for a scheduler that asks every hour")
    .addOption(new Option("--engine <engine>", "what does the work").choices(["own", "spark"]).default("own"))
    .option("--master <url>", "with --engine spark: its master, e.g. local[2], spark://host:7077, yarn, k8s://...")
    .option("--connect <address>", "or with a Spark Connect server: sc://host:15002, as its clients write it")
    .option("--connect-ca <file>", "the certificates to trust when it speaks TLS (default: the system's)")
    .option("--spark-submit <program>", "the program (default: that of SPARK_HOME, or of the PATH)")
    .option("--spark-conf <key=value>", "a setting of Spark's; may be given several times", collectSetting, {})
    .option("--spark-node <program>", "Node.js on the executors, version 20 or newer", "node")
    .option("--spark-folder <place>", "where they share no disk with this machine: s3a://BUCKET/PREFIX, gs://...")
    .option("--answers", "print the answers in full too")
    .option("--quiet", "print nothing unless something is wrong")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
Examples:
  lead-export run --leads sample/leads.csv --companies sample/companies.csv
  lead-export run --leads leads.json.gz --companies companies.csv --out ./out --zone Africa/Lagos --json
  lead-export run --spreadsheet 1AbC...xyz --key-file key.json
  lead-export run --retry --if-due --config /etc/lead-export/lead-export.config.json
  lead-export run --leads 'leads/*.parquet' --companies companies.csv --engine spark --master 'local[2]'
  lead-export run --leads leads.csv --companies companies.csv --engine spark --connect sc://spark.example.com:15002

${exitCodesText()}`,
    )
    .action(runCommand);
}

async function runCommand(typed: RunOptions, command: Command): Promise<void> {
  if (typed.leads !== undefined && typed.companies !== undefined) {
    const { startEarly } = await import("../threads/other-threads");
    startEarly(typed.leads, typed.companies);
  }
  const [
    { applyConfig },
    { readWhen },
    { configured },
    { run },
    { troubleOf },
    { Stopwatch },
    { openProgress },
    { printJson },
  ] = await Promise.all([
    import("../config/apply-config"),
    import("../inputs/when"),
    import("../run/configured"),
    import("../run/run"),
    import("../run/result"),
    import("../words/progress"),
    import("../terminal/progress"),
    import("../terminal/output"),
  ]);
  const form = applyConfig(command);
  const options: RunOptions = command.opts();
  const watch = new Stopwatch();
  const attempt = async (options: RunOptions) => {
    // What is typed wrong is said before anything is read.
    readWhen(options);
    requireReason(options.release);
    let phase: string | null = null;
    const onPhase: OnPhase = (next, fraction) => {
      if (next !== phase) watch.start(next);
      phase = next;
      progress.onPhase(next, fraction);
    };
    const source = form === "files" ? await filesSource(options) : await openSheet(options, command, onPhase);
    const progress = options.quiet ? NO_PROGRESS : await openProgress();
    return run({
      ...configured(options),
      ...source,
      release: options.release ?? null,
      dryRun: options.dryRun,
      ifDue: options.ifDue,
      engine: options.engine === "spark" ? await openSpark(options) : undefined,
      requestedBy: userName(),
      checkCommand: (tab) => checkCommand({ ...options, ...(form === "workbook" && options.fallback) }, tab),
      onPhase,
    })
      .finally(progress.end)
      .catch(async (error) => {
        if (!options.json) await printFigures(error);
        throw error;
      });
  };
  const result = options.retry
    ? await (await import("./unattended")).runUnattended(options, attempt)
    : await attempt(options);
  watch.start(null);
  const trouble = troubleOf(result);
  if (options.json) {
    const { reportJson } = await import("../terminal/report-json");
    const { published, reason, report, manifest, targets } = result;
    const error = trouble === undefined ? {} : { error: failureJson(trouble) };
    const copies = targets === undefined ? {} : { targets: targets.map(targetJson) };
    await printJson({ published, reason, ...reportJson(report), files: manifest.files, ...copies, ...error });
  } else if (!options.quiet) await printResult(result, options, form);
  if (trouble !== undefined) {
    process.exitCode = trouble.exit;
    process.stderr.write(failureText(trouble, command.optsWithGlobals().verbose === true));
  }
  if (process.env.LEAD_EXPORT_PHASES === "1") process.stderr.write(`phases ${JSON.stringify(watch.phases)}\n`);
}

/** For a person: what was found, then what came of it in one line. */
async function printResult(result: RunResult, options: RunOptions, form: "files" | "workbook"): Promise<void> {
  const [{ reportText }, { runText, resultLine }, { print }] = await Promise.all([
    import("../terminal/report"),
    import("../terminal/run-text"),
    import("../terminal/output"),
  ]);
  const { out } = options;
  const { report, reason, targets } = result;
  if (report.notices.some(({ code }) => code === NOT_DUE)) return print(`${reason}\n`);
  const { leads, companies } = report.counts;
  const isHeld = form === "files" && leads.held + companies.held > 0;
  const lines = [
    ...targetLines(targets),
    ...(isHeld ? [`See each row: ${checkCommand(options, leads.held > 0 ? "Leads" : "Companies")}`] : []),
    resultLine(result, out),
  ];
  await print(`${options.answers ? reportText(report, out) : runText(report)}\n${lines.join("\n")}`);
}

/** What a person must know to release a run or not, before the reason it was stopped. */
async function printFigures(error: unknown): Promise<void> {
  const [{ figuresOf }, { figuresText }, { print }] = await Promise.all([
    import("../publish/guard"),
    import("../terminal/report"),
    import("../terminal/output"),
  ]);
  const figures = figuresOf(error);
  if (figures !== null) await print(`${figuresText(figures)}\n`);
}

type Source = Pick<RunRequest, "open" | "workbook">;

async function filesSource(options: RunOptions): Promise<Source> {
  const leads = required("leads", options.leads);
  const companies = required("companies", options.companies);
  const { refuseTwoInputs } = await import("../inputs/table-file");
  refuseTwoInputs(leads, companies);
  return {
    open: async () => {
      const { filesInput, openFiles } = await import("../inputs/make-input");
      // Spark reads what is in a store by itself.
      const open = options.engine === "spark" ? filesInput : openFiles;
      return open(leads, companies, options, options.quiet ? () => {} : say);
    },
  };
}

async function openSheet(options: RunOptions, command: Command, onPhase: OnPhase): Promise<Source> {
  const { sheetSource } = await import("../inputs/sheet-source");
  const isDateOrderAsked = command.getOptionValueSource("dateOrder") !== "default";
  const talk = options.quiet ? () => {} : say;
  return sheetSource({ ...options, spreadsheet: options.spreadsheet!, isDateOrderAsked }, onPhase, talk);
}

async function openSpark(options: RunOptions): Promise<Engine> {
  const { master, connect, connectCa, sparkSubmit, sparkConf: conf, sparkNode: node, sparkFolder: folder } = options;
  const how = { conf, node, folder, stores: storeSettings(options) };
  if (connect !== undefined && master !== undefined) {
    throw new Failure("USAGE", "Both a master and a Connect server are named.", { way: "sparkTwo" });
  }
  if (connect !== undefined) {
    const { connectedEngine } = await import("../spark/connect/connected-engine");
    return connectedEngine({ ...how, connect, connectCa, user: userName() });
  }
  if (master === undefined && options.emr !== undefined) {
    const { emrEngine } = await import("../spark/emr/emr-engine");
    return emrEngine({ ...how, emr: options.emr, onState: say });
  }
  if (master === undefined) throw new Failure("USAGE", "--engine spark needs a master.", { way: "sparkMaster" });
  const { submittedEngine } = await import("../spark/submitted-engine");
  return submittedEngine({ ...how, master, submit: sparkSubmit });
}

function collectSetting(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const [, key, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (key === undefined) throw new Failure("USAGE", `--spark-conf ${text} is no setting.`, { way: "sparkConf" });
  return { ...before, [key]: value };
}

const NO_PROGRESS = { onPhase: () => {}, end: () => {} };

function say(sentence: string): void {
  process.stderr.write(`${printable(sentence)}\n`);
}

/** The JSON object of a run that failed: the keys of any run, with what the failure is. */
export async function failedRun(failure: Failure, options: Partial<RunOptions>): Promise<object> {
  const [{ readWhen }, { openStore }, { readCurrent }, { figuresOf }] = await Promise.all([
    import("../inputs/when"),
    import("../stores/open-store"),
    import("../publish/current"),
    import("../publish/guard"),
  ]);
  const figures = figuresOf(failure);
  const { out } = options;
  const current =
    out === undefined
      ? null
      : await openStore({ ...options, out })
          .then(readCurrent)
          .catch(() => null);
  const when = known(() => readWhen({ dateOrder: "mdy", ...options }));
  return {
    published: false,
    reason: failure.message,
    snapshot: current?.snapshot ?? null,
    as_of: figures?.asOf ?? (when === null ? null : new Date(when.asOf).toISOString()),
    zone: figures?.zone ?? when?.zone.name ?? null,
    // `null` when nothing was counted to the end: zeros would be a statement about the tables.
    counts: figures?.counts ?? null,
    answers: {},
    compared: null,
    notices: figures?.notices ?? [],
    files: [],
    // Of a stop alone.
    ...(figures && { changes: figures.changes }),
    error: failureJson(failure),
  };
}

/** An unset variable of a shell leaves a reason empty, or makes the next option one. */
function requireReason(release: string | undefined): void {
  if (release === undefined || !/^\s*(--|$)/.test(release)) return;
  throw new Failure("USAGE", "--release needs a reason.", { way: "reason" });
}

function required(name: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw new Failure("USAGE", `The option --${name} <file> is missing.`, { way: "fileMissing" });
}

function known<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
