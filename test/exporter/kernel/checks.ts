import { checkKernel, memory } from "../../../exporter/kernel/kernel";

/** Of the kernel's own constants. */
const BLOCKS = 1 << 16;
/** Behind each block so many bytes may be read, never written. */
const READABLE = 16;
const UNIT = 64;

/** Where the block that holds a unit ends, by unit; 0 where there is none. */
const ends = new Float64Array(2 ** 32 / UNIT);

/** Whether `bytes` bytes at an address are those of one block. */
function check(what: string, address: number, bytes: number, beyond: number): void {
  const from = address >>> 0;
  const end = from < BLOCKS ? BLOCKS : ends[Math.floor(from / UNIT)];
  if (from + bytes <= end + (end === 0 ? 0 : beyond)) return;
  throw new RangeError(`The kernel ${what} ${bytes} bytes at ${from}, where the block ends at ${end}.`);
}

const value = (_id: number, given: unknown) => given;
const numbers = ["i32", "i64", "f32", "f64"];

// The kernel that tests run asks before each access; see `instrument-memory` of Binaryen.
checkKernel({
  imports: {
    load_ptr(_id: number, bytes: number, offset: number, address: number) {
      check("reads", (address >>> 0) + offset, bytes, READABLE);
      return address;
    },
    store_ptr(_id: number, bytes: number, offset: number, address: number) {
      check("writes", (address >>> 0) + offset, bytes, 0);
      return address;
    },
    ...Object.fromEntries(
      numbers.flatMap((type) => [`load_val_${type}`, `store_val_${type}`].map((name) => [name, value])),
    ),
    memory_grow_pre: value,
    memory_grow_post: value,
  },
  taken(address, bytes) {
    ends.fill(address + bytes, address / UNIT, Math.ceil((address + bytes + READABLE) / UNIT));
  },
  freed(address) {
    const end = ends[address / UNIT];
    ends.fill(0, address / UNIT, Math.ceil((end + READABLE) / UNIT));
  },
});

/** Where the first block is. */
let start = BLOCKS;

/** No block is left of those before; the next are at `from` and above. */
export function forgetBlocks(from = BLOCKS): void {
  ends.fill(0, start / UNIT, memory().used / UNIT);
  memory().startOver(from);
  start = from;
}
