import { Command, InvalidArgumentError } from "commander";
import pc from "picocolors";
import { version } from "../package.json";
import { Failure } from "./failure";
import type { ServeOptions } from "./open-books";
import { serve } from "./serve";

const USAGE = 2;

const program = new Command("lead-workbench")
  .description("A local stand-in for Google Sheets: serves a workbook as the Sheets API v4 on this machine only.")
  .version(version, "-V, --version", "print the version")
  .helpOption("-h, --help", "show this help")
  .option("--headless", "serve the workbook without its page")
  .option("--port <number>", "port to listen on (default: 8787, or another when it is taken)", toPort)
  .option("--book <file>", "keep the workbook in this file: loaded when it is there, saved on every change")
  .option("--sample", "start with the bundled sample when the workbook is new")
  .option("--key-file <file>", "write a service account's key to this file and share the workbook with it")
  .option("--quota", "refuse more than 60 reads or 60 writes a minute for each user, as Google does")
  .addHelpText(
    "after",
    `
Examples:
  lead-workbench --headless --sample
  lead-workbench --headless --book leads.book.json --key-file key.json --port 8787`,
  )
  .action(async (options: ServeOptions & { headless?: true }) => {
    const { open } = options.headless ? { open: serve } : await import("./open-workbench");
    const stop = await open(options);
    let stopping = false;
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.on(signal, () => {
        if (stopping) return;
        stopping = true;
        stop().then(() => process.exit(0), fail);
      });
    }
  });

// A mistake on the command line exits 2, as the other command's does.
program.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : USAGE));
process.on("uncaughtException", fail);
await program.parseAsync().catch(fail);

function toPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a number from 0 to 65535.");
}

function fail(error: unknown): never {
  const red = process.stderr.isTTY ? pc.red : String;
  const known = error instanceof Failure;
  const words = known ? `${error.message}\n${error.wayOut}` : ((error as Error)?.stack ?? String(error));
  process.stderr.write(`${red("Error:")} ${words}\n`);
  process.exit(known ? error.exit : 1);
}
