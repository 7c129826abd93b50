import { Failure } from "../words/failure";

/**
 * One memory for the kernel and for all threads: a typed array over it has the same address (`byteOffset`) in each of them, and goes to
 * another thread without a copy. Addresses go up to 4 GB: `>>> 2` makes a word's place of one, where `>> 2` would be below zero,
 * and `>>> 0` makes one of what the kernel returns, whose integers have a sign here.
 *
 *     0 .. 1 KB       nothing: no block has the address 0
 *     1 KB            the next free unit (u32), moved on by all threads
 *     4 KB .. 64 KB   the kernel's own constants
 *     64 KB ..        blocks, each at a multiple of 64 bytes. A block that was given back is taken again by the same thread
 *
 * All of it is reserved at once, since a memory that grows has to be looked at anew by each thread. What is never written takes no room.
 */
const PAGE = 1 << 16;
/** One less than there can be: the length of 65,536 pages fits no 32 bits, and such a memory cannot be posted to a thread. */
const MOST_PAGES = 65_535;
const FEWEST_PAGES = 4096;
const UNIT = 64;
const NEXT = 1024 >> 2;
/** So many bytes behind each block may be read, never written: texts are read sixteen bytes at a time. */
const READABLE = 16;

/** Reserves the memory: 4 GB, or less where the system grants no more. */
export function reserve(): WebAssembly.Memory {
  for (let pages = MOST_PAGES; ; pages >>= 1) {
    try {
      const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
      new Uint32Array(memory.buffer)[NEXT] = PAGE / UNIT;
      return memory;
    } catch (error) {
      if (pages <= FEWEST_PAGES) throw error;
    }
  }
}

/** What is told of each block, for a build of the kernel that checks its addresses. */
export interface Watcher {
  taken(address: number, bytes: number): void;
  freed(address: number): void;
}

type Placed = Uint8Array | Int32Array | Uint32Array | Float64Array;

/** Blocks for a while. */
export interface Scratch {
  /** The address of a new block, as `Memory.take`. */
  take(bytes: number): number;
  /** The address of an array: its own where it lies in the memory, else that of a copy. */
  addressOf(array: Placed): number;
}

/** One thread's view of the memory. */
export class Memory {
  readonly buffer: SharedArrayBuffer;
  readonly bytes: Uint8Array;
  readonly words: Uint32Array;
  /** Blocks that were given back, by their size. */
  private readonly free = new Map<number, number[]>();

  constructor(
    memory: WebAssembly.Memory,
    private readonly watcher: Watcher | null,
  ) {
    this.buffer = memory.buffer;
    this.bytes = new Uint8Array(this.buffer);
    this.words = new Uint32Array(this.buffer);
  }

  /** The address of a new block. What stands in it is left over from others. Throws `TOO_LARGE` when the memory is used up. */
  take(bytes: number): number {
    const size = sizeOf(bytes);
    const address = this.again(size) ?? this.next(size);
    this.watcher?.taken(address, bytes);
    return address;
  }

  /** Gives a block back that was taken for `bytes`. Nobody may use it, or an array over it, any more. */
  giveBack(address: number, bytes: number): void {
    this.keep(address, sizeOf(bytes));
    this.watcher?.freed(address);
  }

  /** A new block as an array; like the others below, with whatever is left over in it. */
  uint8(length: number): Uint8Array {
    return new Uint8Array(this.buffer, this.take(length), length);
  }

  int32(length: number): Int32Array {
    return new Int32Array(this.buffer, this.take(4 * length), length);
  }

  uint32(length: number): Uint32Array {
    return new Uint32Array(this.buffer, this.take(4 * length), length);
  }

  float64(length: number): Float64Array {
    return new Float64Array(this.buffer, this.take(8 * length), length);
  }

  /** Whether an array lies in this memory. Another thread's array has a buffer object of its own over it, as long as ours. */
  private holds({ buffer }: ArrayBufferView): boolean {
    return buffer instanceof SharedArrayBuffer && buffer.byteLength === this.buffer.byteLength;
  }

  /** What `work` returns. Its scratch is given back when it is done, and serves the next phase. */
  withScratch<T>(work: (scratch: Scratch) => T): T {
    const taken: [address: number, bytes: number][] = [];
    const take = (bytes: number) => {
      const address = this.take(bytes);
      taken.push([address, bytes]);
      return address;
    };
    const addressOf = (array: Placed) => {
      if (this.holds(array)) return array.byteOffset;
      const address = take(array.byteLength);
      this.bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), address);
      return address;
    };
    try {
      return work({ take, addressOf });
    } finally {
      for (const [address, bytes] of taken) this.giveBack(address, bytes);
    }
  }

  /** Bytes up to the end of the last block. */
  get used(): number {
    return this.words[NEXT] * UNIT;
  }

  /** Forgets all blocks: for tests, which make more tables than a run does. */
  startOver(from = PAGE): void {
    this.free.clear();
    this.words[NEXT] = from / UNIT;
  }

  /** A block that was given back, or the beginning of the smallest that is larger. */
  private again(size: number): number | undefined {
    const fit = this.free.has(size) ? size : Math.min(...[...this.free.keys()].filter((other) => other > size));
    const blocks = this.free.get(fit);
    if (blocks === undefined) return undefined;
    const address = blocks.pop()!;
    if (blocks.length === 0) this.free.delete(fit);
    if (fit > size) this.keep(address + size, fit - size);
    return address;
  }

  private keep(address: number, size: number): void {
    const blocks = this.free.get(size);
    if (blocks === undefined) this.free.set(size, [address]);
    else blocks.push(address);
  }

  private next(size: number): number {
    const address = Atomics.add(this.words, NEXT, size / UNIT) * UNIT;
    if (address + size > this.buffer.byteLength) throw this.full();
    return address;
  }

  private full(): Failure {
    const gigabytes = (this.buffer.byteLength / 2 ** 30).toFixed(1).replace(".0", "");
    return new Failure("TOO_LARGE", `The tables need more than the ${gigabytes} GB that one run can work in.`, {
      way: "table",
    });
  }
}

/** Blocks have few sizes, four between a power of two and the next, so that one that was given back fits again. */
function sizeOf(bytes: number): number {
  const least = bytes + READABLE;
  const step = Math.max(UNIT, 2 ** (Math.floor(Math.log2(least)) - 2));
  return Math.ceil(least / step) * step;
}
