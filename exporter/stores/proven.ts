import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Failure } from "../words/failure";

/** Passes a file on, and breaks off before its end where it is not the one of that SHA-256 (hex) any more. Throws `READ_BACK_DIFFERS`. */
export async function* proven(body: AsyncIterable<Buffer>, path: string, sha256: string): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  let held: Buffer | null = null;
  for await (const chunk of body) {
    hash.update(chunk);
    if (held !== null) yield held;
    held = chunk;
  }
  if (hash.digest("hex") !== sha256) throw differs(path);
  if (held !== null) yield held;
}

/** The bytes of a small file that is still the one of that SHA-256 (hex). Throws `READ_BACK_DIFFERS`. */
export async function provenBytes(path: string, sha256: string): Promise<Buffer> {
  const bytes = await readFile(path);
  if (createHash("sha256").update(bytes).digest("hex") !== sha256) throw differs(path);
  return bytes;
}

function differs(path: string): Failure {
  return new Failure("READ_BACK_DIFFERS", `${path} is no longer what was written: it was changed, or the disk fails.`);
}
