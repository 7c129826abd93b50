import { kernel, memory } from "./kernel";

/** The rows whose byte is `wanted`, ascending, in memory that `take` gives. */
export function rowsWith(
  bytes: Uint8Array,
  wanted: number,
  take: (bytes: number) => number = (size) => memory().take(size),
): Int32Array {
  const rows = take(4 * (bytes.length + 1));
  const count = memory().withScratch(({ addressOf }) =>
    kernel().rowsWith(addressOf(bytes), bytes.length, wanted, rows),
  );
  return new Int32Array(memory().buffer, rows, count);
}
