import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { beforeEnd, unlessEnding } from "../stores/before-end";
import { errorCode } from "../stores/disk";
import { Failure } from "../words/failure";
import type { Said, Send } from "./plan";

export interface SubmitOptions {
  readonly master: string;
  /** The program `spark-submit`. */
  readonly submit: string;
  readonly conf: Readonly<Record<string, string>>;
  /** The program for the driver. */
  readonly program: string;
  /** A folder that this machine and the driver share. */
  readonly folder: string;
}

const STEP = /^lead-export step (\d+) of (\d+): (.*)$/;
const LAST_LINES = 40;

/** Sends a plan with `spark-submit`: the form that clusters, and what runs jobs on them, take. */
export function submitter(options: SubmitOptions): Send {
  return async (plan, onStep) => {
    const paths = { plan: join(options.folder, "plan.json"), said: join(options.folder, "said.json") };
    await rm(paths.said, { force: true });
    await writeFile(paths.plan, JSON.stringify(plan));
    const { steps, errors } = await submit(options, paths, onStep);
    const said = await saidIn(paths.said);
    if (said !== null) return said;
    const why = lastError(errors);
    const cause = new Error(`the last that spark-submit said:\n${errors.join("\n")}`);
    if (steps === 0) {
      throw new Failure("SPARK_NOT_STARTED", `spark-submit ended before it ran anything: ${why}`, { cause });
    }
    const sentence = `The Spark application ended after step ${steps} of ${plan.steps.length}: ${why}`;
    throw new Failure("SPARK_LOST", sentence, { cause });
  };
}

async function submit(
  { master, submit: command, conf, program }: SubmitOptions,
  paths: { plan: string; said: string },
  onStep: Parameters<Send>[1],
): Promise<{ steps: number; errors: readonly string[] }> {
  const confs = Object.entries(conf).flatMap(([key, value]) => ["--conf", `${key}=${value}`]);
  const words = [
    "--master",
    master,
    "--name",
    "lead-export",
    ...confs,
    program,
    `file://${paths.plan}`,
    `file://${paths.said}`,
  ];
  const child = spawn(command, words, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...pythonBeside(command), ...process.env },
  });
  const back = beforeEnd(async () => void child.kill());
  let steps = 0;
  const errors: string[] = [];
  createInterface(child.stdout).on("line", (line) => {
    const [, number, of, name] = STEP.exec(line) ?? [];
    if (number === undefined) return;
    steps = Number(number);
    onStep(steps, Number(of), name);
  });
  createInterface(child.stderr).on("line", (line) => {
    errors.push(line);
    if (errors.length > LAST_LINES) errors.shift();
  });
  await new Promise<void>((resolve, reject) => {
    child.on("close", () => resolve());
    child.on("error", (cause) =>
      reject(
        errorCode(cause) === "ENOENT" || errorCode(cause) === "EACCES"
          ? new Failure("SPARK_MISSING", `There is no program ${command} that could be started.`, { cause })
          : cause,
      ),
    );
  }).finally(back);
  await unlessEnding();
  return { steps, errors };
}

/** `spark-submit` of a Python environment needs the Python beside it. */
function pythonBeside(command: string): NodeJS.ProcessEnv {
  const python = join(dirname(command), "python3");
  return command.includes("/") && existsSync(python) ? { PYSPARK_PYTHON: python, PYSPARK_DRIVER_PYTHON: python } : {};
}

async function saidIn(path: string): Promise<Said | null> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    if (errorCode(error) === "ENOENT" || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** What a person can make most of among the last lines. */
function lastError(lines: readonly string[]): string {
  const told = lines.filter(
    (line) => /error|exception|cannot|not (?:found|set)|no such|refused|unable/i.test(line) && !/^\s*at /.test(line),
  );
  const line = (told.at(-1) ?? lines.at(-1) ?? "it said nothing").trim();
  return /[.!]$/.test(line) ? line : `${line}.`;
}
