import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { LANES } from "../../kernel/check";
import { kernel, memory } from "../../kernel/kernel";
import { BLOCK } from "./ranges";

/** A file as one thread hashed it while others read it; the blocks tell whether they saw the same bytes. */
export interface FileHash {
  readonly sha256: string;
  readonly bytes: number;
  /** Of each block. */
  readonly checks: readonly bigint[];
}

const PIECE = 1 << 18;

/** Reads a file and hashes it, once whole and once block by block. */
export function hashFile(path: string, blockBytes = BLOCK): FileHash {
  const hash = createHash("sha256");
  const checks: bigint[] = [];
  const descriptor = openSync(path, "r");
  try {
    return memory().withScratch(({ take }) => {
      const [piece, lanes] = [take(PIECE), take(LANES)];
      for (let bytes = 0; ; ) {
        const done = bytes % blockBytes;
        const count = readSync(descriptor, memory().bytes, piece, Math.min(PIECE, blockBytes - done), bytes);
        if (count === 0) return { sha256: hash.digest("hex"), bytes, checks };
        hash.update(memory().bytes.subarray(piece, piece + count));
        checks[Math.floor(bytes / blockBytes)] = kernel().check(lanes, done, piece, count);
        bytes += count;
      }
    });
  } finally {
    closeSync(descriptor);
  }
}
