import { kernel, memory } from "./kernel";

/** The rows whose byte is `wanted`, ascending, in memory that `take` gives. */
export function rowsWith(bytes: Uint8Array, wanted: number, take?: (bytes: number) => number): Int32Array {
  const most = bytes.length + 1;
  const rows = take?.(4 * most) ?? memory().take(4 * most);
  const count = memory().withScratch(({ addressOf }) =>
    kernel().rowsWith(addressOf(bytes), bytes.length, wanted, rows),
  );
  const found = new Int32Array(memory().buffer, rows, most);
  return take === undefined ? memory().trimmed(found, count) : found.subarray(0, count);
}
