import { closeSync, openSync, readSync, writeSync } from "node:fs";
import type { FileMetaData, KeyValue, RowGroup } from "hyparquet";
import { extent, footer, MAGIC, moved } from "./footer";
import type { GroupPages } from "./pages";

/** A finished file. */
export interface WrittenFile {
  rows: number;
  layout: FileLayout;
}

/** Where the row groups of a file are. */
export interface FileLayout {
  path: string;
  schema: FileMetaData;
  groups: RowGroup[];
}

/** Row group `index` read back from disk, as a Parquet file of its own. */
export function rowGroupBytes({ path, schema, groups }: FileLayout, index: number): Uint8Array {
  const group = groups[index];
  const { start, end } = extent(group);
  const body = Buffer.alloc(end - start);
  const fd = openSync(path, "r");
  try {
    for (let done = 0; done < body.length; ) {
      const length = readSync(fd, body, done, body.length - done, start + done);
      if (length === 0) throw new Error(`${path} is shorter than it was written`);
      done += length;
    }
  } finally {
    closeSync(fd);
  }
  return Buffer.concat([MAGIC, body, footer(schema, [moved(group, MAGIC.length - start)], [])]);
}

/**
 * A Parquet file put together from row groups that were written on their own, in any order and by either thread: parquet-wasm
 * writes whole files only, and ten million rows at once would not fit its memory.
 */
export class ParquetFile {
  private readonly fd: number;
  private isOpen = true;
  private position = 0;
  private readonly waiting = new Map<number, GroupPages>();
  private readonly groups: RowGroup[] = [];

  /**
   * @param schema the footer of a file with the same columns
   * @param keyValues the file's key-value metadata
   */
  constructor(
    readonly path: string,
    private readonly schema: FileMetaData,
    private readonly keyValues: KeyValue[],
  ) {
    this.fd = openSync(path, "wx");
    this.write(MAGIC);
  }

  /** Adds row group `index`. Kept until those before it are there: same rows, same bytes. */
  add(index: number, added: GroupPages): void {
    this.waiting.set(index, added);
    for (let next = this.waiting.get(this.groups.length); next; next = this.waiting.get(this.groups.length)) {
      this.waiting.delete(this.groups.length);
      this.groups.push(moved(next.group, this.position));
      this.write(next.body);
    }
  }

  /** Writes the footer and closes the file. */
  finish(): WrittenFile {
    this.write(footer(this.schema, this.groups, this.keyValues));
    this.close();
    const rows = this.groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
    const { path, schema, groups } = this;
    return { rows, layout: { path, schema, groups } };
  }

  /** For a file that will not be finished: its space is free again only when nobody has it open. */
  close(): void {
    if (this.isOpen) closeSync(this.fd);
    this.isOpen = false;
  }

  private write(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) done += writeSync(this.fd, bytes, done);
    this.position += bytes.length;
  }
}
