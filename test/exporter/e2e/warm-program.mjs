// The built program, run again and again in one process (see warm.ts): what a run does is paid for, not Node's start and the loading of
// libraries. Answers as a process of its own would end.
import { pathToFileURL } from "node:url";

const program = pathToFileURL(process.argv[2]).href;
let runs = 0;

/** @param {string[]} words */
async function run(words) {
  const written = { stdout: "", stderr: "" };
  for (const name of /** @type {const} */ (["stdout", "stderr"])) {
    process[name].write = (/** @type {string | Uint8Array} */ text) => {
      written[name] += text;
      return true;
    };
  }
  process.argv.splice(2, Number.POSITIVE_INFINITY, ...words);
  process.exitCode = undefined;
  // The command line is loaded anew, what it imports is not. Once it is loaded, the command has ended.
  await import(`${program}?${++runs}`);
  process.removeAllListeners("SIGINT");
  for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners("error");
  process.send?.({ code: process.exitCode ?? 0, signal: null, ...written });
}

process.on("message", (/** @type {string[]} */ words) => void run(words));
process.on("disconnect", () => process.exit());
