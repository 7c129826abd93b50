import type { DuckDBConnection } from "@duckdb/node-api";
import type { TabContract } from "../../shared/contract";
import type { DecidedCountries } from "../../shared/decisions";
import { parquetAt, quoted, type TableFiles } from "../questions/tables";
import { addKeys, keysOf } from "./keys";

/**
 * Says what became of each row of `different_<tab>`, in the table `changes_<tab>`. The tables on the way: `alone_` has the rows whose key nobody has written
 * so, `matched_` those of them that are one by the rules, `lost_` the published ones that are left, `waits_` those of them that are held now.
 */
export async function explain(
  connection: DuckDBConnection,
  contract: TabContract,
  now: TableFiles,
  decided: DecidedCountries,
): Promise<void> {
  await match(connection, contract, decided);
  await findHeld(connection, contract, now, decided);
  const { tab, fields } = contract;
  const values = (of: string) => fields.map(({ name }) => `${of}${name} AS ${name}`).join(", ");
  const repeats = `SELECT source_row FROM ${parquetAt(...now.duplicates)} WHERE tab = ${quoted(tab)}`;
  await connection.run(
    `CREATE TEMP TABLE changes_${tab} AS
     SELECT ${quoted(tab)} AS tab, 'new' AS change, source_row, row_before, ${values("")}, NULL::VARCHAR AS before
     FROM alone_${tab} WHERE row_before IS NULL AND source_row NOT IN (SELECT source_row FROM matched_${tab})
     UNION ALL
     SELECT ${quoted(tab)}, 'changed', source_row, row_before, ${values("")}, ${beforeText(contract)}
     FROM (SELECT * FROM different_${tab} WHERE row_before IS NOT NULL AND source_row IS NOT NULL UNION ALL BY NAME FROM matched_${tab})
     UNION ALL
     SELECT ${quoted(tab)}, CASE WHEN w.row_now IS NOT NULL THEN 'held' WHEN r.source_row IS NOT NULL THEN 'repeat' ELSE 'gone' END,
       coalesce(w.row_now, r.source_row), l.row_before, ${values("l.was_")}, NULL
     FROM lost_${tab} l LEFT JOIN waits_${tab} w USING (row_before) LEFT JOIN (${repeats}) r ON r.source_row = l.row_before`,
  );
}

/** Finds rows that are one by today's rules, however they are written. */
async function match(connection: DuckDBConnection, contract: TabContract, decided: DecidedCountries): Promise<void> {
  const { tab, fields, uniqueKey } = contract;
  const texts = uniqueKey.map((name) => `coalesce(${name}, was_${name}) AS own_${name}`).join(", ");
  await connection.run(
    `CREATE TEMP TABLE alone_${tab} AS SELECT *, ${texts} FROM different_${tab} WHERE row_before IS NULL OR source_row IS NULL`,
  );
  await addKeys(connection, contract, `alone_${tab}`, "own_", decided);
  const { columns, joins } = keysOf(contract, "a", "own_");
  await connection.run(`CREATE TEMP TABLE keyed_${tab} AS SELECT a.*, ${columns} FROM alone_${tab} a ${joins}`);
  const was = fields.map(({ name }) => `b.was_${name} AS was_${name}`).join(", ");
  const is = fields.map(({ name }) => `n.${name} AS ${name}`).join(", ");
  // Under older rules two published rows could have what is one key today: the first of them is the row.
  await connection.run(
    `CREATE TEMP TABLE matched_${tab} AS SELECT b.row_before AS row_before, n.source_row AS source_row, ${was}, ${is}
     FROM keyed_${tab} b JOIN keyed_${tab} n ON ${equal(contract, "b", "n")}
     WHERE b.source_row IS NULL AND n.row_before IS NULL
     QUALIFY row_number() OVER (PARTITION BY n.source_row ORDER BY b.row_before) = 1`,
  );
  await connection.run(
    `CREATE TEMP TABLE lost_${tab} AS SELECT * FROM keyed_${tab}
     WHERE source_row IS NULL AND row_before NOT IN (SELECT row_before FROM matched_${tab})`,
  );
}

/** Finds which of the lost rows wait for a correction now: by their key, or in their place, as far as their key can be read. */
async function findHeld(
  connection: DuckDBConnection,
  contract: TabContract,
  now: TableFiles,
  decided: DecidedCountries,
): Promise<void> {
  const { tab, uniqueKey } = contract;
  const isAnyLost = (await connection.runAndReadAll(`FROM lost_${tab} LIMIT 1`)).currentRowCount > 0;
  // Of many held rows none is read without need.
  const held = `SELECT source_row, ${uniqueKey.join(", ")} FROM ${parquetAt(...now.held)} WHERE tab = ${quoted(tab)} AND ${isAnyLost}`;
  await connection.run(`CREATE TEMP TABLE held_${tab} AS ${held}`);
  await addKeys(connection, contract, `held_${tab}`, "", decided);
  const { columns, joins } = keysOf(contract, "t", "");
  const like = uniqueKey.map((name) => `(h.key_${name} IS NULL OR h.key_${name} = l.key_${name})`).join(" AND ");
  await connection.run(
    `CREATE TEMP TABLE waits_${tab} AS
     WITH held AS (SELECT t.source_row, ${columns} FROM held_${tab} t ${joins})
     SELECT row_before, min(row_now) AS row_now FROM (
       SELECT l.row_before, h.source_row AS row_now FROM lost_${tab} l JOIN held h ON ${equal(contract, "l", "h")}
       UNION ALL
       SELECT l.row_before, h.source_row FROM lost_${tab} l JOIN held h ON h.source_row = l.row_before AND ${like}
     ) GROUP BY row_before`,
  );
}

/** What the fields that changed held before, as JSON. */
function beforeText({ fields }: TabContract): string {
  const parts = fields.map(({ name, type }) => {
    const text = type === "timestamp" ? `strftime(was_${name}, '%Y-%m-%dT%H:%M:%S.%gZ')` : `was_${name}`;
    const held = `coalesce(to_json(${text})::VARCHAR, 'null')`;
    return `CASE WHEN was_${name} IS DISTINCT FROM ${name} THEN ${quoted(`"${name}":`)} || ${held} END`;
  });
  return `'{' || concat_ws(',', ${parts.join(", ")}) || '}'`;
}

function equal({ uniqueKey }: TabContract, one: string, other: string): string {
  return uniqueKey.map((name) => `${one}.key_${name} = ${other}.key_${name}`).join(" AND ");
}
