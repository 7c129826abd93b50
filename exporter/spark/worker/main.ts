// What runs in Spark's executors, as a child process of each task: lines in, lines out.
import { writeSync } from "node:fs";
import { LEADS } from "../../../shared/contract";
import { apartRows } from "./apart";
import { type Job, REASON, type Reason, type Seen } from "./job";
import { LineJudge } from "./judge-lines";
import { look } from "./look";
import { Stop } from "./stop";
import { Lines, readLines } from "./streams";
import { startWatchdog } from "./watchdog";

try {
  const [, job, seen] = process.argv;
  work(unpacked<Job>(job), seen);
} catch (error) {
  // First of all that is said: Spark keeps the last two kilobytes.
  writeSync(2, `${REASON}${JSON.stringify(reasonOf(error))}\n`);
  process.exitCode = 1;
}

function work(job: Job, seen: string): void {
  if (job.mode === "rules") {
    const onTurn = startWatchdog(job.patience);
    const out = new Lines(onTurn);
    const judge = new LineJudge(job, unpacked<Seen>(seen), out);
    readLines((bytes, from, to) => judge.take(bytes, from, to), onTurn);
    judge.finish();
    out.flush();
    return;
  }
  const out = new Lines();
  if (job.mode === "look") {
    readLines(
      (bytes, from, to) => out.add(look(bytes.subarray(from, to))),
      () => {},
    );
  } else {
    const pairs = new Set(job.pairs);
    const take = (bytes: Buffer, from: number, to: number) => {
      for (const row of apartRows(bytes.subarray(from, to), LEADS, pairs)) out.add(String(row));
    };
    readLines(take, () => {});
  }
  out.flush();
}

function unpacked<T>(text: string): T {
  return JSON.parse(Buffer.from(text, "base64").toString("utf8"));
}

function reasonOf(error: unknown): Reason {
  if (error instanceof Stop) return error.reason;
  const what = error instanceof Error ? (error.stack ?? error.message).slice(0, 600) : String(error);
  return { code: "UNEXPECTED", what };
}
