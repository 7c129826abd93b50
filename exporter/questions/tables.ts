import { COMPANIES, LEADS, type TabContract } from "../../shared/contract";
import { cellFields } from "../tables/cell-fields";

/** The files of a snapshot, as questions and ad-hoc SQL see them. */
export interface TableFiles {
  leads: string;
  companies: string;
  held: string;
  duplicates: string;
}

/** The columns of the files, in DuckDB's types. */
export function tableColumns(leads: TabContract, companies: TabContract): Record<keyof TableFiles, string> {
  const cells = cellFields([leads, companies]).map(({ name }) => `${name} VARCHAR`);
  const rejected = ["tab VARCHAR", "source_row INTEGER", ...cells];
  return {
    leads: cleanColumns(leads),
    companies: cleanColumns(companies),
    held: [...rejected, "problems VARCHAR"].join(", "),
    duplicates: [...rejected, "winner_row INTEGER"].join(", "),
  };
}

function cleanColumns({ fields }: TabContract): string {
  const read = fields.flatMap((field) => {
    if (field.type === "timestamp") return [`${field.name} TIMESTAMPTZ`, `${field.dateColumn} DATE`];
    return [`${field.name} VARCHAR`, field.type === "country" ? `${field.codeColumn} VARCHAR` : []].flat();
  });
  const ids = fields.flatMap((field) => ("idColumn" in field ? `${field.idColumn} INTEGER` : []));
  return ["source_row INTEGER", ...read, ...ids, "warnings VARCHAR"].join(", ");
}

/** The columns questions may count on. Questions are checked on empty tables of this shape before a run does any work. */
export const TABLE_COLUMNS = tableColumns(LEADS, COMPANIES);

export const TABLE_NAMES = Object.keys(TABLE_COLUMNS) as (keyof TableFiles)[];

/** A text as an SQL string. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * A Parquet file as DuckDB reads it. DuckDB takes a path for a pattern: in a folder called `Leads [2026]` it would read the files of
 * other folders, or none, so each sign of a pattern is written as the set of itself.
 */
export function parquetAt(path: string): string {
  return `read_parquet(${quoted(literal(path))})`;
}

/** The pattern that only `path` matches. */
export function literal(path: string): string {
  return path.replace(/[*?[]/g, (sign) => `[${sign}]`);
}
