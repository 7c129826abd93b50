// Loaded before the exporter (NODE_OPTIONS=--import): it stops when the workbench that started it is gone, killed hard included. Its own
// child processes and threads load this too, and go by the exporter.
import { isMainThread } from "node:worker_threads";

const PATIENCE_MS = 8000;
if (isMainThread && process.channel && process.ppid === Number(process.env.LEAD_WORKBENCH_PID)) {
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
  });
  // Listening for the end must not keep alive what has ended.
  process.channel.unref();
}
