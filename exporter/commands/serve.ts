import { type Command, InvalidArgumentError } from "commander";

interface ServeOptions {
  port: number;
  host: string;
  config?: string;
}

export function addServe(program: Command): void {
  program
    .command("serve")
    .summary("run the service that the sheet's Export now asks")
    .description(
      "Runs the HTTP service that exports the configured workbooks when someone who may asks. GET /v1/openapi.json tells what it answers.",
    )
    .option("--port <number>", "the port to listen on; 0 takes any free one", readPort, 8080)
    .option("--host <address>", "the address to listen on; another than this machine's own needs sign-in", "127.0.0.1")
    .option("--config <file>", "workbooks and sign-in (default: lead-export.config.json, if it is there)")
    .addHelpText(
      "after",
      `
Examples:
  lead-export serve
  lead-export serve --port 8080 --host 0.0.0.0 --config lead-export.config.json

In the configuration, beside "spreadsheet" and "out" (docs/running.md says more):
  "service": {
    "google": {
      "audiences": ["CLIENT_ID.apps.googleusercontent.com"],
      "emails": ["ada@example.com"]
    },
    "release": ["ada@example.com"]
  }

SIGTERM, SIGHUP or Ctrl+C: starts no more exports, waits for those that run, and ends. A second one does not wait.`,
    )
    .action(serveCommand);
}

async function serveCommand({ port, host, config }: ServeOptions): Promise<void> {
  const [{ readConfig }, { ENDING_SIGNALS }, { protectFiles }, { startService }, { print }, { userName }] =
    await Promise.all([
      import("../config/config"),
      import("../stores/before-end"),
      import("../stores/protect-files"),
      import("../service/start-service"),
      import("../terminal/output"),
      import("./user-name"),
    ]);
  const settings = readConfig(config);
  // The processes of its exports have it from this one.
  if (settings.readableBy !== undefined) protectFiles(settings.readableBy);
  const service = await startService(settings, { host, port }, userName());
  let stopped: Promise<void> | null = null;
  const stop = () => {
    if (stopped !== null) return service.stopNow();
    stopped = service.stop().then(() => process.exit(0));
  };
  // The program's own answer would end it at once.
  for (const signal of ENDING_SIGNALS) process.removeAllListeners(signal).on(signal, stop);
  const open = service.isOpen
    ? "Nobody has to sign in: only this machine is served, and everyone at it may export and release.\n"
    : "";
  await print(`Listening on ${service.url}\n${open}`);
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("It must be a number from 0 to 65535.");
}
