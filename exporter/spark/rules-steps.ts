import type { TabContract } from "../../shared/contract";
import { open, quoted, run, type Step, write } from "./plan";
import { fieldColumns } from "./worker/cell-readings";
import { ROW_COLUMNS, type RulesJob } from "./worker/job";
import { type WorkerProgram, workerCommand } from "./worker-command";

/** What is read of a tab, and how. */
export interface SparkSource {
  /** A file, a folder or a pattern, as Hadoop reads it. */
  readonly path: string;
  readonly kind: "text" | "parquet";
  /** Read whole, one file at a time: what cannot be cut at LF. */
  readonly whole: "no" | "utf-8" | "utf-16le" | "utf-16be";
}

/** Where the steps of a tab find and leave things. */
export interface TabPlace {
  readonly contract: TabContract;
  readonly source: SparkSource;
  /** The name of its views. */
  readonly name: string;
  /** A folder for what nobody reads later. */
  readonly work: string;
}

/** Reads the files of a tab once: which there are, how many lines they have, what they are. */
export function lookSteps(place: TabPlace, program: WorkerProgram): Step[] {
  const { name, work, contract, source } = place;
  const command = workerCommand(program, { mode: "look", tab: contract.tab });
  const isRecord = source.kind === "parquet" ? "true" : "ltrim(value) LIKE '{%'";
  const keys = `CASE WHEN ${isRecord} THEN to_json(json_object_keys(value)) END`;
  return [
    ...rawSteps(place),
    // Also the count that the accounting compares with: the rules have no part in it.
    write(
      `look at ${name}`,
      `${work}/${name}/look`,
      `SELECT file, block, keys, count(*) AS lines, sum(octet_length(value) + 1) AS octets, min(id) AS id, first(left(value, 20000)) AS line,
 first(left(value, 20000)) FILTER (WHERE substring(value, 1, 6) NOT ILIKE '%sep=%') AS header
FROM (SELECT file, block, monotonically_increasing_id() AS id, value, ${keys} AS keys FROM raw_${name})
GROUP BY file, block, keys`,
    ),
    open(`look_${name}`, `${work}/${name}/look`),
    run(
      `number ${name}`,
      `CREATE OR REPLACE TEMPORARY VIEW numbered_${name} AS
SELECT CAST(row_number() OVER (ORDER BY file) - 1 AS INT) AS number, file, sum(lines) AS lines, sum(octets) AS octets, min_by(struct(line, header), struct(block, id)) AS first
FROM look_${name} GROUP BY file`,
    ),
    write(
      `recognise ${name}`,
      `${work}/${name}/files`,
      `SELECT f.number, f.file, f.lines, f.octets, h.head, CAST(dense_rank() OVER (ORDER BY h.head) - 1 AS INT) AS head_number
FROM numbered_${name} f JOIN (
  SELECT CAST(split(line, '\\u0001', -1)[0] AS INT) AS number, split(line, '\\u0001', -1)[1] AS head
  FROM (${transform("number, to_json(first)", command, `numbered_${name}`)})
) h ON h.number = f.number`,
    ),
    open(`files_${name}`, `${work}/${name}/files`),
    {
      name: `seen_${name}`,
      kind: "value",
      sql: `SELECT translate(base64(CAST(concat('{"heads":[', h.heads, '],"keys":', coalesce(k.keys, '[]'), '}') AS BINARY)), '\\r\\n', '') AS value
FROM (SELECT array_join(array_sort(collect_set(head)), ',') AS heads FROM files_${name}) h
CROSS JOIN (
  SELECT to_json(transform(array_sort(collect_list(struct(id, key))), x -> x.key)) AS keys
  FROM (
    SELECT key, min(struct(f.number, l.block, l.id, place)) AS id
    FROM look_${name} l JOIN files_${name} f ON f.file = l.file
    LATERAL VIEW posexplode(from_json(l.keys, 'array<string>')) k AS place, key
    GROUP BY key
  )
) k`,
    },
  ];
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
  FROM raw_${name} r JOIN files_${name} f ON f.file = r.file)`,
  );
  const strange =
    "raise_error(concat('lead-export worker: {\"code\":\"STRANGE_LINE\",\"what\":', regexp_extract(to_json(named_struct('a', left(array_join(f, ' '), 200))), ':(.*)}$', 1), '}'))";
  return [
    write(
      `judge ${name}`,
      `${work}/${name}/rows`,
      `SELECT ${list.join(", ")}
FROM (SELECT CASE WHEN size(f) = ${columns.length} THEN f ELSE ${strange} END AS f
FROM (SELECT split(line, '\\u0001', -1) AS f FROM (${lines})))`,
    ),
    open(`w_${name}`, `${work}/${name}/rows`),
    accountStep(name),
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

/** Every line that was counted is in a piece, and every row of a piece is there once. */
function accountStep(name: string): Step {
  return {
    name: `account for ${name}`,
    kind: "check",
    sql: `WITH pieces AS (SELECT file, block, count(*) AS pieces, sum(lines) AS lines, sum(at) AS told FROM w_${name} WHERE state = 'block' GROUP BY file, block),
counted AS (SELECT file, block, count(*) AS n, min(at) AS least, max(at) AS greatest, sum(at) AS total FROM w_${name} WHERE state IN ('clean', 'held', 'blank') GROUP BY file, block),
files AS (SELECT f.number, f.lines, coalesce(sum(p.lines), 0) AS read FROM files_${name} f LEFT JOIN pieces p ON p.file = f.number GROUP BY f.number, f.lines)
SELECT input = read AND broken = 0 AND odd = 0 AS ok, input, read, told, found, broken, odd FROM (
SELECT (SELECT coalesce(sum(lines), 0) FROM files) AS input, (SELECT coalesce(sum(read), 0) FROM files) AS read,
 (SELECT coalesce(sum(told), 0) FROM pieces) AS told, (SELECT coalesce(sum(n), 0) FROM counted) AS found,
 (SELECT count(*) FROM files WHERE lines <> read)
 + (SELECT count(*) FROM pieces p FULL JOIN counted c ON c.file = p.file AND c.block = p.block
   WHERE NOT coalesce(p.pieces = 1 AND coalesce(c.n, 0) = p.told
    AND (p.told = 0 OR (c.least = 0 AND c.greatest = p.told - 1 AND c.total = p.told * (p.told - 1) DIV 2)), false)) AS broken,
 (SELECT count(*) FROM w_${name} WHERE state IS NULL OR state NOT IN ('clean', 'held', 'blank', 'header', 'block')) AS odd)`,
  };
}

/** The lines of all files, each with its file and where the piece that Spark reads as one begins. */
function rawSteps({ name, source }: TabPlace): Step[] {
  const { path, kind, whole } = source;
  const at = `input_file_name() AS file, input_file_block_start() AS block`;
  if (kind === "parquet") {
    const json =
      "to_json(struct(*), map('ignoreNullFields', 'false', 'timestampFormat', 'yyyy-MM-dd\\'T\\'HH:mm:ss.SSSSSSXXX'))";
    return [
      run(
        `find ${name}`,
        `CREATE OR REPLACE TEMPORARY VIEW table_${name} USING parquet OPTIONS (path ${quoted(path)})`,
      ),
      run(
        `read ${name}`,
        `CREATE OR REPLACE TEMPORARY VIEW raw_${name} AS SELECT ${at}, ${json} AS value FROM table_${name}`,
      ),
    ];
  }
  if (whole === "utf-16le" || whole === "utf-16be") {
    const charset = whole === "utf-16le" ? "UTF-16LE" : "UTF-16BE";
    const text = `decode(content, '${charset}')`;
    const proven = `CASE WHEN encode(${text}, '${charset}') = content THEN ${text} ELSE raise_error('lead-export worker: {"code":"BAD_ENCODING","what":"half a UTF-16 character stands in it"}') END`;
    return [
      run(
        `find ${name}`,
        `CREATE OR REPLACE TEMPORARY VIEW table_${name} USING binaryFile OPTIONS (path ${quoted(path)})`,
      ),
      run(
        `read ${name}`,
        `CREATE OR REPLACE TEMPORARY VIEW raw_${name} AS
SELECT file, CAST(0 AS BIGINT) AS block, value FROM (
  SELECT path AS file, split(regexp_replace(${proven}, '^\\ufeff|\\n\\\\z', ''), '\\n', -1) AS lines FROM table_${name}
) LATERAL VIEW explode(lines) l AS value`,
      ),
    ];
  }
  return [
    run(
      `find ${name}`,
      `CREATE OR REPLACE TEMPORARY VIEW table_${name} USING text OPTIONS (path ${quoted(path)}, lineSep '\\n')`,
    ),
    run(`read ${name}`, `CREATE OR REPLACE TEMPORARY VIEW raw_${name} AS SELECT ${at}, value FROM table_${name}`),
  ];
}

/** Sends rows through a command, a line for each; what comes back is one column, `line`. */
export function transform(columns: string, command: string, from: string): string {
  return `SELECT TRANSFORM(${columns})
 ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t' LINES TERMINATED BY '\\n' NULL DEFINED AS ''
 USING ${quoted(command)} AS (line STRING)
 ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\u0002' LINES TERMINATED BY '\\n' NULL DEFINED AS '\\u0002'
 FROM ${from}`;
}
