import type { FileMetaData, SchemaElement } from "hyparquet";
import { version } from "../../package.json";
import type { OutColumn, Part } from "../tables/columns";
import { type ArrowField, schemaMessage } from "./arrow";

/**
 * The footer of a file with the columns of a part and no rows: the schema that its row groups share. Parquet's own schema has no room
 * for `descriptions` (by column): they are the `description` of the fields in its `ARROW:schema`.
 */
export function schemaOf(part: Part, descriptions: ReadonlyMap<string, string>): FileMetaData {
  const fields = part.columns.map(({ name, nullable, kind }): ArrowField => {
    const type = TYPES[kind];
    return { name, nullable, type, isDictionary: type === "text", description: descriptions.get(name) };
  });
  const elements = fields.map(
    ({ name, nullable, type }): SchemaElement => ({
      name,
      repetition_type: nullable ? "OPTIONAL" : "REQUIRED",
      ...ELEMENTS[type],
    }),
  );
  return {
    version: 1,
    created_by: `lead-export version ${version}`,
    schema: [{ name: "schema", num_children: elements.length }, ...elements],
    num_rows: 0n,
    row_groups: [],
    key_value_metadata: [{ key: "ARROW:schema", value: Buffer.from(schemaMessage(fields)).toString("base64") }],
    metadata_length: 0,
  };
}

/** What a column of each kind is in the file. */
const TYPES: Record<OutColumn["kind"], ArrowField["type"]> = {
  "sheet-row": "number",
  id: "number",
  instant: "instant",
  "local-date": "day",
  flag: "flag",
  text: "text",
  constant: "text",
  "time-cell": "text",
};

const ELEMENTS: Record<ArrowField["type"], Omit<SchemaElement, "name">> = {
  number: { type: "INT32" },
  instant: {
    type: "INT64",
    converted_type: "TIMESTAMP_MICROS",
    logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MICROS" },
  },
  day: { type: "INT32", converted_type: "DATE", logical_type: { type: "DATE" } },
  flag: { type: "BOOLEAN" },
  text: { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } },
};
