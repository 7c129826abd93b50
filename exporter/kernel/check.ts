import { kernel, memory } from "./kernel";

/** Bytes of what the kernel knows of a check: see exporter/kernel/assembly/check.ts. */
export const LANES = 32;

/** The check of bytes in the kernel's memory: other bytes have another. */
export function checkOf(bytes: Uint8Array): bigint {
  return memory().withScratch(({ take }) => kernel().check(take(LANES), 0, bytes.byteOffset, bytes.length));
}
