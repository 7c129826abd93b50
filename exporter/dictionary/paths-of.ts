import type { TableName } from "../tables/data-model";

/** Which of the written files are those of a table: one file, or the parts in a folder. */
export function pathsOf(table: TableName, written: readonly string[]): string[] {
  return written.filter((path) => path === `${table}.parquet` || path.startsWith(`${table}/`));
}
