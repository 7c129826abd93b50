import { createHash } from "node:crypto";
import { readSync } from "node:fs";
import { open } from "node:fs/promises";

/** SHA-256 of a text, or of its UTF-8 bytes, in hex. */
export function sha256OfText(text: string | Uint8Array): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A file's SHA-256 in hex. Read in pieces, without a stream: several times as fast for files of this size. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  const piece = Buffer.allocUnsafe(1 << 20);
  const file = await open(path);
  try {
    for (;;) {
      const length = readSync(file.fd, piece);
      if (length === 0) return hash.digest("hex");
      hash.update(piece.subarray(0, length));
    }
  } finally {
    await file.close();
  }
}
