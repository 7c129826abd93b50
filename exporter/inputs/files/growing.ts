import { memory } from "../../kernel/kernel";
import type { Placed } from "../../kernel/memory";

/**
 * An array of memory with room for `needed` elements: `array`, or a larger one with the first `used` of them. When `used` were needed for
 * `fraction` of the input, it gets what the whole input will probably need, within bounds: memory that is never written is never resident.
 */
export function withRoom<T extends Placed>(array: T, used: number, needed: number, fraction: number): T {
  if (needed <= array.length) return array;
  const expected = Math.min(used * 16, (used / Math.max(fraction, 1e-9)) * 1.05);
  const length = Math.ceil(Math.max(needed, expected, used * 2));
  const Kind = array.constructor as new (buffer: SharedArrayBuffer, address: number, length: number) => T;
  const larger = new Kind(memory().buffer, memory().take(length * array.BYTES_PER_ELEMENT), length);
  larger.set(array.subarray(0, used));
  giveBack(array);
  return larger;
}

/** Gives back memory that nobody looks at any more. */
export function giveBack(...arrays: Placed[]): void {
  for (const { byteOffset, byteLength } of arrays) memory().giveBack(byteOffset, byteLength);
}
