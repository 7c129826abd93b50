import type { Command } from "commander";
import { Failure } from "../words/failure";
import { configOption, outOption } from "./options";

const EXAMPLES = `
Examples:
  lead-export spark emr --dry-run
  lead-export spark emr --dry-run --config nightly.json

In the configuration (docs/emr.md says more):
  "engine": "spark", "sparkFolder": "s3://lake/tmp", "emr": { "application": "00f1abc2def3", "role": "arn:aws:iam::123456789012:role/leads" }`;

export function addSpark(program: Command): void {
  const spark = program
    .command("spark")
    .summary("show what is sent to Spark")
    .description("Shows what is sent to Spark.")
    .addHelpText("after", EXAMPLES);
  spark
    .command("emr")
    .summary("show the request that starts a job on EMR Serverless")
    .description(
      "Shows the request (StartJobRun) with which `run --engine spark` starts its job on the EMR Serverless application of the configuration. Nothing is sent.",
    )
    .option("--dry-run", "show it")
    .addOption(configOption())
    .addOption(outOption())
    .addHelpText("after", EXAMPLES)
    .action(showRequest);
}

async function showRequest(options: { dryRun?: true; config?: string }, command: Command): Promise<void> {
  const [
    { applyPlaceConfig },
    { readConfig },
    { openStore },
    { BucketFolder },
    { emrFolder },
    { jobRequest },
    { print },
  ] = await Promise.all([
    import("../config/apply-config"),
    import("../config/config"),
    import("../stores/open-store"),
    import("../spark/bucket-folder"),
    import("../spark/emr/emr-engine"),
    import("../spark/emr/job-request"),
    import("../terminal/output"),
  ]);
  if (options.dryRun !== true) throw new Failure("USAGE", "Nothing is sent by this command.", { way: "emrDryRun" });
  const { emr, sparkFolder, sparkConf = {} } = readConfig(options.config);
  if (emr === undefined) throw new Failure("USAGE", "The configuration has no emr.", { way: "emrMissing" });
  const place = applyPlaceConfig(command);
  const { address } = await BucketFolder.open(emrFolder(sparkFolder), place, await openStore(place));
  await print(`${JSON.stringify(jobRequest(emr, address, sparkConf), null, 2)}\n`);
}
