import type { TabContract } from "../../shared/contract";
import { open, quoted, run, type Step, write } from "./plan";
import { fieldColumns } from "./worker/cell-readings";
import { LINE_END, MORE_COLUMNS, MORE_SEPARATOR, ROW_COLUMNS, type RulesJob } from "./worker/job";
import { transform, type WorkerProgram, workerCommand } from "./worker-command";

/** What is read of a tab, and how. */
export interface SparkSource {
  /** A file, a folder or a pattern, as Hadoop reads it. */
  readonly path: string;
  readonly kind: "text" | "parquet";
  /** Read whole, one file at a time: what cannot be cut at LF. */
  readonly whole: "no" | "utf-8" | "utf-16le" | "utf-16be";
}

/** A tab in the plan. */
export interface TabPlace {
  readonly contract: TabContract;
  readonly source: SparkSource;
  /** The name of its views. */
  readonly name: "leads" | "companies";
  /** A folder for what nobody reads later. */
  readonly work: string;
}

/** Sums of what stands in a row, and of what rows with the same unique key share, and possible duplicates: others may share them by chance. */
const SUMS = [
  ["content", "BIGINT"],
  ["key_sum", "BIGINT"],
  ["loose_sum", "BIGINT"],
] as const;

/** Judges every row by itself, in the executors. */
export function judgeSteps(place: TabPlace, program: WorkerProgram, job: RulesJob): Step[] {
  const { name, work, contract } = place;
  const columns = lineColumns(contract);
  const names = columns.map(([column]) => column);
  const lines = transform(
    "number, block, head, octets, value",
    workerCommand(program, job, `seen_${name}`),
    `(SELECT /*+ BROADCAST(f) */ f.number, r.block, f.head_number AS head, octet_length(r.value) AS octets, r.value
  FROM raw_${name} r JOIN files f ON f.tab = ${quoted(name)} AND f.file = r.file)`,
    [...names, "line_end"],
  );
  const shown = `regexp_extract(to_json(named_struct('a', left(concat_ws(' ', ${names.slice(0, 9).join(", ")}), 200))), ':(.*)}$', 1)`;
  const strange = `raise_error(concat('lead-export worker: {"code":"STRANGE_LINE","what":', ${shown}, '}'))`;
  const list = columns.map(([column, type]) => {
    if (column === "state") return `CASE WHEN line_end <=> ${quoted(LINE_END)} THEN state ELSE ${strange} END AS state`;
    if (type !== "STRING") return `CAST(nullif(${column}, '') AS ${type}) AS ${column}`;
    return column === "more" || column.endsWith("_code") ? `nullif(${column}, '') AS ${column}` : column;
  });
  const ofKey = (column: "key" | "loose") => contract.uniqueKey.map((field) => spelledOut(contract, field, column));
  const sums = [
    ["state", "more", ...contentColumns(contract)],
    [quoted(name), ...ofKey("key")],
    [quoted(`near ${name}`), ...ofKey("loose")],
  ].map((of, i) => `xxhash64(${of.join(", ")}) AS ${SUMS[i][0]}`);
  return [
    write(
      `judge ${name}`,
      `${work}/${name}/rows`,
      `SELECT ${names.join(", ")}, ${sums.join(", ")}\nFROM (SELECT *, ${moreColumns(contract).join(", ")} FROM (SELECT ${list.join(", ")} FROM (${lines})))`,
    ),
    open(`lines_${name}`, `${work}/${name}/rows`, [...columns, ...SUMS]),
    run(
      `name columns of ${name}`,
      `CREATE OR REPLACE TEMPORARY VIEW w_${name} AS SELECT *, ${moreColumns(contract).join(", ")} FROM lines_${name}`,
    ),
  ];
}

/** Numbers the rows through all files of a table, in the order of their paths: the header of the first is row 1. */
export function numberSteps(places: readonly TabPlace[]): Step[] {
  const [{ work }] = places;
  const pieces = places.map(
    ({ name }) => `SELECT ${quoted(name)} AS tab, file, block, at FROM w_${name} WHERE state = 'block'`,
  );
  return [
    write(
      "count rows of pieces",
      `${work}/offsets`,
      `SELECT tab, file, block, coalesce(sum(at) OVER (PARTITION BY tab ORDER BY file, block ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
FROM (${pieces.join(" UNION ALL ")})`,
    ),
    open("offsets", `${work}/offsets`, [
      ["tab", "STRING"],
      ["file", "INT"],
      ["block", "BIGINT"],
      ["before", "BIGINT"],
    ]),
    ...places.map(({ name, contract }) =>
      run(
        `number rows of ${name}`,
        `CREATE OR REPLACE TEMPORARY VIEW n_${name} AS
SELECT /*+ BROADCAST(o) */ CAST(o.before + at + 2 AS INT) AS source_row, ${numberedColumns(contract).join(", ")}
FROM w_${name} w JOIN offsets o ON o.tab = ${quoted(name)} AND o.file = w.file AND o.block = w.block
WHERE state IN ('clean', 'held', 'blank')`,
      ),
    ),
  ];
}

/** What is told of a row, with all that the worker left out. */
function numberedColumns(contract: TabContract): string[] {
  return [...lineColumns(contract), ...columnsInMore(contract), ...SUMS]
    .filter(([column]) => !["file", "block", "at", "more", "lines"].includes(column))
    .map(([column]) => {
      const [, name, what] = /^(.*)_(key|loose|typed)$/.exec(column) ?? [];
      return what === undefined ? column : `${spelledOut(contract, name, what as "key")} AS ${column}`;
    });
}

/** The columns of a worker's line, with the types of Spark. */
function lineColumns(contract: TabContract): (readonly [string, string])[] {
  return [...Object.entries(ROW_COLUMNS), ...contract.fields.flatMap((field) => fieldColumns(field, contract).own)];
}

/** Those within `more`. */
function columnsInMore(contract: TabContract): (readonly [string, string])[] {
  return [...Object.entries(MORE_COLUMNS), ...contract.fields.flatMap((field) => fieldColumns(field, contract).more)];
}

/** The same, taken out of it: '' and 0 where it says nothing. */
function moreColumns(contract: TabContract): string[] {
  return columnsInMore(contract).map(([column, type], i) => {
    const text = `try_element_at(split(more, '${MORE_MARK}', -1), ${i + 1})`;
    if (type === "STRING") return `coalesce(${text}, '') AS ${column}`;
    const number = `CAST(nullif(${text}, '') AS ${type})`;
    return `${type === "INT" ? `coalesce(${number}, 0)` : number} AS ${column}`;
  });
}

/** MORE_SEPARATOR, as a statement has it. */
const MORE_MARK = `\\u${MORE_SEPARATOR.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** What stands in a row, beside `more`: of each field what was read, of a timestamp what was typed. */
function contentColumns({ fields }: TabContract): string[] {
  return fields.map(({ name, type }) => (type === "timestamp" ? `${name}_typed` : name));
}

/** A column of a field as it would be if the worker had left nothing out (`fieldColumns`). */
function spelledOut(contract: TabContract, name: string, column: "key" | "loose" | "typed"): string {
  const field = contract.fields.find((field) => field.name === name)!;
  const its = `${name}_${column}`;
  if (column === "loose") return `CASE WHEN ${its} = '' THEN ${spelledOut(contract, name, "key")} ELSE ${its} END`;
  if (column === "key") {
    const usual = field.type === "country" ? `coalesce(${field.codeColumn}, '')` : `lower(${name})`;
    return `CASE WHEN ${its} = '' THEN ${usual} ELSE ${its} END`;
  }
  const read = field.type === "timestamp" ? "CAST(NULL AS STRING)" : `nullif(${name}, '')`;
  return `CASE WHEN ${its} = '' THEN ${read} WHEN ${its} LIKE '"%' THEN from_json(concat('[', ${its}, ']'), 'array<string>')[0] ELSE ${its} END`;
}

/** Every line that was counted is in a piece, and every row of a piece is there once: of both tables, before anything is made of them. */
export function accountStep(places: readonly TabPlace[]): Step {
  const lines = places.map(({ name }) => `SELECT ${quoted(name)} AS tab, state, file, block, at, lines FROM w_${name}`);
  return {
    name: "account for the rows",
    kind: "check",
    sql: `WITH pieces AS (
 SELECT tab, file, block, count(CASE WHEN state = 'block' THEN 1 END) AS pieces,
  sum(CASE WHEN state = 'block' THEN lines END) AS lines, sum(CASE WHEN state = 'block' THEN at END) AS told,
  count(CASE WHEN isRow THEN 1 END) AS n, min(CASE WHEN isRow THEN at END) AS least, max(CASE WHEN isRow THEN at END) AS greatest, sum(CASE WHEN isRow THEN at END) AS total,
  count(CASE WHEN NOT isRow AND NOT coalesce(state IN ('block', 'header'), false) THEN 1 END) AS odd
 FROM (SELECT *, coalesce(state IN ('clean', 'held', 'blank'), false) AS isRow FROM (${lines.join(" UNION ALL ")})) GROUP BY tab, file, block
),
read AS (
 SELECT tab, file, sum(lines) AS lines, sum(told) AS told, sum(n) AS found, sum(odd) AS odd,
  count(CASE WHEN NOT coalesce(pieces = 1 AND n = told AND (told = 0 OR (least = 0 AND greatest = told - 1 AND total = told * (told - 1) DIV 2)), false) THEN 1 END) AS broken
 FROM pieces GROUP BY tab, file
)
SELECT coalesce(sum(broken), 0) = 0 AND coalesce(sum(odd), 0) = 0 AND count(CASE WHEN input <=> read THEN NULL ELSE 1 END) = 0 AS ok,
 sum(input) AS input, sum(read) AS read, sum(told) AS told, sum(found) AS found, sum(broken) AS broken, sum(odd) AS odd
FROM (SELECT f.lines AS input, coalesce(r.lines, 0) AS read, r.told, r.found, coalesce(r.broken, 1) AS broken, r.odd
 FROM files f FULL JOIN read r ON r.tab = f.tab AND r.file = f.number)`,
  };
}
