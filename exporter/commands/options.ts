import { Option } from "commander";

/** Options that mean the same in every command. A new one each time: commander keeps state in them. */
export const outOption = () =>
  new Option("--out <place>", "folder of the snapshots, or s3://BUCKET/PREFIX, gs://..., az://...").default("./out");
export const configOption = () =>
  new Option("--config <file>", "options from a file (default: lead-export.config.json, if it is there)");
export const jsonOption = () => new Option("--json", "print one JSON object on standard output");
export const csvOption = () => new Option("--csv", "print CSV that is safe to open in a spreadsheet").conflicts("json");
export const asOfOption = () =>
  new Option("--as-of <instant>", "the instant taken as now, e.g. 2026-11-22T12:00:00+01:00 (default: now)");
export const zoneOption = () =>
  new Option("--zone <zone>", "time zone, e.g. Africa/Lagos (default: this machine's own)");
export const dateOrderOption = () =>
  new Option("--date-order <order>", "how dates such as 3/4/2026 are read (with dots the day is first)")
    .choices(["mdy", "dmy", "ymd"])
    .default("mdy");
