import { EITHER, FUTURE, MISFIT } from "../../shared/date-order-doubt";
import { quoted, rows, type Step } from "./plan";
import type { TabPlace } from "./rules-steps";

/** Files that are listed by name. */
const MOST_FILES = 10_000;

/** Which files there are: before the rules, so that what is wrong with one can be told by its name. */
export function fileStep(): Step {
  return rows(
    "files",
    `SELECT * FROM (SELECT tab, number, file, count(*) OVER (PARTITION BY tab) AS files, sum(octets) OVER (PARTITION BY tab) AS octets FROM files)
WHERE number < ${MOST_FILES} ORDER BY tab, number`,
  );
}

/** All that is told of both tabs: a few rows each, however many the tables have. */
export function figureSteps(places: readonly TabPlace[]): Step[] {
  const of = (view: string, columns: string, where = "") =>
    places
      .map(({ name }) => `SELECT ${quoted(name)} AS name, ${columns} FROM ${view}_${name}${where}`)
      .join(" UNION ALL ");
  const clean = places.map(({ name, contract }) => {
    const time = contract.fields.find(({ type }) => type === "timestamp");
    const newest = time === undefined ? "CAST(NULL AS BIGINT)" : `max(unix_millis(${time.name}))`;
    return `SELECT ${quoted(contract.tab)} AS tab, 'clean' AS kind, warnings AS what, count(*) AS n, ${newest} AS newest FROM ${name} GROUP BY warnings`;
  });
  const others = [
    "SELECT tab, 'held' AS kind, problems AS what, count(*) AS n, CAST(NULL AS BIGINT) AS newest FROM held GROUP BY tab, problems",
    "SELECT tab, 'duplicate' AS kind, CAST(NULL AS STRING) AS what, count(*) AS n, CAST(NULL AS BIGINT) AS newest FROM duplicates GROUP BY tab",
  ];
  return [
    rows(
      "headers",
      `SELECT DISTINCT name, state, note FROM (${of("w", "state, note", " WHERE state = 'header' OR (state = 'block' AND note <> '')")})`,
    ),
    // Of the files that are listed.
    rows(
      "rows of files",
      `SELECT name, file AS number, sum(at) AS n FROM (${of("w", "file, at", ` WHERE state = 'block' AND file < ${MOST_FILES}`)}) GROUP BY name, file`,
    ),
    // What was read, beside what was written.
    rows(
      "read",
      `SELECT name, state, sign, decided, count(*) AS n, CAST(sum(CAST(xxhash64(source_row, content) AS DECIMAL(20, 0))) AS STRING) AS content,
 min(until) AS until, count(CASE WHEN note = 'HEADER_REPEATED' THEN 1 END) AS repeated, min(CASE WHEN note = 'HEADER_REPEATED' THEN source_row END) AS first_repeated
FROM (${of("n", "state, sign, decided, source_row, note, content, until")}) GROUP BY name, state, sign, decided`,
    ),
    rows("written", [...clean, ...others].join(" UNION ALL ")),
    rows(
      "first signs",
      `SELECT name, sign, source_row FROM (SELECT *, row_number() OVER (PARTITION BY name, sign ORDER BY source_row) AS place
FROM (${of("n", "sign, source_row", ` WHERE sign IN (${MISFIT}, ${EITHER}, ${FUTURE})`)})) WHERE place <= 5`,
    ),
  ];
}
