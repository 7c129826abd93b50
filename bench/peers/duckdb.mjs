// The whole job as one DuckDB program: what a person who knows DuckDB well would write instead of this project.
import { join } from "node:path";
import { flush, hashed } from "./guarantees.mjs";
import { perDay, perMonth, phases, job as readJob } from "./job.mjs";

const phase = phases();
phase.end("start");
const { DuckDBInstance } = await import("@duckdb/node-api");
const job = readJob();
const sources = job.isProven ? hashed([job.leads, job.companies]) : null;
const db = await (await DuckDBInstance.create(":memory:")).connect();
phase.end("open DuckDB");

const text = (value) => `'${value.replaceAll("'", "''")}'`;
const csv = (path, columns) =>
  `read_csv(${text(path)}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\\n',
    columns = {${columns.map((column) => `${column}: 'VARCHAR'`).join(", ")}})`;
const parquet = (name) => `${text(join(job.out, `${name}.parquet`))} (FORMAT parquet, COMPRESSION zstd)`;
const rows = async (sql) => (await db.runAndReadAll(sql)).getRowObjectsJson();

// The guard keeps the slow replacement to the cells that need it.
await db.run(`CREATE MACRO tidy(x) AS nullif(CASE WHEN contains(x, '  ') OR starts_with(x, ' ') OR suffix(x, ' ')
    THEN trim(regexp_replace(x, ' +', ' ', 'g')) ELSE x END, '')`);
await db.run(`CREATE TABLE countries AS SELECT cell, name, nullif(code, '') AS code, key
    FROM ${csv(job.countries, ["cell", "name", "code", "key"])}`);

// rowid is the row of the file: DuckDB keeps the order of a CSV.
await db.run(`CREATE TABLE leads AS
  WITH tidied AS (
    SELECT tidy(company) AS company, tidy(first_name) AS first_name, tidy(last_name) AS last_name, tidy(title) AS title,
      tidy(country) AS country, tidy(ts) AS ts FROM ${csv(job.leads, ["company", "first_name", "last_name", "title", "country", "ts"])}),
  timed AS (SELECT *, try_cast(ts AS TIMESTAMP) AS local_time FROM tidied)
  SELECT *, CASE
    WHEN coalesce(company, first_name, last_name, title, country, ts) IS NULL THEN 'blank'
    WHEN company IS NULL OR first_name IS NULL OR last_name IS NULL OR title IS NULL OR country IS NULL OR ts IS NULL THEN 'MISSING'
    WHEN local_time IS NULL THEN 'BAD_TIMESTAMP'
    WHEN local_time < TIMESTAMP '${job.earliest}' THEN 'OUT_OF_RANGE'
    WHEN local_time > TIMESTAMP '${job.latest}' THEN 'FUTURE_TIMESTAMP'
  END AS problem FROM timed`);
phase.end("read leads");
await db.run(`CREATE TABLE companies AS
  WITH tidied AS (SELECT tidy(company) AS company, tidy(hq) AS hq FROM ${csv(job.companies, ["company", "hq"])})
  SELECT *, CASE WHEN coalesce(company, hq) IS NULL THEN 'blank' WHEN company IS NULL OR hq IS NULL THEN 'MISSING' END AS problem
  FROM tidied`);
phase.end("read companies");

// Rows that share a hash are few: only those are compared in full.
await db.run(`CREATE TABLE lead_keys AS
  SELECT l.rowid AS r, hash(lower(company), lower(first_name), lower(last_name), c.key) AS h
  FROM leads l JOIN countries c ON c.cell = l.country WHERE problem IS NULL`);
await db.run(`CREATE TABLE lead_repeats AS
  WITH shared AS (SELECT h FROM lead_keys GROUP BY h HAVING count(*) > 1),
  suspects AS (SELECT l.*, l.rowid AS r, c.key FROM leads l JOIN countries c ON c.cell = l.country
    WHERE l.rowid IN (SELECT r FROM lead_keys WHERE h IN (FROM shared))),
  ranked AS (SELECT r, first_value(r) OVER (PARTITION BY lower(company), lower(first_name), lower(last_name), key
    ORDER BY local_time, r) AS winner FROM suspects)
  SELECT r, winner FROM ranked WHERE r <> winner`);
// Companies repeat much more often, so here grouping beats sorting the suspects.
await db.run(`CREATE TABLE company_repeats AS
  WITH keys AS MATERIALIZED (SELECT o.rowid AS r, hash(lower(company), c.key) AS h, lower(company) AS company, c.key
    FROM companies o JOIN countries c ON c.cell = o.hq WHERE problem IS NULL),
  shared AS (SELECT h FROM keys GROUP BY h HAVING count(*) > 1),
  winners AS (SELECT h, company, key, min(r) AS winner FROM keys WHERE h IN (FROM shared) GROUP BY ALL)
  SELECT r, winner FROM keys JOIN winners USING (h, company, key) WHERE r <> winner`);
phase.end("duplicates");

const LEAD = `l.company, first_name, last_name, title, c.name AS country, c.code AS country_code,
  local_time - INTERVAL ${job.offsetHours} HOUR AS operator_timestamp, local_time::DATE AS local_date`;
const CLEAN_LEADS = `leads l JOIN countries c ON c.cell = l.country WHERE problem IS NULL AND l.rowid NOT IN (SELECT r FROM lead_repeats)`;
const CLEAN_COMPANIES = `companies o JOIN countries c ON c.cell = o.hq WHERE problem IS NULL AND o.rowid NOT IN (SELECT r FROM company_repeats)`;
const TABLES = {
  leads: `SELECT (l.rowid + 2)::INTEGER AS "row", ${LEAD} FROM ${CLEAN_LEADS}`,
  companies: `SELECT (o.rowid + 2)::INTEGER AS "row", company, c.name AS hq_location, c.code AS hq_code FROM ${CLEAN_COMPANIES}`,
  held: `SELECT 'Leads' AS tab, (rowid + 2)::INTEGER AS "row", problem, company, first_name, last_name, title, country, ts
      FROM leads WHERE problem <> 'blank'
    UNION ALL SELECT 'Companies', (rowid + 2)::INTEGER, problem, company, NULL, NULL, NULL, hq, NULL
      FROM companies WHERE problem <> 'blank'`,
  duplicates: `SELECT 'Leads' AS tab, (r + 2)::INTEGER AS "row", (winner + 2)::INTEGER AS repeat_of, ${LEAD}
      FROM lead_repeats JOIN leads l ON l.rowid = r JOIN countries c ON c.cell = l.country
    UNION ALL SELECT 'Companies', (r + 2)::INTEGER, (winner + 2)::INTEGER, company, NULL, NULL, NULL, c.name, c.code, NULL, NULL
      FROM company_repeats JOIN companies o ON o.rowid = r JOIN countries c ON c.cell = o.hq`,
};
for (const [name, sql] of Object.entries(TABLES)) await db.run(`COPY (${sql}) TO ${parquet(name)}`);
phase.end("write Parquet");

if (job.isProven) {
  // Every value of every row goes into a hash of 64 bits; the sums of both sides are compared, which is cheaper than to join them.
  const sum = (from) => rows(`SELECT count(*)::VARCHAR AS "rows", sum(hash(t))::VARCHAR AS hashes FROM ${from} t`);
  for (const [name, sql] of Object.entries(TABLES)) {
    const [meant] = await sum(`(${sql})`);
    const [found] = await sum(`read_parquet(${text(join(job.out, `${name}.parquet`))})`);
    if (meant.rows !== found.rows || meant.hashes !== found.hashes)
      throw new Error(`${name}.parquet reads back differently`);
  }
  phase.end("read back");
  flush(Object.keys(TABLES).map((name) => join(job.out, `${name}.parquet`)));
  phase.end("flush");
}

const [leads] = await rows(`SELECT count(*)::INTEGER AS "read", count(*) FILTER (problem = 'blank')::INTEGER AS blank,
  count(*) FILTER (problem IS NULL)::INTEGER - (SELECT count(*) FROM lead_repeats)::INTEGER AS clean,
  (SELECT count(*) FROM lead_repeats)::INTEGER AS duplicate, count(*) FILTER (problem <> 'blank')::INTEGER AS held FROM leads`);
const [companies] =
  await rows(`SELECT count(*)::INTEGER AS "read", count(*) FILTER (problem = 'blank')::INTEGER AS blank,
  count(*) FILTER (problem IS NULL)::INTEGER - (SELECT count(*) FROM company_repeats)::INTEGER AS clean,
  (SELECT count(*) FROM company_repeats)::INTEGER AS duplicate, count(*) FILTER (problem <> 'blank')::INTEGER AS held FROM companies`);
const months = await rows(`SELECT month(local_time)::INTEGER AS month, count(*)::INTEGER AS leads FROM ${CLEAN_LEADS}
  AND local_time BETWEEN TIMESTAMP '${job.yearStart}' AND TIMESTAMP '${job.now}' GROUP BY ALL`);
const days = await rows(`SELECT local_time::DATE::VARCHAR AS day, count(*)::INTEGER AS leads FROM ${CLEAN_LEADS}
  AND local_time BETWEEN TIMESTAMP '${job.days[0]} 00:00:00' AND TIMESTAMP '${job.now}' GROUP BY ALL`);
const countries =
  await rows(`SELECT (row_number() OVER (ORDER BY count(*) DESC, name))::INTEGER AS rank, name AS country,
  code AS country_code, count(*)::INTEGER AS leads FROM ${CLEAN_LEADS} GROUP BY name, code ORDER BY rank LIMIT 20`);
// Clean companies are distinct by company and HQ, so a lead meets at most one of them: the join counts it once.
const staff = await rows(`WITH hq AS (SELECT company, lower(company) AS k, c.key FROM ${CLEAN_COMPANIES}),
  lead AS (SELECT lower(l.company) AS k, c.key FROM ${CLEAN_LEADS}),
  staffed AS (SELECT k, count(*)::INTEGER AS staff FROM lead JOIN hq USING (k, key) GROUP BY k),
  named AS (SELECT k, min(company) AS company FROM hq WHERE k IN (SELECT k FROM staffed) GROUP BY k)
  SELECT company, staff FROM staffed JOIN named USING (k) ORDER BY staff DESC, company`);
phase.end("answers");

console.log(
  JSON.stringify({
    sources: await sources,
    counts: { leads, companies },
    answers: {
      leads_per_month: perMonth(job, new Map(months.map((r) => [r.month, r.leads]))),
      leads_past_10_days: perDay(job, new Map(days.map((r) => [r.day, r.leads]))),
      top_countries: countries,
      hq_staff: staff,
    },
  }),
);
phase.end("print");
phase.print();
