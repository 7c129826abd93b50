import * as v from "valibot";
import { endpoint } from "./store-settings";
import { text } from "./values";

export const emrEntries = {
  application: text,
  role: text,
  region: v.optional(text),
  endpoint: v.optional(endpoint),
  logs: v.optional(text),
};

/** An application of EMR Serverless, the role in which its jobs run (ARN), and where they leave their logs (`s3://...`). */
const emr = v.object(emrEntries, "must be an object");
export type EmrSettings = v.InferOutput<typeof emr>;

/** The options of a run on Spark, as the command line has them. */
export const sparkEntries = {
  engine: v.picklist(["own", "spark"] as const, "must be own or spark"),
  master: text,
  connect: text,
  connectCa: text,
  sparkSubmit: text,
  sparkNode: text,
  sparkFolder: text,
  emr,
  sparkConf: v.record(v.string(), v.string("must be a text"), "must be an object with settings of Spark"),
};
