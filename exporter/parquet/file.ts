import { closeSync, openSync, readSync, writeSync } from "node:fs";
import type { FileMetaData, KeyValue, RowGroup } from "hyparquet";
import { extent, footer, MAGIC, moved, takeApart } from "./footer";

/** A finished file. */
export interface WrittenFile {
  rows: number;
  layout: FileLayout;
}

/** Where the row groups of a file are. */
export interface FileLayout {
  path: string;
  like: FileMetaData;
  groups: RowGroup[];
}

/** Row group `index` read back from disk, as a Parquet file of its own. */
export function rowGroupBytes({ path, like, groups }: FileLayout, index: number): Uint8Array {
  const group = groups[index];
  const { start, end } = extent(group);
  const body = Buffer.alloc(end - start);
  const fd = openSync(path, "r");
  try {
    readSync(fd, body, 0, body.length, start);
  } finally {
    closeSync(fd);
  }
  return Buffer.concat([MAGIC, body, footer(like, [moved(group, MAGIC.length - start)], [])]);
}

/**
 * A Parquet file put together from row groups that were written on their own, in any order and by either thread: parquet-wasm
 * writes whole files only, and ten million rows at once would not fit its memory.
 */
export class ParquetFile {
  private readonly fd: number;
  private position = 0;
  private readonly waiting = new Map<number, Uint8Array>();
  private readonly groups: RowGroup[] = [];
  private like: FileMetaData | null = null;

  /** @param keyValues the file's key-value metadata */
  constructor(
    readonly path: string,
    private readonly keyValues: KeyValue[],
  ) {
    this.fd = openSync(path, "wx");
    this.write(MAGIC);
  }

  /** Adds row group `index`, a Parquet file of its own. Kept until those before it are there: same rows, same bytes. */
  add(index: number, file: Uint8Array): void {
    this.waiting.set(index, file);
    for (let next = this.waiting.get(this.groups.length); next; next = this.waiting.get(this.groups.length)) {
      this.waiting.delete(this.groups.length);
      const { body, metadata } = takeApart(next);
      this.like ??= metadata;
      // A table without rows has no row group, only a schema.
      const [group] = metadata.row_groups;
      if (group === undefined) continue;
      this.groups.push(moved(group, this.position - extent(group).start));
      this.write(body);
    }
  }

  /** Writes the footer and closes the file. */
  finish(): WrittenFile {
    this.write(footer(this.like!, this.groups, this.keyValues));
    closeSync(this.fd);
    const rows = this.groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
    const { path, like, groups } = this;
    return { rows, layout: { path, like: like!, groups } };
  }

  private write(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) done += writeSync(this.fd, bytes, done);
    this.position += bytes.length;
  }
}
