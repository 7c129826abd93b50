import type { AnswerColumn, ColumnType } from "../../shared/answer";
import type { Manifest } from "../publish/manifest";
import { tablePaths } from "../publish/table-files";
import { answerPath } from "../questions/answer-path";
import type { ColumnKind, ForeignKey, ModelColumn, ModelTable, SnapshotTable } from "../tables/data-model";

/** https://datapackage.org/standard/table-schema/#field-types */
type FieldType = "string" | "integer" | "boolean" | "datetime" | "date";

const KINDS: Record<ColumnKind, FieldType> = {
  text: "string",
  integer: "integer",
  instant: "datetime",
  date: "date",
  boolean: "boolean",
};

const ANSWER_TYPES: Record<ColumnType, FieldType> = {
  text: "string",
  number: "integer",
  count: "integer",
  month: "integer",
  year: "integer",
  day: "date",
};

/**
 * Returns the snapshot as a Data Package (https://datapackage.org/standard/data-package/), for catalogues: its tables and answers,
 * with their columns and keys.
 */
export function dataPackage(
  about: Omit<Manifest, "files">,
  model: readonly ModelTable<SnapshotTable>[],
  written: readonly string[],
): object {
  const { snapshot, contract_version, sources, questions } = about;
  const resource = (name: string, paths: string[], title: string, description: string, schema: object) => {
    const kind = { type: "table", format: "parquet", mediatype: "application/vnd.apache.parquet" };
    // A list of parts is one table too.
    const path = paths.length === 1 ? paths[0] : paths;
    return { name, path, title, description, ...kind, schema };
  };
  return {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: "lead-export",
    id: snapshot,
    title: "Leads",
    description: "One snapshot of Lead Export: the checked rows of a workbook, and the answers made of them.",
    version: contract_version,
    sources: sources.map(({ tab, description }) => ({ title: `${tab}: ${description}` })),
    resources: [
      ...model.map(({ name, description, columns, primaryKey, uniqueKeys, foreignKeys }) => {
        const schema = {
          fields: columns.map(field),
          ...(primaryKey.length > 0 && { primaryKey }),
          ...(uniqueKeys.length > 0 && { uniqueKeys }),
          ...(foreignKeys.length > 0 && { foreignKeys: foreignKeys.map(foreignKey) }),
        };
        return resource(name, tablePaths(written, name), name, description, schema);
      }),
      ...questions.map(({ question, title, window, columns }) => {
        const schema = { fields: columns.map(answerField) };
        return resource(question, [answerPath(question)], title, window, schema);
      }),
    ],
  };
}

function field({ name, kind, nullable, description }: ModelColumn): object {
  const rule = nullable ? kind === "integer" && PANDAS_NULL : { constraints: { required: true } };
  return { name, type: KINDS[kind], description, ...rule };
}

/** Programs that read Parquet through pandas, as frictionless does, see a number that is missing as NaN. */
const PANDAS_NULL = { missingValues: ["", "nan"] };

function foreignKey({ columns: [own, other], to }: ForeignKey): object {
  return { fields: [own], reference: { resource: to, fields: [other] } };
}

function answerField({ name, label, type }: AnswerColumn): object {
  return { name, title: label, type: ANSWER_TYPES[type] };
}
