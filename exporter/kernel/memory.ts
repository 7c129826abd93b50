import { Failure } from "../words/failure";

/**
 * One memory for the kernel and for all threads: a typed array over it has the same address (`byteOffset`) in each of them, and goes to
 * another thread without a copy. Addresses go up to 4 GB: `>>> 2` makes a word's place of one, where `>> 2` would be below zero,
 * and `>>> 0` makes one of what the kernel returns, whose integers have a sign here.
 *
 *     0 .. 1 KB       nothing: no block has the address 0
 *     1 KB            u32s: the unit behind the last block, how many free blocks there are, whether a thread is at work on these
 *     4 KB .. 32 KB   the kernel's own constants
 *     32 KB .. 64 KB  of each free block its first unit and the one behind its last, in ascending order; neighbours are one
 *     64 KB ..        blocks, each at a multiple of 64 bytes
 *
 * All of it is reserved at once, since a memory that grows has to be looked at anew by each thread. What is never written takes no room.
 */
const PAGE = 1 << 16;
/** One less than there can be: the length of 65,536 pages fits no 32 bits, and such a memory cannot be posted to a thread. */
const MOST_PAGES = 65_535;
const FEWEST_PAGES = 4096;
const UNIT = 64;
const [END, COUNT, LOCK] = [1024 >> 2, (1024 >> 2) + 1, (1024 >> 2) + 2];
/** The list of free blocks, which is looked through often: along the blocks themselves each step would wait for memory. */
const [FREE, LIST_END] = [(32 * 1024) >> 2, PAGE >> 2];
/** So many bytes behind each block may be read, never written: texts are read sixteen bytes at a time. */
const READABLE = 16;
/** So often a thread looks whether another is done with the blocks before it sleeps. */
const SPINS = 1000;

/** Reserves the memory: 4 GB, or less where the system grants no more. */
export function reserve(): WebAssembly.Memory {
  for (let pages = MOST_PAGES; ; pages >>= 1) {
    try {
      const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
      new Uint32Array(memory.buffer)[END] = PAGE / UNIT;
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

export type Placed = Uint8Array | Int32Array | Uint32Array | Float64Array;

/** Blocks for a while. */
export interface Scratch {
  /** The address of a new block, as `Memory.take`. */
  take(bytes: number): number;
  /** The first elements of an array that is a block of these, as `Memory.trimmed`. */
  trimmed<T extends Placed>(array: T, length: number): T;
  /** The address of an array: its own where it lies in the memory, else that of a copy; 0 for none. */
  addressOf(array: Placed | null): number;
}

/** One thread's view of the memory. */
export class Memory {
  readonly buffer: SharedArrayBuffer;
  readonly bytes: Uint8Array;
  readonly words: Uint32Array;
  private readonly locks: Int32Array;
  /** A new block as an array, with whatever is left over in it. */
  readonly uint8 = (length: number) => new Uint8Array(this.buffer, this.take(length), length);
  readonly int32 = (length: number) => new Int32Array(this.buffer, this.take(4 * length), length);
  readonly uint32 = (length: number) => new Uint32Array(this.buffer, this.take(4 * length), length);
  readonly float64 = (length: number) => new Float64Array(this.buffer, this.take(8 * length), length);

  constructor(
    memory: WebAssembly.Memory,
    private readonly watcher: Watcher | null,
  ) {
    this.buffer = memory.buffer;
    this.bytes = new Uint8Array(this.buffer);
    this.words = new Uint32Array(this.buffer);
    this.locks = new Int32Array(this.buffer);
  }

  /** The address of a new block. What stands in it is left over from others. Throws `TOO_LARGE` when the memory is used up. */
  take(bytes: number): number {
    const units = unitsOf(bytes);
    const address = this.alone(() => this.again(units) ?? this.next(units)) * UNIT;
    this.watcher?.taken(address, bytes);
    return address;
  }

  /** Gives a block back that was taken for `bytes`. Nobody may use it, or an array over it, any more. */
  giveBack(address: number, bytes: number): void {
    this.watcher?.freed(address);
    this.alone(() => this.keep(address / UNIT, unitsOf(bytes)));
  }

  /** Gives back what of an array's block is behind its first `length` elements. Returns those. */
  trimmed<T extends Placed>(array: T, length: number): T {
    const { byteOffset, byteLength } = array;
    const kept = array.subarray(0, length) as T;
    const [units, all] = [unitsOf(kept.byteLength), unitsOf(byteLength)];
    if (units === all) return kept;
    this.watcher?.freed(byteOffset);
    this.watcher?.taken(byteOffset, kept.byteLength);
    this.alone(() => this.keep(byteOffset / UNIT + units, all - units));
    return kept;
  }

  /** Whether an array lies in this memory. Another thread's array has a buffer object of its own over it, as long as ours. */
  private holds({ buffer }: ArrayBufferView): boolean {
    return buffer instanceof SharedArrayBuffer && buffer.byteLength === this.buffer.byteLength;
  }

  /** What `work` returns. Its scratch is given back when it is done, and serves the next phase. */
  withScratch<T>(work: (scratch: Scratch) => T): T {
    const taken = new Map<number, number>();
    const take = (bytes: number) => {
      const address = this.take(bytes);
      taken.set(address, bytes);
      return address;
    };
    const trimmed = <A extends Placed>(array: A, length: number) => {
      const kept = this.trimmed(array, length);
      taken.set(kept.byteOffset, kept.byteLength);
      return kept;
    };
    const addressOf = (array: Placed | null) => {
      if (array === null) return 0;
      if (this.holds(array)) return array.byteOffset;
      const address = take(array.byteLength);
      this.bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), address);
      return address;
    };
    try {
      return work({ take, trimmed, addressOf });
    } finally {
      for (const [address, bytes] of taken) this.giveBack(address, bytes);
    }
  }

  /** Bytes up to the end of the last block. */
  get used(): number {
    return this.words[END] * UNIT;
  }

  /** Forgets all blocks: for tests, which make more tables than a run does. */
  startOver(from = PAGE): void {
    this.words[END] = from / UNIT;
    this.forgetFree();
  }

  /** Takes no free block again: once threads were ended, which may have been at work on them. */
  forgetFree(): void {
    this.words[COUNT] = 0;
    this.words[LOCK] = 0;
  }

  private alone<T>(work: () => T): T {
    // Another thread is done within microseconds, unless its core has something else to do.
    for (let tries = 1; Atomics.compareExchange(this.locks, LOCK, 0, 1) !== 0; tries++) {
      if (tries % SPINS === 0) Atomics.wait(this.locks, LOCK, 1, 1);
    }
    try {
      return work();
    } finally {
      Atomics.store(this.locks, LOCK, 0);
    }
  }

  /** The smallest free block that is large enough; what it has more stays free. */
  private again(units: number): number | undefined {
    const { words, freeEnd } = this;
    let [best, least] = [0, Number.POSITIVE_INFINITY];
    for (let at = FREE; at < freeEnd; at += 2) {
      const size = words[at + 1] - words[at];
      if (size >= units && size < least) [best, least] = [at, size];
    }
    if (best === 0) return undefined;
    const block = words[best];
    if (least === units) this.replace(best, best + 2);
    else words[best] = block + units;
    return block;
  }

  /** Makes a block free, one with its free neighbours; behind the last block nothing is. */
  private keep(block: number, units: number): void {
    const { words, freeEnd } = this;
    let [at, start, end] = [FREE, block, block + units];
    while (at < freeEnd && words[at + 1] < start) at += 2;
    let next = at;
    if (next < freeEnd && words[next + 1] === start) [start, next] = [words[next], next + 2];
    if (next < freeEnd && words[next] === end) [end, next] = [words[next + 1], next + 2];
    if (end === words[END]) {
      words[END] = start;
      this.replace(at, next);
    } else if (next > at || freeEnd < LIST_END) {
      // Else it is lost: with so many of them free, one does not matter.
      this.replace(at, next, start, end);
    }
  }

  private get freeEnd(): number {
    return FREE + 2 * this.words[COUNT];
  }

  /** Puts other words into the list of free blocks for those between `from` and `to`. */
  private replace(from: number, to: number, ...by: number[]): void {
    const { words, freeEnd } = this;
    words.copyWithin(from + by.length, to, freeEnd);
    words.set(by, from);
    words[COUNT] += (by.length - (to - from)) >> 1;
  }

  private next(units: number): number {
    const block = this.words[END];
    if ((block + units) * UNIT > this.buffer.byteLength) throw this.full();
    this.words[END] = block + units;
    return block;
  }

  private full(): Failure {
    const gigabytes = (this.buffer.byteLength / 2 ** 30).toFixed(1).replace(".0", "");
    return new Failure("TOO_LARGE", `The tables need more than the ${gigabytes} GB that one run can work in.`, {
      way: "table",
    });
  }
}

function unitsOf(bytes: number): number {
  return Math.ceil((bytes + READABLE) / UNIT);
}
