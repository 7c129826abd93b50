// A thread of its own, for the script's fetch holds up the other: an exporter that publishes at once whatever it is asked for.
import { createServer } from "node:http";
import { parentPort } from "node:worker_threads";

const run = {
  id: "run-1",
  workbook: "w",
  state: "published",
  phase: null,
  progress: null,
  requestedBy: "ada@example.com",
  // Whenever it is asked for, it begins later.
  startedAt: "2099-01-01T00:00:00.000Z",
  endedAt: null,
  mayRelease: false,
  result: null,
  error: null,
};
const server = createServer((request, response) => {
  request.resume().on("end", () => {
    response.writeHead(202, { "Content-Type": "application/json" });
    response.end(JSON.stringify(run));
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  parentPort?.postMessage(typeof address === "object" ? address?.port : null);
});
