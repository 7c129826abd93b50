import { createHash } from "node:crypto";
import { closeSync, createReadStream, fsyncSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

// What our run does beside the bare job, for peers that are to give the same guarantees: `--guarantees`.

/** The SHA-256 of each file, worked out by another thread beside the job, as whoever hurries would. */
export function hashed(paths) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { hash: paths } });
    worker.once("message", resolve).once("error", reject);
  });
}

/** Has the system put files, and the folder that names them, on the disk. */
export function flush(paths) {
  for (const path of [...paths, dirname(paths[0])]) {
    const file = openSync(path, "r");
    fsyncSync(file);
    closeSync(file);
  }
}

if (!isMainThread && workerData?.hash) {
  const hashes = [];
  for (const path of workerData.hash) {
    const hash = createHash("sha256");
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
    hashes.push(hash.digest("hex"));
  }
  parentPort?.postMessage(hashes);
}
