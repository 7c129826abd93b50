import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";

// biome-ignore lint/suspicious/noExplicitAny: schemas are walked, not used.
type Schema = Record<string, any>;

interface Discovery {
  readonly schemas: Record<string, Schema>;
}

/** The API's messages as JSON schemas, from Google's discovery document: every unknown name is an error. */
export function googleSchemas(path: URL): (name: string) => ValidateFunction {
  const document = JSON.parse(readFileSync(path, "utf8")) as Discovery;
  const ajv = new Ajv({ allErrors: true, strict: false });
  const definitions = Object.fromEntries(
    Object.entries(document.schemas).map(([name, schema]) => [name, convert(schema)]),
  );
  ajv.addSchema({ $id: "google", definitions });
  return (name) => ajv.getSchema(`google#/definitions/${name}`) as ValidateFunction;
}

function convert(schema: Schema): Schema {
  if (typeof schema.$ref === "string") return { $ref: `#/definitions/${schema.$ref}` };
  const { type, format, items, properties, additionalProperties } = schema;
  if (type === "any") return {};
  if (type === "array") return { type, items: convert(items) };
  if (type === "string" && format === "int64") return { type: ["string", "integer"] };
  if (type !== "object") return { type, ...(schema.enum === undefined ? {} : { enum: schema.enum }) };
  if (additionalProperties !== undefined) return { type, additionalProperties: convert(additionalProperties) };
  const fields = Object.entries<Schema>(properties ?? {}).map(([name, field]) => [name, convert(field)]);
  return { type, properties: Object.fromEntries(fields), additionalProperties: false };
}
