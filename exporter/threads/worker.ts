import { parentPort, workerData } from "node:worker_threads";
import { useKernel } from "../kernel/kernel";
import { useParquetCode } from "../parquet/wasm";
import { type Job, type Reply, toPlain } from "./messages";
import type { Given } from "./other-threads";
import { companiesOf, rowGroups, verifyFiles, writeParts } from "./tasks";

/** A thread beside the main one: does one job at a time, in the order asked. */

function reply(message: Reply): void {
  parentPort!.postMessage(message);
}

async function work(job: Job): Promise<void> {
  switch (job.kind) {
    case "companies": {
      const { file, context, decisions } = job;
      const onProgress = (bytes: number, of: number) => reply({ kind: "progress", bytes, of });
      const companies = await companiesOf(file, context, decisions, onProgress);
      reply({ kind: "companies", companies });
      // Leads are still being read: what can be written already is.
      reply({ kind: "companies-written", groups: await rowGroups(companies.parts) });
      return;
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

const { kernel, parquet }: Given = workerData;
useKernel(kernel);
useParquetCode(parquet);
let last: Promise<void> = Promise.resolve();
parentPort!.on("message", (job: Job) => {
  last = last.then(() => work(job)).catch((error) => reply({ kind: "failed", error: toPlain(error) }));
});
