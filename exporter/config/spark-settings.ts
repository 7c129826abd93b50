import * as v from "valibot";
import { text } from "./values";

/** The options of a run on Spark, as the command line has them. */
export const sparkEntries = {
  engine: v.picklist(["own", "spark"] as const, "must be own or spark"),
  master: text,
  connect: text,
  connectCa: text,
  sparkSubmit: text,
  sparkNode: text,
  sparkFolder: text,
  sparkConf: v.record(v.string(), v.string("must be a text"), "must be an object with settings of Spark"),
};
