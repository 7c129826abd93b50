import type { Distinct } from "../table";

/**
 * Texts as UTF-8 bytes in two arenas: `starts` below `arena.length` point into `arena` (the source's own bytes, for cells that
 * are already tidy), the rest into `extra`. Plain typed arrays, so that another thread can read them.
 */
export interface TextTable {
  arena: Uint8Array;
  extra: Uint8Array;
  starts: Uint32Array;
  lengths: Uint32Array;
}

/** Text `i`. */
export function textAt(table: TextTable, i: number): string {
  const { bytes, start } = locate(table, i);
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, table.lengths[i]).toString("utf8");
}

/** Where the bytes of text `i` are. */
export function locate(table: TextTable, i: number): { bytes: Uint8Array; start: number } {
  const start = table.starts[i];
  const inArena = start < table.arena.length;
  return { bytes: inArena ? table.arena : table.extra, start: inArena ? start : start - table.arena.length };
}

/** The distinct cells of a column as they were typed. */
export function asTyped({ arena, starts, lengths }: Distinct): TextTable {
  return { arena, extra: new Uint8Array(0), starts, lengths };
}

/** A table of the given texts. */
export function textTable(texts: readonly string[]): TextTable {
  const encoded = texts.map((text) => Buffer.from(text));
  const extra = Buffer.concat(encoded);
  const starts = new Uint32Array(texts.length);
  for (let i = 1; i < texts.length; i++) starts[i] = starts[i - 1] + encoded[i - 1].length;
  return { arena: new Uint8Array(0), extra, starts, lengths: Uint32Array.from(encoded, (bytes) => bytes.length) };
}

/** Collects texts that differ from their cell beside those that do not. */
export class TidiedTexts {
  private readonly extra: Buffer[] = [];
  private extraLength = 0;
  private readonly starts: Uint32Array;
  private readonly lengths: Uint32Array;

  constructor(private readonly cells: Distinct) {
    this.starts = cells.starts.slice(0, cells.size);
    this.lengths = cells.lengths.slice(0, cells.size);
  }

  replace(i: number, text: string): void {
    const bytes = Buffer.from(text);
    this.starts[i] = this.cells.arena.length + this.extraLength;
    this.lengths[i] = bytes.length;
    this.extra.push(bytes);
    this.extraLength += bytes.length;
  }

  finish(): TextTable {
    return { arena: this.cells.arena, extra: Buffer.concat(this.extra), starts: this.starts, lengths: this.lengths };
  }
}
