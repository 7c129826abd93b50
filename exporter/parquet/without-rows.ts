import { tableToIPC } from "apache-arrow";
import type { RowGroup } from "hyparquet";
import { memory } from "../kernel/kernel";
import { type FileLayout, ParquetFile, rowGroupBytes } from "./file";
import { extent, footerOf, MAGIC, moved } from "./footer";
import { openFile } from "./open-file";
import { readRowGroup } from "./row-group";
import { parquetWasm } from "./wasm";

/** Rows of a Parquet file, as their places in each of its row groups, ascending. */
export type Places = readonly (readonly number[])[];

/** The cell of a column in the row that is asked about; `null` where it is empty, or there is no such column. */
export type CellOf = (column: string) => string | number | null;

/** Finds the rows of a file of which `isMeant` says so by their cells in `columns`. */
export async function findRows(
  path: string,
  columns: readonly string[],
  isMeant: (cellOf: CellOf) => boolean,
): Promise<Places> {
  const layout = openFile(path);
  const there = columnsOf(layout).filter((name) => columns.includes(name));
  const places: number[][] = [];
  for (const group of layout.groups.keys()) {
    const table = await readRowGroup(rowGroupBytes(layout, group), there);
    const vectors = new Map(there.map((name) => [name, table.getChild(name)!]));
    const found: number[] = [];
    for (let place = 0; place < table.numRows; place++) {
      if (isMeant((column) => vectors.get(column)?.get(place) ?? null)) found.push(place);
    }
    places.push(found);
  }
  return places;
}

/** The columns of a file, by name. */
function columnsOf({ schema }: FileLayout): string[] {
  return schema.schema.slice(1).map(({ name }) => name);
}

/** Writes a file again without some of its rows. Row groups that lose none stay byte for byte. */
export async function writeWithout(path: string, places: Places, to: string): Promise<void> {
  const layout = openFile(path);
  const keyValues = (layout.schema.key_value_metadata ?? []).filter(({ key }) => key !== "ARROW:schema");
  const file = new ParquetFile(to, layout.schema, keyValues);
  try {
    let next = 0;
    for (const [i, group] of layout.groups.entries()) {
      const bytes = rowGroupBytes(layout, i);
      const left = places[i].length === 0 ? bytes : await without(bytes, places[i]);
      const kept = left === bytes ? moved(group, MAGIC.length - extent(group).start) : left && onlyGroup(left);
      if (left === null || kept === null) continue;
      const { start, end } = extent(kept);
      const body = memory().uint8(end - start);
      body.set(left.subarray(start, end));
      file.add(next++, { body, group: moved(kept, -start), check: 0n, sums: [] });
    }
    file.finish();
  } catch (error) {
    file.close();
    throw error;
  }
}

/** The rows of a file of one row group but for some, as another such file; `null`: none are left. */
async function without(bytes: Uint8Array, places: readonly number[]): Promise<Uint8Array | null> {
  const table = await readRowGroup(bytes);
  const ends = [...places, table.numRows];
  const runs = ends
    .map((end, i) => table.slice(i === 0 ? 0 : ends[i - 1] + 1, end))
    .filter(({ numRows }) => numRows > 0);
  if (runs.length === 0) return null;
  const [first, ...others] = runs;
  const { Compression, Table, writeParquet, WriterPropertiesBuilder } = await parquetWasm();
  const properties = new WriterPropertiesBuilder()
    .setCompression(Compression.ZSTD)
    .setMaxRowGroupSize(2 ** 31 - 1)
    .build();
  return writeParquet(Table.fromIPCStream(tableToIPC(first.concat(...others), "stream")), properties);
}

function onlyGroup(file: Uint8Array): RowGroup {
  const groups = footerOf(file).row_groups;
  if (groups.length !== 1) throw new Error(`${groups.length} row groups were written for one`);
  return groups[0];
}
