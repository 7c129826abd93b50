import { basename } from "node:path";
import { Failure } from "../words/failure";
import { outsideFailure } from "./outside-failure";
import type { Said } from "./plan";
import { REASON, type Reason } from "./worker/job";

/** Returns what the worker that ended a plan gave as its reason; `null` when it gave none, or no worker ended it. */
export function reasonOf({ failure }: Said): Reason | null {
  const at = failure?.error.indexOf(REASON) ?? -1;
  if (at < 0) return null;
  const text = failure!.error.slice(at + REASON.length);
  // Spark goes on behind it in the same line.
  for (let end = text.indexOf("}"); end >= 0; end = text.indexOf("}", end + 1)) {
    try {
      return JSON.parse(text.slice(0, end + 1));
    } catch {}
  }
  return null;
}

interface Told {
  /** Of the step that failed: what it reads, as a person named it, and the file of a number. */
  readonly path: string;
  fileOf(number: number): string | undefined;
}

/** A plan that ended early, as a failure with the worker's own reason first. */
export function failureOf(said: Said, told: Told): Failure {
  const { step, error } = said.failure!;
  const reason = reasonOf(said);
  if (reason !== null) return ofReason(reason, error, told);
  const outside = outsideFailure(step, error);
  if (outside !== null) return outside;
  if (step === "probe") {
    const found = /"found":"([^"]*)"/.exec(error)?.[1] ?? firstLine(error);
    return new Failure("SPARK_NO_NODE", `The executors have no Node.js 20 or newer: ${found}.`);
  }
  if (step === "account for the rows" && error.startsWith("{")) return rowsLost(error);
  if (error.includes("PATH_NOT_FOUND")) {
    return new Failure("SOURCE_MISSING", `There is no file ${told.path}.`, { way: "whole" });
  }
  const status = /(?:exited with status|exit (?:code|status)) (\d+)/i.exec(error)?.[1];
  if (status !== undefined) {
    const killed = Number(status) > 128 ? `killed (signal ${Number(status) - 128})` : `ended with status ${status}`;
    const said = /Error: ([^\n]*\S)/.exec(error.slice(error.indexOf("status")))?.[1];
    return new Failure(
      "SPARK_RULES_FAILED",
      `While Spark was to ${step}, the worker was ${killed}${said === undefined ? "" : `: ${said}`}.`.replace(
        /\.\.$/,
        ".",
      ),
    );
  }
  if (/^(?:answer|remainder) /.test(step)) {
    const question = step.replace(/^\w+ /, "");
    return new Failure(
      "BAD_QUESTION",
      `The question file ${question}.sql cannot be answered on Spark: ${firstLine(error)}`,
      {
        file: `${question}.sql`,
      },
    );
  }
  return new Failure("SPARK_FAILED", `Spark could not ${step}: ${firstLine(error)}`, { cause: new Error(error) });
}

function ofReason(reason: Reason, error: string, { path, fileOf }: Told): Failure {
  const { code, what, file, line, block } = reason;
  const name = (file === undefined ? undefined : fileOf(file)) ?? path;
  const place = line === undefined ? name : `${name}, line ${line}${block ? ` behind byte ${block}` : ""}`;
  const sentence = `${place}: ${what}.`;
  switch (code) {
    case "BAD_BYTE":
    case "BAD_QUOTE":
    case "DUPLICATE_KEY":
      return new Failure(code, sentence);
    case "BAD_ENCODING":
      return new Failure(code, sentence, { way: "utf8" });
    case "BAD_JSON":
      return new Failure(code, sentence, { way: "wrong" });
    case "OPEN_QUOTE":
      return new Failure("UNCLOSED_QUOTE", `${place}: a quote opens in or above this line and is never closed.`);
    case "NOT_TEXT":
    case "PARQUET":
      return new Failure("NOT_TEXT", sentence, { way: "export" });
    case "JSON_ARRAY":
      return new Failure("SPARK_CANNOT_READ", `${name} is one JSON array, which cannot be read in pieces.`, {
        way: "json",
      });
    case "UTF_16LE":
    case "UTF_16BE":
      return new Failure("SPARK_CANNOT_READ", `${name} is UTF-16, and others of ${path} are not.`, {
        way: "encodings",
      });
    case "STRANGE_LINE":
      return new Failure(
        "SPARK_ROWS_LOST",
        `The rules answered a line that is none of theirs: ${JSON.stringify(what)}.`,
      );
    case "FILE_CHANGED":
      return new Failure("SPARK_ROWS_LOST", `${name} changed while it was read.`);
    default:
      return new Failure("SPARK_RULES_FAILED", `The worker stopped: ${what}.`, { cause: new Error(error) });
  }
}

function rowsLost(error: string): Failure {
  const { input, read, told, found, broken, odd } = JSON.parse(error);
  return new Failure(
    "SPARK_ROWS_LOST",
    `The rows that came back from the executors do not add up: of ${input} lines ${read} were read, of ${told} rows ${found} came back (${broken} pieces are not whole, ${odd} lines are strange).`,
  );
}

function firstLine(error: string): string {
  const [line] = error.split("\n").filter((text) => text.trim() !== "");
  return (line ?? "no more is known").slice(0, 400);
}

/** The path of a file as Spark writes it, for a person. */
export function shownPath(uri: string): string {
  const path = uri.replace(/^file:\/*(?=\/)/, "");
  try {
    return decodeURIComponent(path) || basename(uri);
  } catch {
    return path;
  }
}
