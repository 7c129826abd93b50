import type { TabContract } from "../../shared/contract";
import { open, quoted, run, type Step, write } from "./plan";
import { fieldColumns } from "./worker/cell-readings";
import { ROW_COLUMNS, type RulesJob } from "./worker/job";
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

/** Judges every row by itself, in the executors. */
export function judgeSteps(place: TabPlace, program: WorkerProgram, job: RulesJob): Step[] {
  const { name, work, contract } = place;
  const columns = rowColumns(contract);
  const list = columns.map(([column, type], i) => {
    if (type !== "STRING") return `CAST(nullif(f[${i}], '') AS ${type}) AS ${column}`;
    return column.endsWith("_code") ? `nullif(f[${i}], '') AS ${column}` : `f[${i}] AS ${column}`;
  });
  const lines = transform(
    "number, block, octets, head, value",
    workerCommand(program, job, `seen_${name}`),
    `(SELECT /*+ BROADCAST(f) */ f.number, r.block, octet_length(r.value) AS octets, f.head_number AS head, r.value
  FROM raw_${name} r JOIN files f ON f.tab = ${quoted(name)} AND f.file = r.file)`,
  );
  const shown = `regexp_extract(to_json(named_struct('a', left(array_join(f, ' '), 200))), ':(.*)}$', 1)`;
  const strange = `raise_error(concat('lead-export worker: {"code":"STRANGE_LINE","what":', ${shown}, '}'))`;
  return [
    write(
      `judge ${name}`,
      `${work}/${name}/rows`,
      `SELECT ${list.join(", ")}
FROM (SELECT CASE WHEN size(f) = ${columns.length} THEN f ELSE ${strange} END AS f
FROM (SELECT split(line, '\\u0001', -1) AS f FROM (${lines})))`,
    ),
    open(`w_${name}`, `${work}/${name}/rows`, columns),
    // Rows are numbered through all files, in the order of their paths: the header of the first is row 1.
    run(
      `count rows of ${name}`,
      `CREATE OR REPLACE TEMPORARY VIEW n_${name} AS
SELECT /*+ BROADCAST(o) */ w.*, CAST(o.before + w.at + 2 AS INT) AS source_row
FROM w_${name} w JOIN (
  SELECT file, block, coalesce(sum(at) OVER (ORDER BY file, block ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
  FROM w_${name} WHERE state = 'block'
) o ON o.file = w.file AND o.block = w.block
WHERE w.state IN ('clean', 'held', 'blank')`,
    ),
  ];
}

/** The columns of a worker's line, with the types of Spark. */
function rowColumns(contract: TabContract): (readonly [string, string])[] {
  return [...Object.entries(ROW_COLUMNS), ...contract.fields.flatMap((field) => fieldColumns(field, contract))];
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
