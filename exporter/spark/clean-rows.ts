import type { Field, TabContract, TextField } from "../../shared/contract";
import { WARNING_CODES, type WarningCode } from "../../shared/problem";
import { warningBit, warningsOf } from "../../shared/verdicts";
import { quoted } from "./plan";
import type { TabPlace } from "./rules-steps";

/** The warning bits as the published tables name them. */
const WARNINGS = `array(${Array.from({ length: 1 << WARNING_CODES.length }, (_, bits) => quoted(warningsOf(bits).join(" "))).join(", ")})`;

/** What a field adds to the SELECT of its table; the columns come in this order, those of all fields together. */
interface FieldSql {
  readonly read: readonly string[];
  readonly ids?: readonly string[];
  readonly among?: readonly string[];
  readonly joins?: readonly string[];
  readonly bits?: readonly string[];
}

/** The rows of `leads` or `companies`: the columns as `exporter/tables/snapshot-tables.ts` has them. */
export function cleanRows({ name, contract }: TabPlace, hasApart: boolean): string {
  const fields = contract.fields.map((field) => fieldSql(field));
  const joins = [
    ...fields.flatMap(({ joins = [] }) => joins),
    ...(hasApart ? [`LEFT JOIN apart_${name} a ON a.source_row = c.source_row`] : []),
  ];
  const bits = [
    "c.bits",
    ...fields.flatMap(({ bits = [] }) => bits),
    bitWhen(`c.is_near${hasApart ? " AND a.source_row IS NULL" : ""}`, "POSSIBLE_DUPLICATE"),
  ];
  const columns = [
    "c.source_row",
    ...fields.flatMap(({ read }) => read),
    ...fields.flatMap(({ ids = [] }) => ids),
    ...fields.flatMap(({ among = [] }) => among),
    `nullif(element_at(${WARNINGS}, 1 + (${bits.join(" | ")})), '') AS warnings`,
  ];
  return `SELECT ${columns.join(", ")}\nFROM clean_${name} c\n${joins.join("\n")}`;
}

function fieldSql(field: Field): FieldSql {
  const { name } = field;
  if (field.type === "timestamp") return { read: [`timestamp_millis(c.${name}) AS ${name}`, `c.${field.dateColumn}`] };
  if (field.type === "country") {
    const spelling = `LEFT JOIN spellings s_${name} ON s_${name}.key = c.${name}_key AND c.${field.codeColumn} IS NULL`;
    const read = [`coalesce(s_${name}.name, c.${name}) AS ${name}`, `c.${field.codeColumn}`];
    if (field.among === undefined) return { read, joins: [spelling] };
    const { column, of } = field.among;
    const among = `CASE WHEN k_${of}.id IS NOT NULL THEN array_contains(k_${of}.${column}_keys, c.${name}_key) END AS ${column}`;
    return { read, joins: [spelling], among: [among] };
  }
  const read = [`c.${name}`];
  if (!hasId(field)) return { read };
  const join = `LEFT JOIN known k_${name} ON k_${name}.field = ${quoted(name)} AND k_${name}.key = c.${name}_key`;
  const bits = field.knownIn === undefined ? [] : [bitWhen(`k_${name}.key IS NULL`, "UNKNOWN_COMPANY")];
  return { read, joins: [join], ids: [`k_${name}.id AS ${field.idColumn}`], bits };
}

function bitWhen(condition: string, code: WarningCode): string {
  return `CASE WHEN ${condition} THEN ${warningBit(code)} ELSE 0 END`;
}

/** What leads are looked for among, and the column of `known` with those keys. */
export function amongColumns(places: readonly TabPlace[]) {
  const fields = places.flatMap(({ contract }) => contract.fields as readonly Field[]);
  return fields.flatMap((field) =>
    field.type === "country" && field.among ? [{ ...field.among, keys: `${field.among.column}_keys` }] : [],
  );
}

/** The columns in which possible duplicates are equal. */
export function looseColumns({ uniqueKey }: TabContract): string[] {
  return uniqueKey.map((name) => `${name}_loose`);
}

export function hasId(field: Field): field is TextField & { idColumn: string } {
  return field.type === "text" && field.idColumn !== undefined;
}
