/** The files of a snapshot, as questions and ad-hoc SQL see them. */
export interface TableFiles {
  leads: string;
  companies: string;
  held: string;
  duplicates: string;
}

/**
 * The columns questions may count on, in DuckDB's types. Questions are checked on empty tables of this shape before a run
 * does any work.
 */
export const TABLE_COLUMNS: Record<keyof TableFiles, string> = {
  leads:
    "source_row INTEGER, company VARCHAR, first_name VARCHAR, last_name VARCHAR, title VARCHAR, country VARCHAR, " +
    "country_code VARCHAR, operator_timestamp TIMESTAMPTZ, captured_date DATE, company_id INTEGER, warnings VARCHAR",
  companies:
    "source_row INTEGER, company VARCHAR, hq_location VARCHAR, hq_code VARCHAR, company_id INTEGER, warnings VARCHAR",
  held:
    "tab VARCHAR, source_row INTEGER, company VARCHAR, first_name VARCHAR, last_name VARCHAR, title VARCHAR, " +
    "country VARCHAR, hq_location VARCHAR, operator_timestamp VARCHAR, problems VARCHAR",
  duplicates:
    "tab VARCHAR, source_row INTEGER, company VARCHAR, first_name VARCHAR, last_name VARCHAR, title VARCHAR, " +
    "country VARCHAR, hq_location VARCHAR, operator_timestamp VARCHAR, winner_row INTEGER",
};

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
