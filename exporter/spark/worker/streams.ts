import { readSync, writeSync } from "node:fs";

const CHUNK = 1 << 16;
const LF = 10;

/**
 * Calls `onLine` with every line of standard input, without its line end: where it is in bytes that are others later. Synchronous, as all of a worker: nothing can be left unwritten
 * when the process ends. `onTurn` is told when a chunk is about to be worked on, and when that is done.
 */
export function readLines(
  onLine: (bytes: Buffer, from: number, to: number) => void,
  onTurn: (isWorking: boolean) => void,
): void {
  const buffer = Buffer.allocUnsafe(CHUNK);
  let rest: Buffer[] = [];
  for (;;) {
    onTurn(false);
    const length = readChunk(buffer);
    onTurn(true);
    if (length === 0) break;
    let from = 0;
    for (let to = buffer.indexOf(LF); to >= 0 && to < length; to = buffer.indexOf(LF, from)) {
      if (rest.length === 0) onLine(buffer, from, to);
      else {
        const whole = Buffer.concat([...rest, buffer.subarray(from, to)]);
        rest = [];
        onLine(whole, 0, whole.length);
      }
      from = to + 1;
    }
    if (from < length) rest.push(Buffer.from(buffer.subarray(from, length)));
  }
  if (rest.length > 0) throw new Error("the input ends within a line");
}

/** 0 at the end. */
function readChunk(buffer: Buffer): number {
  for (;;) {
    try {
      return readSync(0, buffer, 0, CHUNK, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
    }
  }
}

/** Lines for standard output, written in chunks. */
export class Lines {
  private waiting: string[] = [];
  private size = 0;

  /** `onTurn` is told when there may be a wait, and when that is over. */
  constructor(private readonly onTurn: (isWorking: boolean) => void = () => {}) {}

  add(line: string): void {
    this.waiting.push(line);
    this.size += line.length;
    if (this.size > CHUNK) this.flush();
  }

  flush(): void {
    if (this.waiting.length === 0) return;
    const bytes = Buffer.from(`${this.waiting.join("\n")}\n`);
    this.waiting = [];
    this.size = 0;
    this.onTurn(false);
    for (let at = 0; at < bytes.length; ) {
      try {
        at += writeSync(1, bytes, at);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      }
    }
    this.onTurn(true);
  }
}
