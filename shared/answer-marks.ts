import type { Answer, AnswerValue } from "./answer";
import { civilFromDays } from "./calendar";
import { readCountry } from "./country";
import { suggestCountries } from "./country-suggestions";
import { capital, problemSentence } from "./sentences";
import { daysOf } from "./shown";

/** What a reader must know of one cell of an answer, and would not see in its value. */
export interface AnswerMark {
  readonly question: string;
  /** Of the answer's rows, from 0. */
  readonly row: number;
  /** The name of the column. */
  readonly column: string;
  /** One word or two, to stand behind the value: `so far`. */
  readonly word: string;
  /** All of it, where there is more to say. */
  readonly sentence: string | null;
}

/** Returns what is marked in an answer: a day, month or year that `today` (a local day number) is part of, and countries we do not know, with what they may mean. */
export function answerMarks(answer: Answer, today: number): AnswerMark[] {
  return [...unfinished(answer, today), ...unknownCountries(answer)];
}

function unfinished({ question, columns, rows }: Answer, today: number): AnswerMark[] {
  const { year, month } = civilFromDays(today);
  const of = (type: "day" | "month" | "year") => columns.find((column) => column.type === type)?.name;
  const [days, months, years] = [of("day"), of("month"), of("year")];
  const column = days ?? months ?? years;
  if (column === undefined) return [];
  const isNow = (row: Answer["rows"][number]) => {
    if (days !== undefined) return daysOf(row[days] ?? null) === today;
    return (months === undefined || row[months] === month) && (years === undefined || row[years] === year);
  };
  return rows.flatMap((row, i) => (isNow(row) ? [{ question, row: i, column, word: "so far", sentence: null }] : []));
}

function unknownCountries({ question, columns, rows }: Answer): AnswerMark[] {
  const has = (name: string) => columns.some((column) => column.name === name);
  if (!has("country") || !has("country_code")) return [];
  return rows.flatMap((row, i) => {
    const sentence = row.country_code === null ? doubt(row.country ?? null) : null;
    return sentence === null ? [] : [{ question, row: i, column: "country", word: "unknown", sentence }];
  });
}

function doubt(country: AnswerValue): string | null {
  const { warning, name } = readCountry(country === null ? null : String(country));
  if (warning === null) return null;
  const said = capital(problemSentence(warning, "country", { value: name, suggestions: suggestCountries(name) }));
  return said.endsWith("?") ? said : `${said}.`;
}
