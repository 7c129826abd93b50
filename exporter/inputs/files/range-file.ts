import { closeSync, openSync, readSync } from "node:fs";
import { LANES } from "../../kernel/check";
import { kernel, memory } from "../../kernel/kernel";
import { Failure } from "../../words/failure";
import type { Fill } from "./fill";
import { cannotRead } from "./input-file";
import { endOfRange, type Range, type SharedFile, takeBlock } from "./ranges";

/** The bytes of a range, from its first row on. */
export class RangeFile {
  /** Bytes that it has at most. */
  readonly size: number;
  private readonly descriptor: number;
  /** Where reading has come to, and up to where it may go on: the end of a block, in the end the first row of the next range. */
  private at: number;
  private until: number;
  private hasBlocks = true;
  /** What is known of the block that is read. */
  private readonly lanes = memory().take(LANES);

  constructor(
    private readonly shared: SharedFile,
    private readonly range: Range,
  ) {
    const { start } = range;
    this.size = shared.bytes - start;
    this.at = start - (start % shared.blockBytes);
    this.until = this.at;
    this.descriptor = openSync(shared.path, "r");
  }

  readonly fill: Fill = async (target, to, max) => {
    const { start } = this.range;
    // What stands before it in its first block is of the range before, but belongs to the block's check.
    while (this.at < start) this.readInto(target, to, Math.min(max, start - this.at));
    return this.readInto(target, to, max);
  };

  /** How many bytes were given. */
  get read(): number {
    return Math.max(0, this.at - this.range.start);
  }

  /** Whether nothing of the file follows what was given. */
  get isAll(): boolean {
    return this.at === this.shared.bytes;
  }

  close(): void {
    closeSync(this.descriptor);
    memory().giveBack(this.lanes, LANES);
  }

  private readInto(target: Uint8Array, to: number, max: number): number {
    if (this.at === this.until && this.hasBlocks) this.goOn();
    const { name, checks, blockBytes } = this.shared;
    const wanted = Math.min(max, this.until - this.at);
    if (wanted === 0) return 0;
    let count = 0;
    try {
      count = readSync(this.descriptor, target, to, wanted, this.at);
    } catch (error) {
      throw cannotRead(name, this.at, error);
    }
    if (count === 0)
      throw new Failure("SOURCE_UNREADABLE", `${name} became shorter while it was read.`, { way: "changed" });
    if (this.hasBlocks) {
      const block = Math.floor(this.at / blockBytes);
      checks[block] = kernel().check(this.lanes, this.at % blockBytes, target.byteOffset + to, count);
    }
    this.at += count;
    return count;
  }

  private goOn(): void {
    const { shared, range } = this;
    const block = takeBlock(shared, range.slot);
    this.hasBlocks = block >= 0;
    this.until = this.hasBlocks
      ? Math.min((block + 1) * shared.blockBytes, shared.bytes)
      : endOfRange(shared, range.slot);
  }
}
