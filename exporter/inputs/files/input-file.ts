import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { isAbsolute } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isNothingThere } from "../../stores/disk";
import { Failure } from "../../words/failure";
import type { Fill } from "./fill";

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
