import { kernel, memory } from "./kernel";

/** The rows whose byte is `wanted`, ascending. */
export function rowsWith(bytes: Uint8Array, wanted: number): Int32Array {
  const rows = memory().int32(bytes.length + 1);
  const count = memory().withScratch(({ addressOf }) =>
    kernel().rowsWith(addressOf(bytes), bytes.length, wanted, rows.byteOffset),
  );
  return rows.subarray(0, count);
}
