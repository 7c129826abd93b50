// The built program, run again and again in one process (see warm.ts): what a run does is paid for, not Node's start and the loading of
// libraries. Answers as a process of its own would end.
import { pathToFileURL } from "node:url";

const program = pathToFileURL(process.argv[2]).href;
const home = process.cwd();
let runs = 0;

/** @param {{ words: string[], cwd: string | undefined, env: Record<string, string> }} asked */
async function run({ words, cwd, env }) {
  process.chdir(cwd ?? home);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
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
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(signal);
  for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners("error");
  process.send?.({ code: process.exitCode ?? 0, signal: null, ...written });
}

process.on("message", (/** @type {Parameters<typeof run>[0]} */ asked) => void run(asked));
process.on("disconnect", () => process.exit());
