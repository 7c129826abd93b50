import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { FileLayout } from "./file";
import { footerOf } from "./footer";

/** The footer's length and `PAR1`. */
const END = 8;

/** Where the row groups of a finished file are, as its footer says. Throws when it is no Parquet file. */
export function openFile(path: string): FileLayout {
  const fd = openSync(path, "r");
  try {
    const { size } = fstatSync(fd);
    const tail = (bytes: number) => {
      const read = Buffer.alloc(Math.min(bytes, size));
      readSync(fd, read, 0, read.length, size - read.length);
      return read;
    };
    const schema = footerOf(tail(tail(END).readUInt32LE(0) + END));
    return { path, schema, groups: schema.row_groups };
  } finally {
    closeSync(fd);
  }
}
