import { COMPANIES, LEADS, type TabContract } from "../../shared/contract";
import { cellFields } from "../tables/cell-fields";
import { type ColumnKind, DATA_MODEL } from "../tables/data-model";
import { cleanRows, hasId, looseColumns } from "./clean-rows";
import { open, quoted, run, type Step, write } from "./plan";
import type { TabPlace } from "./rules-steps";
import { transform } from "./worker-command";

/**
 * Finds what no row shows by itself: repeats, possible duplicates, companies that are not known, one spelling for each unknown country. None
 * of it gathers rows by company or by country, of which one may have most rows of a table.
 * @param apart the command that finds leads that a person kept apart; `null` when nobody did
 */
export function compareSteps(places: readonly TabPlace[], apart: string | null): Step[] {
  return [
    ...places.flatMap((place) => repeatSteps(place)),
    ...(apart === null ? [] : apartSteps(places.find(({ contract }) => contract.tab === LEADS.tab)!, apart)),
    run("spell countries", `CREATE OR REPLACE TEMPORARY VIEW spellings AS ${spellings(places)}`),
    run("know companies", `CREATE OR REPLACE TEMPORARY VIEW known AS ${knownTexts(places)}`),
  ];
}

/** The rows that lose to an earlier one with the same unique key, and the loose keys that several of the others share. */
function repeatSteps({ name, contract, work }: TabPlace): Step[] {
  const time = contract.fields.find(({ type }) => type === "timestamp");
  const order = time === undefined ? "source_row" : `${time.name} ASC NULLS LAST, source_row`;
  const loose = looseColumns(contract).join(", ");
  return [
    write(
      `find repeats in ${name}`,
      `${work}/${name}/lost`,
      `SELECT source_row, winner_row FROM (
 SELECT source_row, first_value(source_row) OVER (PARTITION BY ${keyColumns(contract).join(", ")} ORDER BY ${order}) AS winner_row
 FROM n_${name} WHERE state = 'clean'
) WHERE winner_row <> source_row`,
    ),
    open(`lost_${name}`, `${work}/${name}/lost`, [
      ["source_row", "INT"],
      ["winner_row", "INT"],
    ]),
    run(
      `leave repeats out of ${name}`,
      `CREATE OR REPLACE TEMPORARY VIEW clean_${name} AS
SELECT n.* FROM n_${name} n LEFT ANTI JOIN lost_${name} l ON l.source_row = n.source_row WHERE n.state = 'clean'`,
    ),
    run(
      `find near ones in ${name}`,
      `CREATE OR REPLACE TEMPORARY VIEW near_${name} AS SELECT ${loose} FROM clean_${name} GROUP BY ${loose} HAVING count(*) > 1`,
    ),
  ];
}

/** The rows that are kept apart from all their possible duplicates. */
function apartSteps({ name, contract, work }: TabPlace, command: string): Step[] {
  const loose = looseColumns(contract);
  const groups = `(SELECT to_json(collect_list(struct(c.source_row AS row, c.typed))) AS near FROM clean_${name} c
  JOIN near_${name} t ON ${loose.map((column) => `t.${column} = c.${column}`).join(" AND ")} GROUP BY ${loose.map((column) => `c.${column}`).join(", ")})`;
  return [
    write(
      `find kept apart in ${name}`,
      `${work}/${name}/apart`,
      `SELECT CAST(line AS INT) AS source_row FROM (${transform("near", command, groups)})`,
    ),
    open(`apart_${name}`, `${work}/${name}/apart`, [["source_row", "INT"]]),
  ];
}

/** Of several spellings of an unknown country the first by code point is shown; those of Companies come before those of Leads. */
function spellings(places: readonly TabPlace[]): string {
  const written = places.flatMap(({ name, contract }) =>
    contract.fields.flatMap((field) =>
      field.type === "country"
        ? `SELECT ${field.name}_key AS key, ${contract.tab === COMPANIES.tab ? 0 : 1} AS place, ${field.name} AS name FROM n_${name} WHERE ${field.codeColumn} IS NULL AND ${field.name}_key <> ''`
        : [],
    ),
  );
  return `SELECT key, coalesce(min(CASE WHEN place = 0 THEN name END), min(name)) AS name FROM (${written.join(" UNION ALL ")}) GROUP BY key`;
}

/** Every key that a cell of Companies has, also of a held row, with the first clean row that has it: the number of the company. */
function knownTexts(places: readonly TabPlace[]): string {
  const { name, contract } = places.find(({ contract }) => contract.tab === COMPANIES.tab)!;
  const keys = contract.fields.filter(hasId).map(
    (field) => `SELECT ${quoted(field.name)} AS field, n.${field.name}_key AS key,
 min(CASE WHEN n.state = 'clean' AND l.source_row IS NULL THEN n.source_row END) AS id
FROM n_${name} n LEFT JOIN lost_${name} l ON l.source_row = n.source_row WHERE n.${field.name}_key <> '' GROUP BY n.${field.name}_key`,
  );
  return keys.join(" UNION ALL ");
}

/** Writes the four tables. `hasApart`: some leads may be kept apart. */
export function tableSteps(places: readonly TabPlace[], folder: string, hasApart: boolean): Step[] {
  const typed = (state: string, from: (name: string) => string) =>
    places.map(
      ({ name, contract }) =>
        `SELECT ${quoted(contract.tab)} AS tab, n.source_row, ${typedColumns(contract)}, ${state} FROM ${from(name)}`,
    );
  const tables: [string, string][] = [
    ...places.map((place): [string, string] => [
      place.name,
      cleanRows(place, places, hasApart && place.contract.tab === LEADS.tab),
    ]),
    ["held", typed("n.note AS problems", (name) => `n_${name} n WHERE n.state = 'held'`).join("\nUNION ALL ")],
    [
      "duplicates",
      typed("l.winner_row", (name) => `n_${name} n JOIN lost_${name} l ON l.source_row = n.source_row`).join(
        "\nUNION ALL ",
      ),
    ],
  ];
  return tables.flatMap(([name, select]) => [
    // Parts of a good size, however many pieces were read, and however few rows there are.
    write(`write ${name}`, `${folder}/${name}`, `SELECT /*+ REBALANCE */ * FROM (${select})`),
    open(name, `${folder}/${name}`, columnsOf(name)),
  ]);
}

const SQL_TYPES: Record<ColumnKind, string> = {
  text: "STRING",
  integer: "INT",
  instant: "TIMESTAMP",
  date: "DATE",
  boolean: "BOOLEAN",
};

function columnsOf(table: string): [string, string][] {
  return DATA_MODEL.find(({ name }) => name === table)!.columns.map(({ name, kind }) => [name, SQL_TYPES[kind]]);
}

/** The cells of all tabs as they were typed: a field the tab does not have is null. */
function typedColumns(contract: TabContract): string {
  return cellFields([LEADS, COMPANIES])
    .map(({ name }) => {
      const at = contract.fields.findIndex((field) => field.name === name);
      return `${at === -1 ? "CAST(NULL AS STRING)" : `from_json(n.typed, 'array<string>')[${at}]`} AS ${name}`;
    })
    .join(", ");
}

function keyColumns({ uniqueKey }: TabContract): string[] {
  return uniqueKey.map((name) => `${name}_key`);
}
