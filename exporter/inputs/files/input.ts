import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { isAbsolute } from "node:path";
import { pipeline, Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { createGunzip } from "node:zlib";
import { isNothingThere } from "../../stores/disk";
import { Failure } from "../../words/failure";

/** Writes about `max` more bytes (at most 6 more) to `target` from `at` on and says how many; 0 at the end. */
export type Fill = (target: Uint8Array, at: number, max: number) => Promise<number>;

const GUNZIP_CHUNK = 256 * 1024;
/** Tables pack 3 to 50 times smaller. A few kilobytes that unpack to millions of blank rows are no table, and would fill the memory. */
const MOST_UNPACKED = 100;
const ALWAYS_UNPACKED = 4 << 20;

/** A file being read once, from its start to its end, and hashed on the way. */
export class InputFile {
  readonly size: number;
  /** Whether any part of it can be read at any time. */
  readonly isOnDisk: boolean;
  read = 0;
  private readonly descriptor: number;
  private readonly isStandardInput: boolean;
  private readonly hash = createHash("sha256");

  /** @param name what messages call the file */
  constructor(
    path: string,
    private readonly name: string,
  ) {
    this.isStandardInput = isStandardInput(path);
    try {
      this.descriptor = this.isStandardInput ? 0 : openSync(path, "r");
    } catch (error) {
      throw cannotOpen(name, error);
    }
    const status = fstatSync(this.descriptor);
    if (status.isDirectory()) {
      this.close();
      throw new Failure("SOURCE_IS_FOLDER", `${name} is a folder, not a file.`);
    }
    this.size = status.size;
    this.isOnDisk = status.isFile() && !this.isStandardInput;
  }

  readonly fill: Fill = async (target, at, max) => {
    let count = 0;
    try {
      count = readSync(this.descriptor, target, at, max, null);
    } catch (error) {
      // Another program's pipe may have nothing yet, and may not wait.
      if (reason(error) === "EAGAIN") {
        await sleep(5);
        return this.fill(target, at, max);
      }
      throw cannotRead(this.name, this.read, error);
    }
    this.hash.update(target.subarray(at, at + count));
    this.read += count;
    return count;
  };

  /** SHA-256 of the whole file, in hex, what follows the compressed data of a gzip file included. */
  async sha256(): Promise<string> {
    const rest = new Uint8Array(64 * 1024);
    while ((await this.fill(rest, 0, rest.length)) > 0);
    return this.hash.digest("hex");
  }

  close(): void {
    if (!this.isStandardInput) closeSync(this.descriptor);
  }
}

/** Whether a path names standard input. */
export function isStandardInput(path: string): boolean {
  return path === "-" || path === "/dev/stdin";
}

function reason(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

/** @param read how many bytes could be read */
export function cannotRead(name: string, read: number, error: unknown): Failure {
  const sentence = `${name} could not be read beyond byte ${read.toLocaleString("en")} (${reason(error)}).`;
  return new Failure("SOURCE_UNREADABLE", sentence, { way: "reading", cause: error });
}

function cannotOpen(path: string, error: unknown): Failure {
  const code = reason(error);
  if (isNothingThere(error)) {
    return new Failure("SOURCE_MISSING", `There is no file ${path}.`, {
      ...(isAbsolute(path) ? { way: "whole" } : { way: "relative", folder: process.cwd() }),
      cause: error,
    });
  }
  if (code === "EACCES" || code === "EPERM") {
    return new Failure("SOURCE_FORBIDDEN", `You have no permission to read ${path}.`, { cause: error });
  }
  return new Failure("SOURCE_UNREADABLE", `${path} could not be opened (${code}).`, { way: "opening", cause: error });
}

/** The first `wanted` bytes (fewer when the input ends before), and the whole input again. */
export async function peek(fill: Fill, wanted: number): Promise<{ head: Uint8Array; fill: Fill }> {
  const bytes = new Uint8Array(wanted + 6);
  let length = 0;
  while (length < wanted) {
    const count = await fill(bytes, length, wanted - length);
    if (count === 0) break;
    length += count;
  }
  const head = bytes.subarray(0, length);
  let given = 0;
  return {
    head,
    fill: async (target, at, max) => {
      if (given === length) return fill(target, at, max);
      const part = head.subarray(given, given + max);
      target.set(part, at);
      given += part.length;
      return part.length;
    },
  };
}

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** What the gzip data in `fill` unpacks to. `close` frees what a reader that stops early leaves behind. */
export function gunzip(fill: Fill, path: string): { fill: Fill; close: () => void } {
  let packedBytes = 0;
  let unpackedBytes = 0;
  async function* packed(): AsyncGenerator<Buffer> {
    for (;;) {
      const bytes = Buffer.allocUnsafe(GUNZIP_CHUNK + 6);
      const count = await fill(bytes, 0, GUNZIP_CHUNK);
      if (count === 0) return;
      packedBytes += count;
      yield bytes.subarray(0, count);
    }
  }
  const unpacked = createGunzip({ chunkSize: GUNZIP_CHUNK });
  // Errors arrive where the chunks are read.
  pipeline(Readable.from(packed(), { highWaterMark: 1 }), unpacked, () => {});
  const chunks = unpacked[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let chunk: Uint8Array = new Uint8Array(0);
  return {
    fill: async (target, at, max) => {
      if (chunk.length === 0) {
        try {
          const next = await chunks.next();
          if (next.done) return 0;
          chunk = next.value;
        } catch (error) {
          if (error instanceof Failure) throw error;
          throw badGzip(path, error);
        }
      }
      const part = chunk.subarray(0, max);
      unpackedBytes += part.length;
      if (unpackedBytes > ALWAYS_UNPACKED && unpackedBytes > MOST_UNPACKED * packedBytes) throw tooTight(path);
      target.set(part, at);
      chunk = chunk.subarray(part.length);
      return part.length;
    },
    close: () => unpacked.destroy(),
  };
}

function tooTight(path: string): Failure {
  return new Failure(
    "TOO_LARGE",
    `${path} unpacks to more than ${MOST_UNPACKED} times its size, as blank rows do and no table does.`,
    { way: "unpacked" },
  );
}

function badGzip(path: string, error: unknown): Failure {
  const cut = reason(error) === "Z_BUF_ERROR";
  return new Failure(
    "BAD_GZIP",
    cut ? `${path} ends in the middle of its gzip data.` : `${path} holds damaged gzip data.`,
    { way: cut ? "cut" : "damaged", cause: error },
  );
}
