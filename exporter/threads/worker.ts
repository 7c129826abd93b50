import { setImmediate } from "node:timers/promises";
import { parentPort } from "node:worker_threads";
import { LEADS } from "../../shared/contract";
import { hashFile } from "../inputs/files/file-hash";
import { readRanges } from "../inputs/files/read-range";
import { useKernel } from "../kernel/kernel";
import { useParquetCode } from "../parquet/wasm";
import { type Answered, type Asked, type Given, type Job, type Reply, toPlain } from "./messages";
import { checkCompanies, groupsOf, layOut, verifyFiles, writeParts } from "./tasks";

/** A thread beside the main one: does one job at a time, in the order asked. */

async function work(job: Job, reply: (message: Reply) => void, later: (job: Job) => void): Promise<void> {
  switch (job.kind) {
    case "hash":
      return reply({ kind: "done", result: hashFile(job.path) });
    case "read":
      return reply({ kind: "done", result: await readRanges(job.shared, job.header) });
    case "companies": {
      const onProgress = (bytes: number, of: number) => reply({ kind: "progress", bytes, of });
      const checked = await checkCompanies(job.companies, onProgress);
      reply({ kind: "checked", checked });
      const laidOut = layOut(checked, LEADS, job.companies.context.zone);
      reply({ kind: "laid out", laidOut });
      // The main thread, which may be busy, need not ask for it. What it asked for meanwhile it may wait for.
      await setImmediate();
      return later({ kind: "write", parts: groupsOf(laidOut), next: job.next });
    }
    case "write":
      await writeParts(job.parts, job.next, (index, group) => reply({ kind: "written", index, group }));
      return reply({ kind: "done", result: null });
    case "verify":
      return reply({ kind: "done", result: await verifyFiles(job.files, job.next) });
  }
}

let last: Promise<void> = Promise.resolve();
function take({ id, job }: Asked): void {
  const reply = (message: Reply) => parentPort!.postMessage({ id, reply: message } satisfies Answered);
  const later = (more: Job) => take({ id, job: more });
  last = last.then(() => work(job, reply, later)).catch((error) => reply({ kind: "failed", error: toPlain(error) }));
}
parentPort!.on("message", (message: Given | Asked) => {
  if ("kernel" in message) useKernel(message.kernel);
  else if ("parquet" in message) useParquetCode(message.parquet);
  else take(message);
});
