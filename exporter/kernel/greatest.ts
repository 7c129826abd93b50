import { kernel, memory } from "./kernel";

/** The greatest of integers below 2^31; 0 when there are none. */
export function greatest(values: Int32Array | Uint32Array): number {
  if (values.length === 0) return 0;
  return memory().withScratch(({ take, addressOf }) => {
    const said = take(8);
    kernel().extent32(addressOf(values), values.length, said);
    return memory().words[(said >>> 2) + 1] | 0;
  });
}
