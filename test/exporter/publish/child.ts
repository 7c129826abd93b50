import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { afterAll } from "vitest";

const root = mkdtempSync(join(tmpdir(), "publish-"));
let folders = 0;

/** For each test file: what it made is removed after its tests. */
export function removeFoldersAfterwards(): void {
  afterAll(() => rmSync(root, { recursive: true, force: true }));
}

/** The program of `publisher.ts`, bundled where that has not been done, or was removed. */
function bundled(): string {
  const bundle = join(root, "publisher.mjs");
  if (existsSync(bundle)) return bundle;
  const entry = join(root, "entry.ts");
  mkdirSync(root, { recursive: true });
  writeFileSync(
    entry,
    `import { main } from ${JSON.stringify(join(import.meta.dirname, "publisher"))};\nawait main();\n`,
  );
  buildSync({
    entryPoints: [entry],
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "esm",
    banner: {
      js: 'import { createRequire as $createRequire } from "node:module"; const require = $createRequire(import.meta.url);',
    },
    logLevel: "warning",
  });
  return bundle;
}

/** A folder to publish into, not made yet. */
export function newOut(): string {
  const parent = join(root, String(folders++));
  mkdirSync(parent, { recursive: true });
  return join(parent, "out");
}

export interface Ended {
  exit: number | null;
  signal: string | null;
  output: string;
  errors: string;
}

export interface Publisher {
  process: ChildProcess;
  /** Resolves when the process says that it waits for the gate to open, or ends. */
  ready: Promise<void>;
  /** Resolves when the process says that it holds the lock, or ends. */
  holding: Promise<void>;
  ended: Promise<Ended>;
}

/** Starts a run in a process of its own; `within` is the command that starts it. */
export function start(
  out: string,
  content: string,
  asOf: string,
  env: Record<string, string> = {},
  within: readonly string[] = [],
): Publisher {
  const [command, ...words] = [...within, process.execPath, bundled(), out, content, asOf];
  const child = spawn(command, words, {
    env: { ...process.env, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let output = "";
  let errors = "";
  let held: () => void;
  const holding = new Promise<void>((resolve) => {
    held = resolve;
  });
  let isReady: () => void;
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  child.stdout.on("data", (data) => {
    output += data;
    if (output.includes("ready\n")) isReady();
    if (output.includes("holding\n")) held();
  });
  child.stderr.on("data", (data) => {
    errors += data;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (exit, signal) => {
      isReady();
      held();
      resolve({ exit, signal, output: output.replace(/ready\n|holding\n/g, "").trim(), errors });
    });
  });
  return { process: child, ready, holding, ended };
}
