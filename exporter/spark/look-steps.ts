import { open, quoted, run, type Step, write } from "./plan";
import type { TabPlace } from "./rules-steps";
import { transform, type WorkerProgram, workerCommand } from "./worker-command";

const FILES = [
  ["tab", "STRING"],
  ["number", "INT"],
  ["file", "STRING"],
  ["lines", "BIGINT"],
  ["octets", "BIGINT"],
  ["head", "STRING"],
  ["head_number", "INT"],
] as const;

const PIECES = [
  ["tab", "STRING"],
  ["file", "STRING"],
  ["block", "BIGINT"],
  ["keys", "STRING"],
  ["lines", "BIGINT"],
  ["octets", "BIGINT"],
  ["id", "BIGINT"],
  ["line", "STRING"],
  ["header", "STRING"],
] as const;

/** Reads the files of both tabs once: which there are, how many lines they have, what they are. */
export function lookSteps(places: readonly TabPlace[], work: string, program: WorkerProgram): Step[] {
  const lines = places.map(
    ({ name, source }) =>
      `SELECT ${quoted(name)} AS tab, file, block, value, ${source.kind === "parquet" ? "true" : "ltrim(value) LIKE '{%'"} AS isRecord FROM raw_${name}`,
  );
  return [
    ...places.flatMap(rawSteps),
    // Also the count that the accounting compares with: the rules have no part in it.
    write(
      "look at the files",
      `${work}/look`,
      `SELECT tab, file, block, keys, count(*) AS lines, sum(octet_length(value) + 1) AS octets, min(id) AS id, first(left(value, 20000)) AS line,
 first(left(value, 20000)) FILTER (WHERE instr(left(value, 6), '=') = 0 OR left(value, 6) NOT ILIKE '%sep=%') AS header
FROM (SELECT *, monotonically_increasing_id() AS id, CASE WHEN isRecord THEN to_json(json_object_keys(value)) END AS keys FROM (${lines.join(" UNION ALL ")}))
GROUP BY tab, file, block, keys`,
    ),
    open("pieces", `${work}/look`, PIECES),
    run(
      "number the files",
      `CREATE OR REPLACE TEMPORARY VIEW numbered AS
SELECT tab, CAST(row_number() OVER (PARTITION BY tab ORDER BY file) - 1 AS INT) AS number, file, sum(lines) AS lines, sum(octets) AS octets, min_by(struct(line, header), struct(block, id)) AS first
FROM pieces GROUP BY tab, file`,
    ),
    write(
      "recognise the files",
      `${work}/files`,
      `SELECT tab, number, known.file, known.lines, known.octets, head, CAST(dense_rank() OVER (PARTITION BY tab ORDER BY head) - 1 AS INT) AS head_number
FROM (
  SELECT f[0] AS tab, CAST(f[1] AS INT) AS number, from_json(f[2], 'file STRING, lines BIGINT, octets BIGINT') AS known, f[3] AS head
  FROM (SELECT split(line, '\\u0001', -1) AS f FROM (${transform("tab, number, to_json(struct(file, lines, octets)), to_json(first)", workerCommand(program, { mode: "look" }), "numbered")}))
)`,
    ),
    open("files", `${work}/files`, FILES),
    ...places.map(({ name }) => seenStep(name)),
  ];
}

/** What the workers of a tab must know of its files: how they are written, and the keys of records in the order in which they were met. */
function seenStep(name: string): Step {
  return {
    name: `seen_${name}`,
    kind: "value",
    sql: `SELECT translate(base64(CAST(concat('{"heads":[', h.heads, '],"keys":', coalesce(k.keys, '[]'), '}') AS BINARY)), '\\r\\n', '') AS value
FROM (SELECT array_join(array_sort(collect_set(head)), ',') AS heads FROM files WHERE tab = ${quoted(name)}) h
CROSS JOIN (
  SELECT to_json(transform(array_sort(collect_list(struct(id, key))), x -> x.key)) AS keys
  FROM (
    SELECT key, min(struct(f.number, l.block, l.id, place)) AS id
    FROM pieces l JOIN files f ON f.tab = l.tab AND f.file = l.file
    LATERAL VIEW posexplode(from_json(l.keys, 'array<string>')) k AS place, key
    WHERE l.tab = ${quoted(name)} AND l.keys IS NOT NULL
    GROUP BY key
  )
) k`,
  };
}

/** The lines of all files, each with its file and where the piece that Spark reads as one begins. */
function rawSteps({ name, source }: TabPlace): Step[] {
  const { path, kind, whole } = source;
  const raw = (select: string) => run(`read ${name}`, `CREATE OR REPLACE TEMPORARY VIEW raw_${name} AS ${select}`);
  const find = (format: string, columns = "", options = "") =>
    run(
      `find ${name}`,
      `CREATE OR REPLACE TEMPORARY VIEW table_${name}${columns} USING ${format} OPTIONS (path ${quoted(path)}${options})`,
    );
  const at = "input_file_name() AS file, input_file_block_start() AS block";
  if (kind === "parquet") {
    const json = `to_json(struct(*), map('ignoreNullFields', 'false', 'timestampFormat', 'yyyy-MM-dd\\'T\\'HH:mm:ss.SSSSSSXXX'))`;
    return [find("parquet"), raw(`SELECT ${at}, ${json} AS value FROM table_${name}`)];
  }
  if (whole === "utf-16le" || whole === "utf-16be") {
    const charset = whole.toUpperCase();
    const text = `decode(content, '${charset}')`;
    const bad = `raise_error('lead-export worker: {"code":"BAD_ENCODING","what":"half a UTF-16 character stands in it"}')`;
    const proven = `CASE WHEN encode(${text}, '${charset}') = content THEN ${text} ELSE ${bad} END`;
    return [
      find("binaryFile"),
      raw(`SELECT file, CAST(0 AS BIGINT) AS block, value FROM (
  SELECT path AS file, split(regexp_replace(${proven}, '^\\ufeff|\\n\\\\z', ''), '\\n', -1) AS lines FROM table_${name}
) LATERAL VIEW explode(lines) l AS value`),
    ];
  }
  return [find("text", " (value STRING)", ", lineSep '\\n'"), raw(`SELECT ${at}, value FROM table_${name}`)];
}
