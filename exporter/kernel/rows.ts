import { kernel, memory } from "./kernel";
import type { Scratch } from "./memory";

/** The rows whose number is above `limit`, ascending, in a block of `place`. */
export function rowsAbove(numbers: Float64Array, limit: number, { take, trimmed, addressOf }: Scratch): Int32Array {
  const most = numbers.length + 1;
  const rows = new Int32Array(memory().buffer, take(4 * most), most);
  return trimmed(rows, kernel().rowsAbove(addressOf(numbers), numbers.length, limit, rows.byteOffset));
}

/** The rows whose byte is `wanted`, ascending, in a block of the memory's own or of `place`. */
export function rowsWith(
  bytes: Uint8Array,
  wanted: number,
  place: Pick<Scratch, "take" | "trimmed"> = memory(),
): Int32Array {
  const most = bytes.length + 1;
  const rows = new Int32Array(memory().buffer, place.take(4 * most), most);
  const count = memory().withScratch(({ addressOf }) =>
    kernel().rowsWith(addressOf(bytes), bytes.length, wanted, rows.byteOffset),
  );
  return place.trimmed(rows, count);
}
