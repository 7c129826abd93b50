import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { sha256Of } from "../../../exporter/stores/sha256";

/** Writes a file of this machine with so many random bytes. Returns its path and SHA-256. */
export async function randomFile(path: string, bytes: number): Promise<{ path: string; sha256: string }> {
  writeFileSync(path, randomBytes(bytes));
  return { path, sha256: await sha256Of(path) };
}
