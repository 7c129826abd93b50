import { parentPort } from "node:worker_threads";
import { hashFile } from "../inputs/files/file-hash";
import { readRanges } from "../inputs/files/read-range";
import { useKernel } from "../kernel/kernel";
import { useParquetCode } from "../parquet/wasm";
import { type Answered, type Asked, type Given, type Job, type Reply, toPlain } from "./messages";
import { companiesOf, verifyFiles, writeParts } from "./tasks";

/** A thread beside the main one: does one job at a time, in the order asked. */

async function work(job: Job, reply: (message: Reply) => void): Promise<void> {
  switch (job.kind) {
    case "hash":
      return reply({ kind: "hashed", hash: hashFile(job.path) });
    case "read":
      return reply({ kind: "read", ranges: await readRanges(job.shared, job.header) });
    case "companies": {
      const { file, context, decisions } = job;
      const onProgress = (bytes: number, of: number) => reply({ kind: "progress", bytes, of });
      return reply({ kind: "companies", companies: await companiesOf(file, context, decisions, onProgress) });
    }
    case "write":
      await writeParts(job.parts, job.next, (index, group) => {
        reply({ kind: "written", index, group });
      });
      reply({ kind: "done" });
      return;
    case "verify":
      reply({ kind: "verified", difference: await verifyFiles(job.files, job.next) });
  }
}

let last: Promise<void> = Promise.resolve();
parentPort!.on("message", (message: Given | Asked) => {
  if ("kernel" in message) {
    useKernel(message.kernel);
    useParquetCode(message.parquet);
    return;
  }
  const { id, job } = message;
  const reply = (message: Reply) => parentPort!.postMessage({ id, reply: message } satisfies Answered);
  last = last.then(() => work(job, reply)).catch((error) => reply({ kind: "failed", error: toPlain(error) }));
});
