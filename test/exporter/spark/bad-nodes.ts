import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a worker for Leads does wrong, as JavaScript that runs before its own. */
const BEFORE = {
  "exits with 3": `onRead(2, () => process.exit(3));`,
  "exits with 0": `onRead(2, () => process.exit(0));`,
  "is killed": `onRead(2, () => process.kill(process.pid, "SIGKILL"));`,
  throws: `onRead(2, () => { throw new Error("boom"); });`,
  // Every line is made a text.
  hangs: `let calls = 0; const { toString } = Buffer.prototype; Buffer.prototype.toString = function (...words) { if (++calls === 300) for (;;); return toString.apply(this, words); };`,
  "prints garbage": `onLines((lines) => lines.toSpliced(30, 0, "(node:1) Warning: hello"));`,
  "loses every hundredth line": `onLines((lines) => lines.filter((_, i) => i % 100 !== 7));`,
  "doubles a line": `onLines((lines) => lines.toSpliced(10, 0, lines[10]));`,
  "loses one line and has another twice": `onLines((lines) => lines.toSpliced(10, 1).toSpliced(20, 0, lines[20]));`,
  "is cut off at the end": `onLines((lines) => lines.slice(0, -1), 1);`,
} as const;

const HELP = `
const fs = require("node:fs");
const job = JSON.parse(Buffer.from(process.argv[1], "base64"));
const onRead = (number, act) => {
  const { readSync } = fs;
  let reads = 0;
  fs.readSync = (...words) => (++reads === number ? act() : undefined, readSync(...words));
};
const onLines = (change, least = 40) => {
  const { writeSync } = fs;
  fs.writeSync = (fd, bytes, at = 0) => {
    if (fd !== 1) return writeSync(fd, bytes, at);
    const given = bytes.subarray(at).toString().split("\\n").slice(0, -1);
    const lines = given.length < least ? given : change(given);
    const all = Buffer.from(lines.map((line) => line + "\\n").join(""));
    for (let done = 0; done < all.length; ) {
      try { done += writeSync(1, all, done); } catch (error) { if (error.code !== "EAGAIN") throw error; }
    }
    return bytes.length - at;
  };
};
`;

export type Fault = keyof typeof BEFORE;
export const FAULTS = Object.keys(BEFORE) as Fault[];

/** A program that is Node for all but the rules of Leads. `isPiped`: its exit status is lost. */
export function badNode(folder: string, fault: Fault, isPiped = false): string {
  const before = join(folder, `${fault.replaceAll(" ", "-")}.cjs`);
  writeFileSync(
    before,
    `if (require("node:worker_threads").isMainThread) { ${HELP}if (job.mode === "rules" && job.tab === "Leads") { ${BEFORE[fault]} } }\n`,
  );
  const call = `"${process.execPath}" -r "${before}" "$@"`;
  return script(
    folder,
    `${fault.replaceAll(" ", "-")}${isPiped ? "-piped" : ""}`,
    isPiped ? `${call} | cat` : `exec ${call}`,
  );
}

/** A program that says it is an old Node. */
export function oldNode(folder: string): string {
  return script(folder, "old-node", "echo 18.20.0");
}

function script(folder: string, name: string, text: string): string {
  const path = join(folder, `${name}.sh`);
  writeFileSync(
    path,
    `#!/bin/sh\ncase "$1" in -p) ${text.startsWith("echo") ? text : `exec "${process.execPath}" "$@"`} ;; *) ${text} ;; esac\n`,
  );
  chmodSync(path, 0o755);
  return path;
}
