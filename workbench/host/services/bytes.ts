import type { Execution } from "../realm/execution";
import { Charsets } from "./enums";
import { notImplemented, wrongArguments } from "./refusal";

/** Java's bytes, -128 to 127, as the script gets them. */
export function signedBytes(execution: Execution, bytes: Uint8Array): number[] {
  return execution.realm.array(Array.from(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
}

/** What the script gave as data: text in a charset, or bytes (signed or not). */
export function bytesOf(execution: Execution, method: string, data: unknown, charset?: unknown): Buffer {
  if (Array.isArray(data)) return Buffer.from(Int8Array.from(data).buffer);
  if (typeof data !== "string") return wrongArguments(execution, method, [data]);
  if (charset === Charsets.UTF_8) return Buffer.from(data);
  const ascii = isAscii(data);
  if (charset === Charsets.US_ASCII) return Buffer.from(ascii ? data : data.replace(/[^\0-\x7f]/gu, "?"));
  if (charset !== undefined) return wrongArguments(execution, method, [data, charset]);
  // Google does not say what it does then, so it is no use relying on it.
  return ascii
    ? Buffer.from(data)
    : notImplemented(execution, `${method} of text beyond ASCII without a Utilities.Charset`);
}

const isAscii = (text: string) => Buffer.byteLength(text) === text.length;
