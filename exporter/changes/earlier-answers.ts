import type { Answer } from "../../shared/answer";
import { civilFromDays, localDay } from "../../shared/calendar";
import { type EarlierAnswer, measureOf } from "../../shared/compared";
import { isFigures } from "../../shared/shown";
import { toWall } from "../../shared/zone";
import { loadZone } from "../words/zone";

/** What cuts the answers of a snapshot: two that are cut in other ways say nothing of each other. */
export interface Cut {
  /** ISO 8601, UTC. */
  readonly asOf: string;
  readonly zone: string;
}

/** What earlier answers say of each answer of today, where the two can be compared. */
export function earlierAnswers(
  now: { readonly cut: Cut; readonly answers: readonly Answer[] },
  then: { readonly cut: Cut; readonly answers: readonly Answer[] },
): EarlierAnswer[] {
  return now.answers.flatMap((answer) => {
    const earlier = then.answers.find(({ question }) => question === answer.question);
    if (earlier === undefined || !isComparable(answer, now.cut, earlier, then.cut)) return [];
    const measure = measureOf(answer);
    const values = new Map(earlier.rows.map((row) => [rowKey(answer, row), Number(row[measure!.name])]));
    const rows = answer.rows.map((row) => (measure === undefined ? null : (values.get(rowKey(answer, row)) ?? null)));
    return [{ question: answer.question, total: answer.used === null ? null : earlier.used, rows }];
  });
}

/** Two rows are about the same thing when they are equal in all that are no figures. */
function rowKey({ columns }: Answer, row: Answer["rows"][number]): string {
  return JSON.stringify(columns.filter(({ type }) => !isFigures(type)).map(({ name }) => row[name] ?? null));
}

function isComparable(answer: Answer, now: Cut, earlier: Answer, then: Cut): boolean {
  const shape = ({ columns }: Answer) => JSON.stringify(columns.map(({ name, type }) => [name, type]));
  if (shape(answer) !== shape(earlier)) return false;
  const has = (...types: string[]) => answer.columns.some(({ type }) => types.includes(type));
  if (has("day", "month", "year") && now.zone !== then.zone) return false;
  // January of one year is not January of another.
  return !has("month") || has("year") || yearOf(now) === yearOf(then);
}

function yearOf({ asOf, zone }: Cut): number {
  return civilFromDays(localDay(toWall(loadZone(zone), Date.parse(asOf)))).year;
}
