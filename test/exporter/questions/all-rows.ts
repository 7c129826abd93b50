import { type AdHocResult, adHoc, type SourceFile } from "../../../exporter/questions/adhoc";
import type { TableFiles } from "../../../exporter/questions/tables";

/** What a statement gives, whole. */
export function allRows(files: TableFiles, sql: string, sources: readonly SourceFile[] = []) {
  const whole = async ({ columns, batches }: AdHocResult) => {
    const rows: unknown[][] = [];
    for await (const batch of batches) rows.push(...batch);
    return { columns, rows };
  };
  return adHoc(files, sql, whole, sources);
}
