import { createHash } from "node:crypto";

/** A positive 31-bit id that stays the same for the same name, the next free one when it is taken. */
export function stableId(name: string, taken: ReadonlySet<number>): number {
  let id = createHash("sha256").update(`lead-export ${name}`).digest().readUInt32BE(0) >>> 1;
  while (id === 0 || taken.has(id)) id = (id + 1) % 2 ** 31;
  return id;
}
