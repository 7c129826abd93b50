import type { Command } from "commander";
import { NOT_DUE } from "../../shared/service";
import { applyConfig } from "../config/apply-config";
import { filesInput, openFiles } from "../inputs/make-input";
import { refuseTwoInputs } from "../inputs/table-file";
import { readWhen } from "../inputs/when";
import type { Engine } from "../publish/engine";
import { figuresOf } from "../publish/guard";
import { configured } from "../run/configured";
import { type RunRequest, type RunResult, troubleOf } from "../run/result";
import { run } from "../run/run";
import { storeSettings } from "../stores/settings";
import { failureText } from "../terminal/failure";
import { print, printJson } from "../terminal/output";
import { printable } from "../terminal/printable";
import { openProgress } from "../terminal/progress";
import { figuresText, reportText } from "../terminal/report";
import { reportJson } from "../terminal/report-json";
import { resultLine, runText } from "../terminal/run-text";
import { Failure, failureJson } from "../words/failure";
import { type OnPhase, Stopwatch } from "../words/progress";
import { checkCommand } from "./check-command";
import type { RunOptions } from "./run";
import { targetJson, targetLines } from "./target-results";
import { userName } from "./user-name";

/** Carries out the command `run`, and prints what came of it. */
export async function carryOutRun(command: Command): Promise<void> {
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
    const source = form === "files" ? filesSource(options) : await openSheet(options, command, onPhase);
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
  const figures = figuresOf(error);
  if (figures !== null) await print(`${figuresText(figures)}\n`);
}

type Source = Pick<RunRequest, "open" | "workbook">;

function filesSource(options: RunOptions): Source {
  const leads = required("leads", options.leads);
  const companies = required("companies", options.companies);
  refuseTwoInputs(leads, companies);
  return {
    open: async () => {
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

/** An unset variable of a shell leaves a reason empty, or makes the next option one. */
function requireReason(release: string | undefined): void {
  if (release === undefined || !/^\s*(--|$)/.test(release)) return;
  throw new Failure("USAGE", "--release needs a reason.", { way: "reason" });
}

function required(name: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw new Failure("USAGE", `The option --${name} <file> is missing.`, { way: "fileMissing" });
}

const NO_PROGRESS = { onPhase: () => {}, end: () => {} };

function say(sentence: string): void {
  process.stderr.write(`${printable(sentence)}\n`);
}
