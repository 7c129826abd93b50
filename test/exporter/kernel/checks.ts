import { checkKernel, memory } from "../../../exporter/kernel/kernel";

/** Of the kernel's own constants. */
const BLOCKS = 1 << 16;
/** Behind each block so many bytes may be read, never written. */
const READABLE = 16;
const UNIT = 64;

/** Up to where may be read what begins in a unit: the end of the block that holds it and what is readable behind; 0 where there is none. */
const readable = new Float64Array(2 ** 32 / UNIT).fill(BLOCKS, 0, BLOCKS / UNIT);

function refuse(what: string, from: number, bytes: number): never {
  throw new RangeError(`The kernel ${what} ${bytes} bytes at ${from}, beyond its blocks.`);
}

const value = (_id: number, given: unknown) => given;
const numbers = ["i32", "i64", "f32", "f64"];

// The kernel that tests run asks before each access; see `instrument-memory` of Binaryen.
checkKernel({
  imports: {
    load_ptr(_id: number, bytes: number, offset: number, address: number) {
      const from = (address >>> 0) + offset;
      if (from + bytes > readable[from >>> 6]) refuse("reads", from, bytes);
      return address;
    },
    store_ptr(_id: number, bytes: number, offset: number, address: number) {
      const from = (address >>> 0) + offset;
      if (from + bytes > readable[from >>> 6] - READABLE) refuse("writes", from, bytes);
      return address;
    },
    ...Object.fromEntries(
      numbers.flatMap((type) => [`load_val_${type}`, `store_val_${type}`].map((name) => [name, value])),
    ),
    memory_grow_pre: value,
    memory_grow_post: value,
  },
  taken(address, bytes) {
    const end = address + bytes + READABLE;
    readable.fill(end, address / UNIT, Math.ceil(end / UNIT));
  },
  freed(address) {
    readable.fill(0, address / UNIT, Math.ceil(readable[address / UNIT] / UNIT));
  },
});

/** Where the first block is. */
let start = BLOCKS;

/** No block is left of those before; the next are at `from` and above. */
export function forgetBlocks(from = BLOCKS): void {
  readable.fill(0, start / UNIT, memory().used / UNIT);
  memory().startOver(from);
  start = from;
}
