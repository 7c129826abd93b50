import { COMPANIES, LEADS, type TabContract } from "../../shared/contract";
import { cellFields } from "../tables/cell-fields";
import { type ColumnKind, DATA_MODEL } from "../tables/data-model";
import { amongColumns, cleanRows, hasId, looseColumns } from "./clean-rows";
import { open, quoted, run, type Step, write } from "./plan";
import type { TabPlace } from "./rules-steps";
import { transform } from "./worker-command";

/**
 * Finds what no row shows by itself: repeats, possible duplicates, companies that are not known, one spelling for each unknown country. None
 * of it gathers rows by company or by country, of which one may have most rows of a table.
 * @param apart the command that finds leads that a person kept apart; `null` when nobody did
 */
export function compareSteps(places: readonly TabPlace[], apart: string | null): Step[] {
  const [{ work }] = places;
  return [
    ...repeatSteps(places),
    ...(apart === null ? [] : apartSteps(places.find(({ contract }) => contract.tab === LEADS.tab)!, apart)),
    ...kept("spell countries", "spellings", work, spellings(places), [
      ["key", "STRING"],
      ["name", "STRING"],
    ]),
    ...kept("know companies", "known", work, knownTexts(places), [
      ["field", "STRING"],
      ["key", "STRING"],
      ["id", "INT"],
      ...amongColumns(places).map(({ keys }) => [keys, "ARRAY<STRING>"] as const),
    ]),
  ];
}

/**
 * Writes what a SELECT finds, under a name. A view alone would be found anew by each that reads it; and where little was found Spark, which
 * knows how large a file is, has it in each executor instead of sorting all rows to join them.
 */
function kept(
  what: string,
  name: string,
  work: string,
  select: string,
  columns: readonly (readonly [string, string])[],
) {
  const folder = `${work}/${name}`;
  return [write(what, folder, select), open(name, folder, columns)];
}

/**
 * The rows that lose to an earlier one with the same unique key, and the possible duplicates among the others. Most rows are like no other, which shows in
 * a number for each: only those that share one are compared, by their texts.
 */
function repeatSteps(places: readonly TabPlace[]): Step[] {
  const [{ work }] = places;
  const sums = places.flatMap(({ name }) =>
    ["key_sum", "loose_sum"].map((sum) => `SELECT ${sum} AS sum FROM w_${name} WHERE state = 'clean'`),
  );
  return [
    ...kept(
      "find rows that may be alike",
      "alike",
      work,
      `SELECT sum FROM (${sums.join(" UNION ALL ")}) GROUP BY sum HAVING count(*) > 1`,
      [["sum", "BIGINT"]],
    ),
    ...kept("find repeats", "twins", work, places.map(twins).join("\nUNION ALL "), [
      ["tab", "STRING"],
      ["source_row", "INT"],
      ["winner_row", "INT"],
      ["is_near", "BOOLEAN"],
      ...cellFields([LEADS, COMPANIES]).map(({ name }) => [name, "STRING"] as const),
    ]),
    run("name repeats", "CREATE OR REPLACE TEMPORARY VIEW lost AS SELECT * FROM twins WHERE winner_row <> source_row"),
    ...places.flatMap(({ name, contract: { tab } }) => [
      run(
        `leave repeats out of ${name}`,
        `CREATE OR REPLACE TEMPORARY VIEW clean_${name} AS
SELECT n.*, coalesce(t.is_near, false) AS is_near FROM n_${name} n LEFT JOIN twins t ON t.tab = ${quoted(tab)} AND t.source_row = n.source_row
WHERE n.state = 'clean' AND (t.winner_row IS NULL OR t.winner_row = n.source_row)`,
      ),
    ]),
  ];
}

/** Of a table: each row that repeats another, with that one, and each possible duplicate that does not, as they were typed. */
function twins({ name, contract }: TabPlace): string {
  const time = contract.fields.find(({ type }) => type === "timestamp");
  const order = time === undefined ? "source_row" : `${time.name} ASC NULLS LAST, source_row`;
  return `SELECT ${quoted(contract.tab)} AS tab, source_row, winner_row, is_near, ${typedColumns(contract)} FROM (
 SELECT *, count(CASE WHEN winner_row = source_row THEN 1 END) OVER (PARTITION BY ${looseColumns(contract).join(", ")}) > 1 AS is_near FROM (
  SELECT n.*, first_value(n.source_row) OVER (PARTITION BY ${keyColumns(contract).join(", ")} ORDER BY ${order}) AS winner_row
  FROM n_${name} n LEFT JOIN alike k ON k.sum = n.key_sum LEFT JOIN alike l ON l.sum = n.loose_sum
  WHERE n.state = 'clean' AND (k.sum IS NOT NULL OR l.sum IS NOT NULL)
 )
) WHERE winner_row <> source_row OR is_near`;
}

/** The rows that are kept apart from all their possible duplicates. */
function apartSteps({ name, contract, work }: TabPlace, command: string): Step[] {
  const typed = contract.fields.map((field) => `${field.name}_typed`).join(", ");
  const groups = `(SELECT to_json(collect_list(struct(source_row AS row, array(${typed}) AS typed))) AS near FROM clean_${name}
  WHERE is_near GROUP BY ${looseColumns(contract).join(", ")})`;
  return [
    ...kept(
      `find kept apart in ${name}`,
      `apart_${name}`,
      work,
      `SELECT CAST(line AS INT) AS source_row FROM (${transform("near", command, groups)})`,
      [["source_row", "INT"]],
    ),
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

/**
 * Every key that a cell of Companies has, also of a held row, with the first clean row that has it: the number of the company; and what its clean
 * rows have in the fields that leads are looked for among.
 */
function knownTexts(places: readonly TabPlace[]): string {
  const { name, contract } = places.find(({ contract }) => contract.tab === COMPANIES.tab)!;
  const ifClean = (value: string) => `CASE WHEN n.state = 'clean' AND l.source_row IS NULL THEN ${value} END`;
  const keys = contract.fields.filter(hasId).map((field) => {
    const sets = amongColumns(places).map(({ of, field: other, keys }) =>
      of === field.name
        ? `collect_set(${ifClean(`n.${other}_key`)}) AS ${keys}`
        : `CAST(NULL AS ARRAY<STRING>) AS ${keys}`,
    );
    const found = [`min(${ifClean("n.source_row")}) AS id`, ...sets].join(", ");
    return `SELECT ${quoted(field.name)} AS field, n.${field.name}_key AS key, ${found}
FROM n_${name} n LEFT JOIN lost l ON l.tab = ${quoted(contract.tab)} AND l.source_row = n.source_row WHERE n.${field.name}_key <> '' GROUP BY n.${field.name}_key`;
  });
  return keys.join(" UNION ALL ");
}

/** Writes the four tables. `hasApart`: some leads may be kept apart. */
export function tableSteps(places: readonly TabPlace[], folder: string, hasApart: boolean): Step[] {
  const held = places.map(
    ({ name, contract }) =>
      `SELECT ${quoted(contract.tab)} AS tab, source_row, ${typedColumns(contract)}, note AS problems FROM n_${name} WHERE state = 'held'`,
  );
  const cells = cellFields([LEADS, COMPANIES]).map(({ name }) => name);
  const tables: [string, string][] = [
    ...places.map((place): [string, string] => [
      place.name,
      cleanRows(place, hasApart && place.contract.tab === LEADS.tab),
    ]),
    ["held", held.join("\nUNION ALL ")],
    ["duplicates", `SELECT tab, source_row, ${cells.join(", ")}, winner_row FROM lost`],
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
function typedColumns({ fields }: TabContract): string {
  return cellFields([LEADS, COMPANIES])
    .map(({ name }) => {
      const isOfTab = fields.some((field) => field.name === name);
      return `${isOfTab ? `${name}_typed` : "CAST(NULL AS STRING)"} AS ${name}`;
    })
    .join(", ");
}

function keyColumns({ uniqueKey }: TabContract): string[] {
  return uniqueKey.map((name) => `${name}_key`);
}
