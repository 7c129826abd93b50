import type { Database } from "./connect";
import { quotedName } from "./identifiers";
import type { WantedTable } from "./shape";
import type { SnapshotTable } from "./tables";

const SNAPSHOT = {
  name: "snapshot",
  type: "text",
  note: "Name of the snapshot the row is of.",
  index: "btree",
} as const;

/** The table that keeps the rows of earlier snapshots beside a table of the current one. */
export function historyOf({ name, note, columns }: Pick<SnapshotTable, "name" | "note" | "columns">): WantedTable {
  return {
    name: `history_${name}`,
    note: `${note} With earlier snapshots.`,
    keepsRows: true,
    // The first column says which snapshot; a column of that name in an answer would be a second one.
    columns: [
      SNAPSHOT,
      ...columns.filter((column) => column.name !== SNAPSHOT.name).map((column) => ({ ...column, index: null })),
    ],
  };
}

/** Adds the rows of the current snapshot, which its table holds now, to its history. */
export async function addToHistory(
  { ask }: Database,
  schema: string,
  table: SnapshotTable,
  snapshot: string,
): Promise<void> {
  const history = historyOf(table);
  const names = history.columns.slice(1).map(({ name }) => quotedName(name));
  const to = quotedName(schema, history.name);
  await ask(`DELETE FROM ${to} WHERE snapshot = $1`, [snapshot]);
  await ask(
    `INSERT INTO ${to} (${["snapshot", ...names].join(", ")}) SELECT ${["$1", ...names].join(", ")} FROM ${quotedName(schema, table.name)}`,
    [snapshot],
  );
}
