import { once } from "node:events";
import { Failure } from "../words/failure";
import { failureText } from "./failure";

/**
 * A reader that has seen enough (`| head`) closes the pipe: that is no failure. Standard output that takes nothing more, as on a full
 * disk, is (`OUTPUT_CLOSED`); standard error holds progress and words only, and what is lost there stops nothing.
 */
export function watchOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit();
      if (stream === process.stderr) return;
      const failure = outputClosed(error);
      process.stderr.write(failureText(failure, false));
      process.exit(failure.exit);
    });
  }
}

function outputClosed(error: NodeJS.ErrnoException): Failure {
  const reason = error.code === "ENOSPC" ? "its disk is full" : error.message;
  return new Failure("OUTPUT_CLOSED", `Standard output takes nothing more: ${reason}.`, { cause: error });
}

/** Writes to standard output and waits while the reader is slower, so that a long listing does not fill memory. */
export async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
}

export function printJson(value: unknown): Promise<void> {
  return print(`${JSON.stringify(value)}\n`);
}

/** Joins the pieces of a listing to writes of a useful size. */
export async function printAll(pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  let pending = "";
  for await (const piece of pieces) {
    pending += piece;
    if (pending.length < 1 << 16) continue;
    await print(pending);
    pending = "";
  }
  await print(pending);
}
