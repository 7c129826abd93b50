import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import type { ExportRun } from "../../shared/service";
import type { Door, Request } from "../service/ask";
import { Failure } from "../words/failure";
import type { OnPhase } from "../words/progress";
import { configOption, jsonOption } from "./options";

interface AskOptions {
  url: string;
  spreadsheet?: string;
  keyFile?: string;
  keyId?: string;
  run?: string;
  release?: string;
  config?: string;
  json?: true;
}

const KEY_VARIABLE = "LEAD_EXPORT_KEY";
/** Between two questions after an export: the first pause, doubled each time, and the longest. */
const PAUSE_MS = { first: 100, longest: 1000 };

export function addAsk(program: Command): void {
  program
    .command("ask")
    .summary("ask a running service for an export, and wait for what comes of it")
    .description(
      "Asks a running service (lead-export serve) for an export, as the sheet's Export now does, and waits for what comes of it.\nEnds with the exit code that lead-export run would have had.",
    )
    .option("--url <address>", "where the service answers", "http://127.0.0.1:8080")
    .option("--spreadsheet <id>", "the workbook's id or address (default: the configuration's)")
    .option("--key-file <file>", `a file with the shared key (default: the variable ${KEY_VARIABLE}, if it is set)`)
    .option("--key-id <id>", "the id of that key, where the service knows several")
    .option("--run <id>", "wait for this export, and ask for none")
    .option("--release <reason>", "release the export of --run, which the publish guard stopped")
    .addOption(configOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
Examples:
  lead-export ask --spreadsheet 1AbC...xyz
  lead-export ask --url https://leads.example.com --key-file airflow-key --key-id airflow --json
  lead-export ask --run 0f8c... --release "the March list was entered twice"

The key is one of "hmac" in "service" of the service's configuration. Where nobody has to sign in, none is needed.`,
    )
    .action(ask);
}

async function ask(options: AskOptions): Promise<void> {
  const [{ openProgress }, { print, printJson }] = await Promise.all([
    import("../terminal/progress"),
    import("../terminal/output"),
  ]);
  const door = { url: await addressOf(options.url), key: await keyOf(options) };
  const { onPhase, end } = await openProgress();
  const run = await followed(door, await requestOf(options), onPhase).finally(end);
  process.exitCode = await exitOf(run);
  if (options.json) return printJson(run);
  await print(await resultText(run));
  process.stderr.write(await errorOf(run));
}

/** Asks, and asks after what comes of it until that has ended. */
async function followed(door: Door, request: Request, onPhase: OnPhase): Promise<ExportRun> {
  const { askService } = await import("../service/ask");
  let run = await askService(door, { ...request, idempotencyKey: randomUUID() });
  // What was asked for goes on without whoever waits.
  process.removeAllListeners("SIGINT");
  process.on("SIGINT", () => {
    process.stderr.write(`\nThe export goes on. See what comes of it with: lead-export ask --run ${run.id}\n`);
    process.exit(130);
  });
  for (let pause = PAUSE_MS.first; run.state === "running"; pause = Math.min(PAUSE_MS.longest, 2 * pause)) {
    if (run.phase !== null) onPhase(run.phase, run.progress ?? undefined);
    await sleep(pause);
    run = await askService(door, { method: "GET", path: pathOf(run.id) });
  }
  return run;
}

const pathOf = (id: string) => `/v1/exports/${encodeURIComponent(id)}`;

async function requestOf({ run, release, spreadsheet, config }: AskOptions): Promise<Request> {
  if (release !== undefined) {
    if (run === undefined) throw typedWrong("--release needs --run: which export is released.");
    return { method: "POST", path: `${pathOf(run)}/release`, body: { reason: release } };
  }
  if (run !== undefined) return { method: "GET", path: pathOf(run) };
  const [{ readConfig }, { readSpreadsheetId }] = await Promise.all([
    import("../config/config"),
    import("../inputs/workbook/url"),
  ]);
  const named = spreadsheet ?? readConfig(config).spreadsheet;
  if (named === undefined) throw typedWrong("No workbook is named.");
  return { method: "POST", path: "/v1/exports", body: { workbook: readSpreadsheetId(named) } };
}

function typedWrong(sentence: string): Failure {
  return new Failure("USAGE", sentence, { way: "help", suggestion: "", command: "ask " });
}

async function keyOf({ keyFile, keyId = "" }: AskOptions) {
  const { [KEY_VARIABLE]: set } = process.env;
  if (keyFile === undefined && set === undefined) return null;
  const { readKeys } = await import("../service/signature");
  const [key] = readKeys([{ id: keyId, ...(keyFile === undefined ? { env: KEY_VARIABLE } : { file: keyFile }) }]);
  return key;
}

async function addressOf(text: string): Promise<string> {
  const { readServerUrl } = await import("../words/server-url");
  const { origin, pathname } = readServerUrl("--url", text, "serviceAddress");
  return `${origin}${pathname.replace(/\/+$/, "")}`;
}

async function exitOf({ state, error }: ExportRun): Promise<number> {
  const [{ EXIT }, { FAILURES }] = await Promise.all([import("../words/exit"), import("../words/failures/table")]);
  if (error === null) return EXIT.ok;
  const known = Object.entries(FAILURES).find(([code]) => code === error.code);
  return known?.[1].exit ?? (state === "stopped" ? EXIT.guard : EXIT.other);
}

async function resultText({ state, result }: ExportRun): Promise<string> {
  if (result === null) return "";
  const { figuresText } = await import("../terminal/report");
  const { snapshot, dashboard } = result;
  const how = state === "unchanged" ? "nothing changed since" : "just published";
  const where = snapshot === null ? [] : [`\nSnapshot   ${snapshot}, ${how}`];
  if (dashboard !== null) where.push(`Dashboard  ${dashboard}`);
  return `${figuresText({ ...result, problems: [...result.problems], notices: [...result.notices] })}${where.map((line) => `${line}\n`).join("")}`;
}

async function errorOf({ id, error, mayRelease }: ExportRun): Promise<string> {
  if (error === null) return "";
  const { errorText } = await import("../terminal/failure");
  const release = mayRelease ? `Release it with: lead-export ask --run ${id} --release "why it is right"\n` : "";
  return `${errorText(error)}${release}`;
}
