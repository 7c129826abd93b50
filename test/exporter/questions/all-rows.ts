import { adHoc } from "../../../exporter/questions/adhoc";
import type { TableFiles } from "../../../exporter/questions/tables";

/** What a statement gives, whole. */
export function allRows(files: TableFiles, sql: string) {
  return adHoc(files, sql, async ({ columns, batches }) => {
    const rows: unknown[][] = [];
    for await (const batch of batches) rows.push(...batch);
    return { columns, rows };
  });
}
