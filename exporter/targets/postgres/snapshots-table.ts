import type { Counts } from "../../../shared/counts";
import type { Manifest } from "../../publish/manifest";
import type { Database } from "./connect";
import { NUL_SIGN, quotedName } from "./identifiers";
import type { WantedTable } from "./shape";
import type { Column } from "./tables";

/** The table that says which snapshot the others hold; with `keep`, one row for each that is kept. */
export const SNAPSHOTS = "snapshots";

const column = (name: string, type: string, note: string): Column => ({ name, type, note, index: null });

const COUNTED = ["leads", "companies"].flatMap((tab) =>
  ["read", "blank", "clean", "duplicate", "held"].map((verdict) =>
    column(`${tab}_${verdict}`, "integer", `Rows of ${tab}: ${verdict}.`),
  ),
);

export const SNAPSHOTS_TABLE: WantedTable = {
  name: SNAPSHOTS,
  note: "The run that made each snapshot; is_current: the one that the tables hold.",
  keepsRows: true,
  columns: [
    column("snapshot", "text", "Name of the snapshot."),
    column("is_current", "boolean", "Whether the tables without history_ hold it."),
    column("as_of", "timestamp with time zone", "The instant that was taken as now."),
    column("zone", "text", "The time zone answers are cut in."),
    column("published_at", "timestamp with time zone", "When the run finished."),
    column("loaded_at", "timestamp with time zone", "When the database got it."),
    ...COUNTED,
    column("contract_version", "text", "Version of the contract."),
    column("rules_version", "text", "Version of the rules."),
    column("requested_by", "text", "Who asked for the run."),
    column("manifest", "jsonb", "All that the snapshot says of itself."),
    column("loaded", "text", "What was loaded: a fingerprint."),
  ],
};

/** What the tables hold: the fingerprint of the load that filled them, `null` when none did. */
export async function currentLoad({ ask }: Database, schema: string): Promise<string | null> {
  const rows = await ask(`SELECT loaded FROM ${quotedName(schema, SNAPSHOTS)} WHERE is_current`);
  return rows.length === 1 ? (rows[0].loaded as string) : null;
}

/** Names a snapshot as the one that the tables hold, and forgets all but the newest `keep`. Returns the names of those that are kept. */
export async function recordLoad(
  { ask }: Database,
  schema: string,
  manifest: Manifest,
  loaded: string,
  keep: number,
): Promise<string[]> {
  const table = quotedName(schema, SNAPSHOTS);
  const { snapshot, as_of, zone, created_at, counts, contract_version, rules_version, requested_by } = manifest;
  const counted = Object.values(counts).flatMap(({ read, blank, clean, duplicate, held }: Counts) => [
    read,
    blank,
    clean,
    duplicate,
    held,
  ]);
  const values = [
    snapshot,
    as_of,
    zone,
    created_at,
    ...counted,
    contract_version,
    rules_version,
    requested_by,
    manifestText(manifest),
    loaded,
  ];
  const names = SNAPSHOTS_TABLE.columns.map(({ name }) => quotedName(name)).join(", ");
  const later = values.slice(3).map((_, i) => `$${i + 4}`);
  await ask(`UPDATE ${table} SET is_current = false WHERE is_current`);
  await ask(`DELETE FROM ${table} WHERE snapshot = $1`, [snapshot]);
  await ask(
    `INSERT INTO ${table} (${names}) VALUES ($1, true, $2, $3, ${later[0]}, now(), ${later.slice(1).join(", ")})`,
    values,
  );
  await ask(
    `DELETE FROM ${table} WHERE snapshot NOT IN (SELECT snapshot FROM ${table} ORDER BY loaded_at DESC, snapshot LIMIT $1)`,
    [keep],
  );
  return (await ask(`SELECT snapshot FROM ${table}`)).map(({ snapshot }) => String(snapshot));
}

/** A manifest as the database keeps it. */
export function manifestText(manifest: Manifest): string {
  return JSON.stringify(manifest, (_, value) => (typeof value === "string" ? storable(value) : value));
}

/** PostgreSQL keeps no NUL and no half of a surrogate pair. */
function storable(text: string): string {
  return text.replace(/\0/g, NUL_SIGN).replace(/\p{Surrogate}/gu, "\ufffd");
}
