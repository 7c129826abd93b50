import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const USAGE = fileURLToPath(new URL("usage.cjs", import.meta.url));

/** What a machine has every Node program trust, which reads it before it begins (60 ms), is no contender's work. */
const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env;

const textOf = async (stream) => Buffer.concat(await stream.toArray()).toString("utf8");

/** Bytes of the tables in an output folder: its Parquet files, but for the answers, which peers do not write. */
function tableBytes(out) {
  const files = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter(({ name, parentPath }) => name.endsWith(".parquet") && !parentPath.endsWith("answers"))
    .map(({ name, parentPath }) => statSync(join(parentPath, name)).size);
  return files.reduce((sum, size) => sum + size, 0);
}

/**
 * Runs a Node program to its end in a fresh output folder, which is removed afterwards.
 * @param args the program's arguments, given its output folder
 * @returns wall and CPU in ms, peak memory and tables written in MB, phases (ms by name) when the program tells them, and the JSON it printed
 */
export async function measure(args) {
  const out = mkdtempSync(join(tmpdir(), "lead-export-bench-"));
  try {
    const started = performance.now();
    const child = spawn(process.execPath, ["-r", USAGE, ...args(out)], {
      stdio: ["ignore", "pipe", "pipe", "pipe"],
      env: { ...environment, LEAD_EXPORT_PHASES: "1" },
    });
    const ended = new Promise((resolve, reject) =>
      child.on("error", reject).on("exit", (code) => resolve({ code, wall: performance.now() - started })),
    );
    const [{ code, wall }, printed, errors, usage] = await Promise.all([
      ended,
      ...[1, 2, 3].map((fd) => textOf(child.stdio[fd])),
    ]);
    if (code !== 0) throw new Error(`${args(out).join(" ")}\nended with code ${code}:\n${errors}`);
    const { cpuMs, peakKb } = JSON.parse(usage);
    const phases = /^phases (\{.*\})$/m.exec(errors);
    return {
      wall,
      cpu: cpuMs,
      peak: peakKb / 1024,
      files: tableBytes(out) / 1e6,
      phases: phases === null ? {} : JSON.parse(phases[1]),
      output: JSON.parse(printed),
    };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** Wall ms of a command that reads the files and says nothing: the floor nobody can beat. */
export async function floor(command, files) {
  const started = performance.now();
  const child = spawn(command[0], [...command.slice(1), ...files], { stdio: "ignore" });
  const code = await new Promise((resolve, reject) => child.on("error", reject).on("exit", resolve));
  if (code !== 0) throw new Error(`${command.join(" ")} ended with code ${code}`);
  return performance.now() - started;
}

/** The middle value; the mean of the two in the middle when there are two. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Where two JSON values first differ, as a sentence, or `null` when they are the same. */
export function firstDifference(a, b, path = "") {
  if (Object.is(a, b)) return null;
  if (
    typeof a !== "object" ||
    typeof b !== "object" ||
    a === null ||
    b === null ||
    Array.isArray(a) !== Array.isArray(b)
  ) {
    return `${path || "the whole"}: ${JSON.stringify(a)} against ${JSON.stringify(b)}`;
  }
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const found = firstDifference(a[key], b[key], path === "" ? key : `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}
