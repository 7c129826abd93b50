import { type AdHocResult, adHoc } from "../../../exporter/questions/adhoc";
import { type AskedSnapshot, adHocTables, type SourceFile } from "../../../exporter/questions/adhoc-tables";
import type { TableFiles } from "../../../exporter/questions/tables";

/** What a statement gives, whole, over the tables of one snapshot. */
export function allRows(files: TableFiles, sql: string, sources: readonly SourceFile[] = []) {
  return ofSnapshots(
    [{ snapshot: "one", asOf: "2026-11-22T12:00:00Z", files, changes: [], answers: [], sources }],
    false,
    sql,
  );
}

export function ofSnapshots(snapshots: readonly AskedSnapshot[], isSeries: boolean, sql: string) {
  return adHoc(adHocTables(snapshots, isSeries), sql, async ({ columns, batches }: AdHocResult) => {
    const rows: unknown[][] = [];
    for await (const batch of batches) rows.push(...batch);
    return { columns, rows };
  });
}
