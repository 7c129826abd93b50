import { createHash } from "node:crypto";
import { LONGEST_NAME } from "../../config/target-settings";

const HASH = 8;

/** A name as PostgreSQL keeps it: one it would cut off ends with a hash instead, so that two long ones stay two. */
export function nameOf(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST_NAME) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, HASH);
  let kept = name;
  while (Buffer.byteLength(kept) > LONGEST_NAME - HASH - 1) kept = [...kept].slice(0, -1).join("");
  return `${kept}_${hash}`;
}

/** A name in a statement, whatever signs it has and whatever else it means in SQL. */
export function quotedName(...parts: string[]): string {
  return parts.map((part) => `"${nameOf(part).replaceAll('"', '""')}"`).join(".");
}

/** PostgreSQL cannot store a NUL, which a cell that was held may have: it gets the sign that stands for it. */
export const NUL_SIGN = "\u2400";

/** A text in a statement that takes no parameters. */
export function quotedText(text: string): string {
  const body = text.replaceAll("'", "''");
  return text.includes("\\") ? `E'${body.replaceAll("\\", "\\\\")}'` : `'${body}'`;
}
