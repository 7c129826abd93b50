import { userInfo } from "node:os";
import type { Command } from "commander";
import { EXIT, Failure } from "../failure";
import { asOfOption, dateOrderOption, jsonOption, outOption, zoneOption } from "./options";
import { readWhen, type WhenOptions } from "./when";

export interface RunOptions extends WhenOptions {
  leads?: string;
  companies?: string;
  out: string;
  release?: string;
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
    .option("--leads <file>", "the Leads table, CSV or JSON, also gzipped (required)")
    .option("--companies <file>", "the Companies table (required)")
    .addOption(outOption())
    .addOption(asOfOption())
    .addOption(zoneOption())
    .addOption(dateOrderOption())
    .option("--release <reason>", "publish although the guard would stop it, and say why")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
Examples:
  lead-export run --leads sample/leads.csv --companies sample/companies.csv
  lead-export run --leads leads.json.gz --companies companies.csv --out ./out --zone Africa/Lagos --json`,
    )
    .action(runCommand);
}

async function runCommand(options: RunOptions): Promise<void> {
  const leads = required("leads", options.leads);
  const companies = required("companies", options.companies);
  const when = readWhen(options);
  const [{ run }, { Stopwatch }, { openProgress }, { print, printJson }] = await Promise.all([
    import("../run/run"),
    import("../run/progress"),
    import("../terminal/progress"),
    import("../terminal/output"),
  ]);
  process.stderr.write(`${when.sentence}\n`);
  const watch = new Stopwatch();
  let phase: string | null = null;
  const progress = await openProgress();
  const { out } = options;
  const { asOf, zone, dateOrder } = when;
  const result = await run({
    leads,
    companies,
    out,
    asOf,
    zone,
    dateOrder,
    release: options.release ?? null,
    requestedBy: userName(),
    onPhase: (next, fraction) => {
      if (next !== phase) watch.start(next);
      phase = next;
      progress.onPhase(next, fraction);
    },
  }).finally(progress.end);
  watch.start(null);
  if (options.json) {
    const { reportJson } = await import("../terminal/report-json");
    const { published, reason, report, files } = result;
    await printJson({ published, reason, ...reportJson(report), files });
  } else {
    const { reportText } = await import("../terminal/report");
    const what = result.reason ?? `Published snapshot ${result.report.snapshot}.`;
    await print(`${what}\n\n${reportText(result.report, out)}`);
  }
  if (process.env.LEAD_EXPORT_PHASES === "1") process.stderr.write(`phases ${JSON.stringify(watch.phases)}\n`);
}

/** The JSON object of a run that failed: the keys of any run, with what the failure is. */
export async function failedRun(failure: Failure, options: Partial<RunOptions>): Promise<object> {
  const [{ readCurrent }, { failureJson }] = await Promise.all([
    import("../publish/current"),
    import("../terminal/failure"),
  ]);
  const current = options.out === undefined ? null : await readCurrent(options.out).catch(() => null);
  const when = known(() => readWhen({ dateOrder: "mdy", ...options }));
  return {
    published: false,
    reason: failure.message,
    snapshot: current?.snapshot ?? null,
    as_of: when === null ? null : new Date(when.asOf).toISOString(),
    zone: when?.zone.name ?? null,
    // Nothing was counted to the end; zeros would be a statement about the tables.
    counts: null,
    answers: {},
    notices: [],
    files: [],
    error: failureJson(failure),
  };
}

function required(name: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw new Failure("USAGE", EXIT.usage, `The option --${name} <file> is missing.`, "See: lead-export run --help");
}

function known<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** Who asked, for the manifest. A container may run as a user without a name. */
function userName(): string {
  return known(() => userInfo().username) ?? `user ${process.getuid?.() ?? "unknown"}`;
}
