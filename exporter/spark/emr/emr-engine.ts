import { readFileSync } from "node:fs";
import { ASSETS } from "../../config/assets";
import type { EmrSettings } from "../../config/spark-settings";
import { nameOf, pathOf } from "../../inputs/table-file";
import type { Engine } from "../../publish/engine";
import { isAddress } from "../../stores/address";
import type { StoreSettings } from "../../stores/settings";
import { Failure } from "../../words/failure";
import { BucketFolder } from "../bucket-folder";
import { sparkEngine, WORKER_PATIENCE } from "../engine";
import { emrSender } from "./emr-sender";

export interface EmrRun {
  readonly emr: EmrSettings;
  readonly conf: Readonly<Record<string, string>>;
  readonly node: string;
  /** Of the bucket that the job and this program share. */
  readonly folder: string | undefined;
  readonly stores: StoreSettings;
  /** Told of each state of the job. */
  onState(sentence: string): void;
}

const PAUSE_MS = 5000;
const PATIENCE_MS = 10 * 60_000;

/** A run on EMR Serverless: Spark works in a folder of a bucket, and what it made is brought here and published like any other. */
export function emrEngine({ emr, conf, node, folder, stores, onState }: EmrRun): Engine {
  const shared = emrFolder(folder);
  const following = { pause: pauseMs(), patience: PATIENCE_MS, onState };
  const engine = sparkEngine({
    send: (own, bucket) => emrSender({ settings: emr, conf, program: ASSETS.sparkProgram, following }, own, bucket!),
    bucket: (out) => BucketFolder.open(shared, stores, out),
    worker: readFileSync(ASSETS.sparkWorker, "utf8"),
    node,
    patience: WORKER_PATIENCE,
  });
  return (input, task) => {
    for (const table of [input.leads, input.companies]) {
      if (isAddress(pathOf(table))) continue;
      throw new Failure("USAGE", `EMR Serverless cannot read ${nameOf(table)} of this machine.`, { way: "emrInput" });
    }
    return engine(input, task);
  };
}

/** The folder that a job shares with this program: there is no other way to it. */
export function emrFolder(folder: string | undefined): string {
  if (folder !== undefined) return folder;
  throw new Failure("USAGE", "A run on EMR Serverless needs a bucket.", { way: "emrFolder" });
}

/** Tests cannot wait for seconds. */
function pauseMs(): number {
  const set = process.env.LEAD_EXPORT_EMR_PAUSE_MS ?? "";
  return /^\d+$/.test(set) ? Number(set) : PAUSE_MS;
}
