import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Exporter } from "./page/server/surroundings";

/** The exporter's service as a program of its own, spoken to over HTTP only. */
export interface ExporterProcess extends Exporter {
  readonly url: string;
  /** Waits until no export runs, at most half a minute. */
  settled(): Promise<void>;
}

const PATIENCE_MS = 8000;
const SETTLING_MS = 30_000;

/** Makes ready to run `lead-export serve` with a configuration. `folder` takes its log; `clock` is the file its clock follows. */
export async function exporterProcess(
  config: string,
  folder: string,
  clock: string,
  onChange: () => void,
): Promise<ExporterProcess> {
  const port = await freePort();
  const program = fileURLToPath(new URL("./lead-export.js", import.meta.url));
  const preloads = ["clock-preload", "parent-preload"].map((name) => {
    return `--import=${new URL(`./workbench/${name}.mjs`, import.meta.url).href}`;
  });
  const log = join(folder, "exporter.log");
  let child: ChildProcess | undefined;
  let state: Exporter["state"] = "down";
  const become = (next: Exporter["state"]) => {
    state = next;
    onChange();
  };

  return {
    url: `http://127.0.0.1:${port}`,
    get state() {
      return state;
    },
    settled: async () => {
      const end = performance.now() + SETTLING_MS;
      while (state === "up" && performance.now() < end && (await isExporting(port))) await sleep(50);
    },
    start: () => {
      if (child !== undefined) return;
      const env = {
        ...process.env,
        NODE_OPTIONS: [process.env.NODE_OPTIONS ?? "", ...preloads].join(" ").trim(),
        LEAD_WORKBENCH_CLOCK: clock,
        LEAD_WORKBENCH_PID: String(process.pid),
      };
      const started = spawn(process.execPath, [program, "serve", "--port", String(port), "--config", config], {
        env,
        cwd: folder,
        // Ctrl+C is the workbench's to pass on.
        detached: true,
        // The channel closes when the workbench is gone, however it went.
        stdio: ["ignore", "pipe", "pipe", "ipc"],
      });
      child = started;
      become("starting");
      const written = createWriteStream(log, { flags: "a" });
      started.stderr?.pipe(written, { end: false });
      started.stdout?.on("data", (text: Buffer) => {
        written.write(text);
        if (state === "starting" && text.toString().includes("Listening on")) become("up");
      });
      started.once("exit", () => {
        child = undefined;
        written.end();
        become("down");
      });
    },
    stop: async () => {
      const running = child;
      if (running === undefined) return;
      const ended = new Promise((resolve) => running.once("exit", resolve));
      running.kill("SIGTERM");
      const force = setTimeout(() => running.kill("SIGKILL"), PATIENCE_MS);
      await ended;
      clearTimeout(force);
    },
  };
}

/** The same port each time the exporter is started, so that its address in the sheet's settings stays right. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function isExporting(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`).catch(() => null);
  if (answer === null) return false;
  return /^lead_export_runs_(?:running|waiting) [1-9]/m.test(await answer.text());
}
