import {
  Bool,
  type Data,
  type DataType,
  DateDay,
  Dictionary,
  Field,
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimestampMicrosecond,
  tableToIPC,
  Utf8,
} from "apache-arrow";
import type { FileMetaData } from "hyparquet";
import type { OutColumn, Part } from "../tables/columns";
import { footerOf } from "./footer";
import { parquetWasm } from "./wasm";

/**
 * The footer of a file with the columns of a part and no rows: the schema that its row groups share. Parquet's own schema has no room
 * for `descriptions` (by column): they are the `description` of the fields in its `ARROW:schema`.
 */
export async function schemaOf(part: Part, descriptions: ReadonlyMap<string, string>): Promise<FileMetaData> {
  const fields = part.columns.map((column) => {
    const description = descriptions.get(column.name);
    const metadata = new Map(description === undefined ? [] : [["description", description]]);
    return new Field(column.name, typeOf(column), column.nullable, metadata);
  });
  const { Table: WasmTable, writeParquet } = await parquetWasm();
  const none = arrowTable(
    fields,
    fields.map(({ type }) => makeData({ type, length: 0, nullCount: 0 })),
  );
  return footerOf(writeParquet(WasmTable.fromIPCStream(tableToIPC(none, "stream"))));
}

/** An Arrow table of one record batch. */
export function arrowTable(fields: Field[], children: Data[]): Table {
  const { length } = children[0];
  const struct = makeData({ type: new Struct(fields), length, nullCount: 0, children });
  return new Table(new RecordBatch(new Schema(fields), struct));
}

function typeOf(column: OutColumn): DataType {
  switch (column.kind) {
    case "sheet-row":
    case "id":
      return new Int32();
    case "instant":
      return new TimestampMicrosecond("UTC");
    case "local-date":
      return new DateDay();
    case "flag":
      return new Bool();
    case "text":
    case "constant":
    case "time-cell":
      return column.kind === "text" && column.plain ? new Utf8() : new Dictionary(new Utf8(), new Int32());
  }
}
