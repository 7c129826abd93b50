import { createHash } from "node:crypto";
import { closeSync, openSync, readSync, writeSync } from "node:fs";
import type { FileMetaData, KeyValue, RowGroup } from "hyparquet";
import { memory } from "../kernel/kernel";
import { extent, footer, MAGIC, moved } from "./footer";
import type { WrittenGroup } from "./row-group";
import type { ColumnSum } from "./values";

/** A finished file. */
export interface WrittenFile {
  rows: number;
  /** Of its bytes as they were meant, in hex: reading back finds any other. */
  sha256: string;
  layout: WrittenLayout;
}

/** Where the row groups of a file are. */
export interface FileLayout {
  path: string;
  schema: FileMetaData;
  groups: RowGroup[];
}

/** The same of a file that was just written, and what its bytes must be. */
export interface WrittenLayout extends FileLayout {
  /** Of each row group. */
  checks: bigint[];
  /** Of each column. */
  sums: ColumnSum[];
  /** What follows the row groups. */
  end: Uint8Array;
}

/** Fills `bytes` with those of a file from `position` on. Returns how many there were. */
export function readAt(path: string, bytes: Uint8Array, position: number): number {
  const fd = openSync(path, "r");
  try {
    let done = 0;
    for (let length = -1; length !== 0 && done < bytes.length; done += length) {
      length = readSync(fd, bytes, done, bytes.length - done, position + done);
    }
    return done;
  } finally {
    closeSync(fd);
  }
}

/** Row group `index` read back from disk, as a Parquet file of its own. */
export function rowGroupBytes({ path, schema, groups }: FileLayout, index: number): Uint8Array {
  const group = groups[index];
  const { start, end } = extent(group);
  const body = Buffer.alloc(end - start);
  if (readAt(path, body, start) !== body.length) throw new Error(`${path} is shorter than it was written`);
  return Buffer.concat([MAGIC, body, footer(schema, [moved(group, MAGIC.length - start)], [])]);
}

/** A Parquet file put together from row groups that were written on their own, in any order and by any thread. */
export class ParquetFile {
  private readonly fd: number;
  private isOpen = true;
  private position = 0;
  private readonly hash = createHash("sha256");
  private readonly waiting = new Map<number, WrittenGroup>();
  private readonly groups: RowGroup[] = [];
  private readonly checks: bigint[] = [];
  private readonly sums: ColumnSum[];

  /**
   * @param schema the footer of a file with the same columns
   * @param keyValues the file's key-value metadata
   */
  constructor(
    readonly path: string,
    private readonly schema: FileMetaData,
    private readonly keyValues: KeyValue[],
  ) {
    this.sums = schema.schema.slice(1).map(() => ({ present: 0, sum: 0n }));
    this.fd = openSync(path, "wx");
    this.write(MAGIC);
  }

  /** Adds row group `index`. Kept until those before it are there: same rows, same bytes. */
  add(index: number, added: WrittenGroup): void {
    // A group that another thread wrote may come after one has failed.
    if (!this.isOpen) return;
    this.waiting.set(index, added);
    for (let next = this.waiting.get(this.groups.length); next; next = this.waiting.get(this.groups.length)) {
      this.waiting.delete(this.groups.length);
      this.groups.push(moved(next.group, this.position));
      this.checks.push(next.check);
      for (const [i, { present, sum }] of next.sums.entries()) {
        this.sums[i].present += present;
        this.sums[i].sum += sum;
      }
      this.write(next.body);
      memory().giveBack(next.body.byteOffset, next.body.length);
    }
  }

  /** Writes the footer and closes the file. */
  finish(): WrittenFile {
    const end = footer(this.schema, this.groups, this.keyValues);
    this.write(end);
    this.close();
    const rows = this.groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
    const { path, schema, groups, checks, sums } = this;
    return { rows, sha256: this.hash.digest("hex"), layout: { path, schema, groups, checks, sums, end } };
  }

  /** For a file that will not be finished: its space is free again only when nobody has it open. */
  close(): void {
    if (this.isOpen) closeSync(this.fd);
    this.isOpen = false;
  }

  private write(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) done += writeSync(this.fd, bytes, done);
    this.hash.update(bytes);
    this.position += bytes.length;
  }
}
