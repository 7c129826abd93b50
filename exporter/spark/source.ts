import { existsSync, readdirSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { isStandardInput } from "../inputs/files/input-file";
import { nameOf, pathOf, type TableFile } from "../inputs/table-file";
import { isAddress } from "../stores/address";
import { Failure } from "../words/failure";
import type { SparkSource } from "./rules-steps";

const PARQUET = /\.parquet(?:\/\*?)?$/i;

/** What Spark is to read for a table: one file, a folder or a pattern, on this machine or in a store that Spark knows. */
export function sparkSource(file: TableFile): SparkSource {
  const path = pathOf(file);
  if (isStandardInput(path)) {
    throw new Failure("USAGE", "Spark cannot read standard input.", { way: "sparkInput" });
  }
  if (isAddress(path)) return { path, kind: PARQUET.test(path) ? "parquet" : "text", whole: "no" };
  const whole = resolve(path);
  const isThere = existsSync(whole);
  if (!isThere && !/[*?[{]/.test(path)) {
    throw new Failure("SOURCE_MISSING", `There is no file ${nameOf(file)}.`, {
      way: "relative",
      folder: process.cwd(),
    });
  }
  const isParquet =
    PARQUET.test(path) ||
    (isThere && statSync(whole).isDirectory() && readdirSync(whole).some((name) => PARQUET.test(name)));
  // What is there by this very name is no pattern.
  return {
    path: `file://${isThere ? whole.replace(/[*?[\]{}\\]/g, "\\$&") : whole}`,
    kind: isParquet ? "parquet" : "text",
    whole: "no",
  };
}

/** Another way to read a table, after what a worker said of it; `null` when there is none. */
export function otherSource(source: SparkSource, code: string): SparkSource | null {
  if (source.kind === "parquet") return null;
  if (code === "PARQUET" && source.whole === "no") return { ...source, kind: "parquet" };
  if (code === "OPEN_QUOTE" && source.whole === "no") return { ...source, whole: "utf-8" };
  if (code === "UTF_16LE" && source.whole === "no") return { ...source, whole: "utf-16le" };
  if (code === "UTF_16BE" && source.whole === "no") return { ...source, whole: "utf-16be" };
  return null;
}
