import type { Data } from "apache-arrow";
import type { ColumnCells } from "../../shared/column-cells";
import { rowGroupBytes } from "../parquet/file";
import { openFile } from "../parquet/open-file";
import { readRowGroup } from "../parquet/row-group";
import type { KeyReader } from "./key-reader";

/** The unique keys in a published table. */
export interface PublishedKeys {
  /** Place -> row of the sheet it was published from, counted from 0 below the header; ascending. */
  rows: Int32Array;
  /** For each field of the key: place -> reading, and reading -> key id. */
  codes: Int32Array[];
  keys: Int32Array[];
  /** The texts of the key at a place. */
  textsAt(place: number): string[];
}

/** Reads the key of every row of the files of Leads or Companies, each distinct text of a row group once. */
export async function readPublishedKeys(
  paths: readonly string[],
  fields: readonly string[],
  readers: readonly KeyReader[],
): Promise<PublishedKeys> {
  const layouts = paths.map(openFile);
  const total = layouts.reduce((sum, { schema }) => sum + Number(schema.num_rows), 0);
  const rows = new Int32Array(total);
  const codes = fields.map(() => new Int32Array(total));
  const keys: Int32Array[][] = fields.map(() => []);
  const sizes = fields.map(() => 0);
  const read: { from: number; cells: ColumnCells[] }[] = [];
  let from = 0;
  const groups = layouts.flatMap((layout) => layout.groups.map((_, group) => ({ layout, group })));
  for (const { layout, group } of groups) {
    const table = await readRowGroup(rowGroupBytes(layout, group), ["source_row", ...fields]);
    for (const batch of table.batches) {
      const column = (name: string): Data => batch.getChild(name)!.data[0];
      const sheetRows: Int32Array = column("source_row").values;
      for (let i = 0; i < batch.numRows; i++) rows[from + i] = sheetRows[i] - 2;
      const cells = fields.map((name) => textCells(column(name)));
      cells.forEach((cells, k) => {
        const ids = readers[k](cells).keys;
        for (let i = 0; i < batch.numRows; i++) codes[k][from + i] = sizes[k] + cells.codes[i];
        keys[k].push(ids);
        sizes[k] += ids.length;
      });
      read.push({ from, cells });
      from += batch.numRows;
    }
  }
  const textsAt = (place: number) => {
    const { from, cells } = read.findLast(({ from }) => from <= place)!;
    return cells.map(({ codes, text }) => text(codes[place - from]));
  };
  return ascending({ rows, codes, keys: keys.map((parts, k) => joined(parts, sizes[k])), textsAt });
}

/** Other engines write rows in any order. */
function ascending(published: PublishedKeys): PublishedKeys {
  const { rows, codes, keys, textsAt } = published;
  if (rows.every((row, place) => place === 0 || rows[place - 1] < row)) return published;
  const order = Uint32Array.from(rows, (_, place) => place).sort((a, b) => rows[a] - rows[b]);
  const inOrder = (values: Int32Array) => Int32Array.from(order, (place) => values[place]);
  return { rows: inOrder(rows), codes: codes.map(inOrder), keys, textsAt: (place) => textsAt(order[place]) };
}

/** Texts as they lie in Arrow's memory; what is null is a blank cell, the last of the distinct ones. */
function textCells(data: Data): ColumnCells {
  const texts: Data | undefined = data.dictionary === undefined ? data : data.dictionary.data[0];
  const count = texts?.length ?? 0;
  const offsets: Int32Array = texts?.valueOffsets ?? new Int32Array(1);
  const arena: Uint8Array = texts?.values ?? new Uint8Array(0);
  const starts = new Uint32Array(count + 1);
  const lengths = new Uint32Array(count + 1);
  for (let i = 0; i < count; i++) {
    starts[i] = offsets[i];
    lengths[i] = offsets[i + 1] - offsets[i];
  }
  const isCoded = data.dictionary !== undefined;
  const codes = new Int32Array(data.length);
  for (let i = 0; i < codes.length; i++) {
    if (data.nullCount > 0 && !data.getValid(i)) codes[i] = count;
    else codes[i] = isCoded ? data.values[i] : i;
  }
  const bytes = Buffer.from(arena.buffer, arena.byteOffset, arena.length);
  const text = (i: number) => bytes.toString("utf8", starts[i], starts[i] + lengths[i]);
  return { codes, size: count + 1, arena, starts, lengths, text, numbers: null, numbersAre: "number" };
}

function joined(parts: readonly Int32Array[], size: number): Int32Array {
  const all = new Int32Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
