import { gzipSync } from "node:zlib";
import { Failure } from "../words/failure";
import { quoted } from "./plan";
import type { Job } from "./worker/job";

/** Linux takes no longer argument (128 KiB). */
const LONGEST = 131_071;
/** What a value of an earlier step may need, which is not known yet. */
const VALUE_ROOM = 40_000;

/** The worker's program as text, and how Node is called on the executors. */
export interface WorkerProgram {
  readonly code: string;
  readonly node: string;
}

/**
 * The command of a worker: its program and its job stand in it, so that nothing needs to be shipped. What Node leaves of its input is read to
 * the end, or Spark would say `Broken pipe` and nothing of why Node ended.
 * @param value the `value` step whose text is the second argument
 */
export function workerCommand({ code, node }: WorkerProgram, job: Job, value?: string): string {
  const packed = gzipSync(code, { level: 9 }).toString("base64");
  const boot = `eval(require('zlib').gunzipSync(Buffer.from('${packed}','base64')).toString())`;
  const argument = Buffer.from(JSON.stringify(job)).toString("base64");
  const command = `${shellWord(node)} -e "${boot}" ${argument}${value === undefined ? "" : ` \${${value}}`}; s=$?; cat >/dev/null; exit $s`;
  if (command.length + VALUE_ROOM > LONGEST) {
    throw new Failure(
      "SPARK_PLAN_TOO_LARGE",
      "What the configuration decides is more than a worker's command can hold.",
    );
  }
  return command;
}

/** Says which Node there is, for every line of its input once; a line that begins with a digit is a version. */
export function probeCommand(node: string): string {
  return `v=$(${shellWord(node)} -p process.versions.node 2>&1 | head -n 1); cat >/dev/null; echo "$v"`;
}

/** A word that no shell takes for anything else; `~` and variables are not what they seem there. */
function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * Sends rows through a command, a line for each; what comes back is cut at SEPARATOR into `names`, by default one column, `line`. Of a line with fewer
 * columns the others are null, of one with more they are dropped, and Spark says nothing.
 */
export function transform(columns: string, command: string, from: string, names?: readonly string[]): string {
  const list = (names ?? ["line"]).map((name) => `${name} STRING`).join(", ");
  const mark = names === undefined ? "\\u0002" : "\\u0001";
  return `SELECT TRANSFORM(${columns})
 ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t' LINES TERMINATED BY '\\n' NULL DEFINED AS ''
 USING ${quoted(command)} AS (${list})
 ROW FORMAT DELIMITED FIELDS TERMINATED BY '${mark}' LINES TERMINATED BY '\\n' NULL DEFINED AS '\\u0002'
 FROM ${from}`;
}
