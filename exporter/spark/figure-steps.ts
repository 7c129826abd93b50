import { EITHER, FUTURE, MISFIT } from "../../shared/date-order-doubt";
import { rows, type Step } from "./plan";
import type { TabPlace } from "./rules-steps";

/** Files that are listed by name. */
const MOST_FILES = 1000;

/** Which files there are: before the rules, so that what is wrong with one can be told by its name. */
export function fileSteps({ name }: TabPlace): Step[] {
  return [
    rows(
      `files of ${name}`,
      `SELECT number, file, lines, count(*) OVER () AS files, sum(octets) OVER () AS octets FROM files_${name} ORDER BY number LIMIT ${MOST_FILES}`,
    ),
  ];
}

/** All that is told of a tab: a few rows each, however many the table has. */
export function figureSteps({ name, contract }: TabPlace): Step[] {
  const time = contract.fields.find(({ type }) => type === "timestamp");
  const signs = [MISFIT, EITHER, FUTURE].map(
    (sign) => `(SELECT sign, source_row FROM n_${name} WHERE sign = ${sign} ORDER BY source_row LIMIT 5)`,
  );
  return [
    rows(
      `headers of ${name}`,
      `SELECT DISTINCT state, typed, note FROM w_${name} WHERE state = 'header' OR (state = 'block' AND note <> '')`,
    ),
    // What was read, beside what was written.
    rows(
      `counts of ${name}`,
      `SELECT state, count(*) AS n, CAST(sum(CAST(xxhash64(source_row, state, note, typed) AS DECIMAL(20, 0))) AS STRING) AS content,
 min(until) AS until, count(CASE WHEN note = 'HEADER_REPEATED' THEN 1 END) AS repeated, min(CASE WHEN note = 'HEADER_REPEATED' THEN source_row END) AS first_repeated
FROM n_${name} GROUP BY state`,
    ),
    rows(
      `written of ${name}`,
      `SELECT (SELECT count(*) FROM ${name}) AS clean, (SELECT count(*) FROM held WHERE tab = '${contract.tab}') AS held,
 (SELECT count(*) FROM duplicates WHERE tab = '${contract.tab}') AS duplicate${time === undefined ? "" : `, (SELECT max(unix_millis(${time.name})) FROM ${name}) AS newest`}`,
    ),
    rows(`held in ${name}`, `SELECT problems, count(*) AS n FROM held WHERE tab = '${contract.tab}' GROUP BY problems`),
    rows(
      `warned of in ${name}`,
      `SELECT warnings, count(*) AS n FROM ${name} WHERE warnings IS NOT NULL GROUP BY warnings`,
    ),
    rows(`decided in ${name}`, `SELECT decided, count(*) AS n FROM n_${name} WHERE decided <> '' GROUP BY decided`),
    ...(time === undefined
      ? []
      : [
          rows(`signs in ${name}`, `SELECT sign, count(*) AS n FROM n_${name} WHERE sign <> 0 GROUP BY sign`),
          rows(`first signs in ${name}`, signs.join(" UNION ALL ")),
        ]),
  ];
}
