import { EXIT } from "../exit";
import type { FailureKind } from "./kind";

/** What is typed, and what is configured. */
export const COMMAND_LINE = {
  USAGE: {
    exit: EXIT.usage,
    when: "An option, or a setting that stands for one, cannot be as it is.",
    commandLine: {
      help: "{suggestion}See: lead-export {command}--help",
      workbookMissing: "Name it with --spreadsheet. See: lead-export run --help",
      workbookAndFiles: "Give either --spreadsheet, or --leads and --companies. See: lead-export run --help",
      fileMissing: "Give it, or a workbook with --spreadsheet. See: lead-export run --help",
      keep: 'Say so in "keep", as lead-export prune --help shows.',
      checkOne: "Name one file, or one workbook with --spreadsheet. See: lead-export check --help",
      person:
        "Name the person with --first-name and --last-name, or by a row of Leads with --row. See: lead-export forget --help",
      empty: "Give it a value, or leave it out: a variable that is not set leaves it empty.",
      fileForOther: "Name a file for the other.",
      sparkMaster:
        "Name it with --master, e.g. --master 'local[2]', a Connect server with --connect, or an application of EMR Serverless in the configuration.",
      sparkTwo: "Give either --master or --connect. See: lead-export run --help",
      connect: "Write it as sc://host:15002, or sc://host:15002/;use_ssl=true;user_id=me.",
      connectTls: "Have the server speak TLS and set ;use_ssl=true, or name a CA file with --connect-ca.",
      connectCa: "Name a file with certificates in PEM.",
      sparkConf: "Write it as key=value, e.g. --spark-conf spark.executor.memory=4g.",
      emrFolder: "Name a folder of one with --spark-folder s3://BUCKET/PREFIX.",
      emrInput: "Put both tables into a bucket, and name them as s3://BUCKET/KEY.",
      emrDryRun: "Add --dry-run; a run sends the request: lead-export run --engine spark",
      emrMissing: 'Name "application" and "role" in "emr" of the configuration; docs/emr.md shows it.',
      sparkFolder: "Write it as s3a://BUCKET/PREFIX (on EMR s3://...), or gs://BUCKET/PREFIX.",
      sparkInput: "Name a file, a folder or a pattern.",
      reason: 'Write why, e.g. --release "old leads were removed on purpose".',
      sheetsAddress: "Write it as http://127.0.0.1:8787, or leave it out to use Google's.",
      serviceAddress: "Write it as https://leads.example.com, or leave it out for a service on this machine.",
      spreadsheet: "Copy it from the workbook's address, the part between /d/ and /edit, or give the whole address.",
    },
    service: "Correct the configuration, then start the service again.",
  },
  CONFIG_MISSING: {
    exit: EXIT.usage,
    when: "The configuration file cannot be read.",
    commandLine: "Name another with --config, or leave the option out.",
  },
  CONFIG_BAD: {
    exit: EXIT.usage,
    when: "The configuration file holds what it must not, or not what it must.",
    commandLine: "Correct it; docs/configuration.md lists what may stand in it.",
  },
  BAD_ZONE: {
    exit: EXIT.usage,
    when: "There is no time zone of the name that was given.",
    commandLine: "{suggestion}Name a zone as Africa/Lagos, Europe/London, UTC or GMT-07:00.",
    sheet: "Choose another time zone in the workbook's settings, or tell whoever runs the exporter.",
    quote: "all",
  },
  BAD_AS_OF: {
    exit: EXIT.usage,
    when: "The instant to take as now is no date and time between the years 2000 and 2099.",
    commandLine:
      "Write it as 2026-11-22T12:00:00+01:00, 2026-11-22T11:00:00Z, or 2026-11-22 12:00 for the zone's own time.",
    service: "Set the clock of the machine right.",
    quote: "all",
  },
  OUTPUT_CLOSED: {
    exit: EXIT.other,
    when: "Standard output takes no more, as on a full disk.",
    commandLine:
      "Free some space or send the output elsewhere; what a run has published stays: lead-export history lists it.",
  },
  TEMPORARY_FOLDER: {
    exit: EXIT.other,
    when: "The folder for temporary files is missing, full or closed.",
    commandLine: "Set TMPDIR to a folder that has room and that this user may write to.",
    service: "Set TMPDIR to a folder that has room and that the user of the service may write to.",
    passes: true,
    quote: "all",
  },
  UNEXPECTED: {
    exit: EXIT.other,
    when: "Something went wrong that should not: a fault in the program.",
    commandLine: "Run it again with --verbose and report what it prints.",
    sheet: "Export again; if it fails again, whoever runs the exporter finds more in its log.",
    service: "Please report it, with the trace in this log.",
    passes: true,
  },
} as const satisfies Record<string, FailureKind>;
