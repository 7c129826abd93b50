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
    // What stands in the headers, and how many rows are in each of the files that are listed.
    rows(
      "headers and rows of files",
      `SELECT name, state, note, file AS number, sum(at) AS n FROM (${of("w", "state, note, file, at", ` WHERE state = 'header' OR (state = 'block' AND (note <> '' OR file < ${MOST_FILES}))`)})
GROUP BY GROUPING SETS ((name, state, note), (name, state, file))`,
    ),
    // What was read, beside what was written.
    rows(
      "read",
      `SELECT name, state, sign, decided, count(*) AS n, concat(sum(shiftright(content, 32)), ' ', sum(content & 4294967295)) AS content,
 min(until) AS until, count(CASE WHEN note = 'HEADER_REPEATED' THEN 1 END) AS repeated, min(CASE WHEN note = 'HEADER_REPEATED' THEN source_row END) AS first_repeated
FROM (${of("n", "state, sign, decided, source_row, note, xxhash64(source_row, content) AS content, until")}) GROUP BY name, state, sign, decided`,
    ),
    rows("written", [...clean, ...others].join(" UNION ALL ")),
    rows(
      "first signs",
      `SELECT name, sign, source_row FROM (SELECT *, row_number() OVER (PARTITION BY name, sign ORDER BY source_row) AS place
FROM (${of("n", "sign, source_row", ` WHERE sign IN (${MISFIT}, ${EITHER}, ${FUTURE})`)})) WHERE place <= 5`,
    ),
  ];
}
