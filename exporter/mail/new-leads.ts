import { countOf } from "../../shared/numbers";
import { localFile } from "../publish/local-file";
import type { Manifest } from "../publish/manifest";
import { openDatabase } from "../questions/duckdb";
import { parquetAt } from "../questions/tables";
import type { Store } from "../stores/store";

const MOST = 20;

/** The new leads of a snapshot by name, a line each, the rest as a number: only for those who asked for names. */
export async function newLeads(store: Store, manifest: Manifest): Promise<string[]> {
  if (!manifest.files.some(({ path }) => path === "changes.parquet")) return [];
  const { connection, close } = await openDatabase();
  try {
    const read = await connection.runAndReadAll(
      `SELECT first_name, last_name, title, company, country FROM ${parquetAt(await localFile(store, manifest, "changes.parquet"))}
       WHERE tab = 'Leads' AND change = 'new' ORDER BY source_row`,
    );
    const rows = read.getRows().map(([first, last, title, company, country]) => {
      return `New: ${first} ${last}, ${title}, ${company}, ${country}`;
    });
    const more = rows.length - MOST;
    return more > 0 ? [...rows.slice(0, MOST), `and ${countOf(more, "more new lead")}`] : rows;
  } finally {
    close();
  }
}
