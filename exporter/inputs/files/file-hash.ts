import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { crc32 } from "node:zlib";
import { BLOCK } from "./ranges";

/** A file as one thread hashed it while others read it; the blocks tell whether they saw the same bytes. */
export interface FileHash {
  readonly sha256: string;
  readonly bytes: number;
  /** CRC-32 of each block. */
  readonly checks: readonly number[];
}

const PIECE = 1 << 18;

/** Reads a file and hashes it, once whole and once block by block. */
export function hashFile(path: string, blockBytes = BLOCK): FileHash {
  const hash = createHash("sha256");
  const checks: number[] = [];
  const piece = Buffer.allocUnsafe(Math.min(PIECE, blockBytes));
  const descriptor = openSync(path, "r");
  try {
    let bytes = 0;
    for (;;) {
      const left = blockBytes - (bytes % blockBytes);
      const count = readSync(descriptor, piece, 0, Math.min(piece.length, left), bytes);
      if (count === 0) return { sha256: hash.digest("hex"), bytes, checks };
      const block = Math.floor(bytes / blockBytes);
      const read = piece.subarray(0, count);
      hash.update(read);
      checks[block] = crc32(read, checks[block] ?? 0);
      bytes += count;
    }
  } finally {
    closeSync(descriptor);
  }
}
