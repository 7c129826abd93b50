import type { Distinct } from "./table";

/**
 * Texts as UTF-8 bytes in two arenas: `starts` below `arena.length` point into `arena` (the source's own bytes, for cells that
 * are already tidy), the rest into `extra`. Plain typed arrays, so that another thread can read them.
 */
export interface TextTable {
  arena: Uint8Array;
  extra: Uint8Array;
  starts: Uint32Array;
  lengths: Uint32Array;
  /** Text -> the first text equal to it, where several cells tidy to one; `null` when all differ. */
  same: Int32Array | null;
}

/** Text `i`. */
export function textAt({ arena, extra, starts, lengths }: TextTable, i: number): string {
  const inArena = starts[i] < arena.length;
  const bytes = inArena ? arena : extra;
  const start = inArena ? starts[i] : starts[i] - arena.length;
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, lengths[i]).toString("utf8");
}

/** The distinct cells of a column as they were typed. */
export function asTyped({ arena, starts, lengths, size }: Distinct): TextTable {
  const extra = new Uint8Array(0);
  return { arena, extra, starts: starts.subarray(0, size), lengths: lengths.subarray(0, size), same: null };
}

/** A table of the given texts. */
export function textTable(texts: readonly string[]): TextTable {
  const encoded = texts.map((text) => Buffer.from(text));
  const extra = Buffer.concat(encoded);
  const starts = new Uint32Array(texts.length);
  for (let i = 1; i < texts.length; i++) starts[i] = starts[i - 1] + encoded[i - 1].length;
  const first = new Map<string, number>();
  const same = Int32Array.from(texts, (text, i) => {
    if (!first.has(text)) first.set(text, i);
    return first.get(text)!;
  });
  const lengths = Uint32Array.from(encoded, (bytes) => bytes.length);
  return { arena: new Uint8Array(0), extra, starts, lengths, same: first.size === texts.length ? null : same };
}

/** Collects texts that differ from their cell beside those that do not. */
export class TidiedTexts {
  private readonly extra: Buffer[] = [];
  private extraLength = 0;
  private readonly replaced: number[] = [];
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
    this.replaced.push(i);
  }

  /** @param keys the key id of each text: equal texts have equal keys, so only texts with one key need comparing */
  finish(keys: Int32Array): TextTable {
    const table = {
      arena: this.cells.arena,
      extra: Buffer.concat(this.extra),
      starts: this.starts,
      lengths: this.lengths,
      same: null,
    };
    return this.replaced.length === 0 ? table : { ...table, same: this.firstEqual(table, keys) };
  }

  /** Cells differ, so of two equal texts one at least was replaced: only the keys of those are looked at. */
  private firstEqual(table: TextTable, keys: Int32Array): Int32Array {
    const wanted = new Uint8Array(keys.reduce((most, key) => Math.max(most, key), 0) + 1);
    for (const i of this.replaced) wanted[keys[i]] = 1;
    const first = new Map<string, number>();
    const same = Int32Array.from(keys, (_, i) => i);
    for (let i = 0; i < keys.length; i++) {
      if (wanted[keys[i]] === 0) continue;
      const text = textAt(table, i);
      if (!first.has(text)) first.set(text, i);
      same[i] = first.get(text)!;
    }
    return same;
  }
}
