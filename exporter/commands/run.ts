import { type Command, Option } from "commander";
import type { EmrSettings } from "../config/spark-settings";
import type { SheetOptions } from "../inputs/sheet-source";
import { exitCodesText } from "../terminal/exit-codes";
import { Failure } from "../words/failure";
import { asOfOption, configOption, dateOrderOption, jsonOption, outOption, zoneOption } from "./options";

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
    .action(async (_, command: Command) => {
      // What a run needs is loaded at once.
      const { carryOutRun } = await import("./carry-out-run");
      await carryOutRun(command);
    });
}

function collectSetting(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const [, key, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (key === undefined) throw new Failure("USAGE", `--spark-conf ${text} is no setting.`, { way: "sparkConf" });
  return { ...before, [key]: value };
}
