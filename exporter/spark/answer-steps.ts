import { isoDate } from "../../shared/calendar";
import type { Bounds } from "../questions/bounds";
import type { Parameter } from "../questions/parameters";
import type { Question, Statement } from "../questions/question";
import { type Argument, open, rows, run, type Step, write } from "./plan";

/** Answers every question once, over the tables that were written. */
export function answerSteps(questions: readonly Question[], folder: string, bounds: Bounds): Step[] {
  const args: Record<Parameter, Argument> = {
    as_of: { timestamp: String(bounds.asOf * 1000) },
    year_start: { date: isoDate(bounds.yearStart) },
    ten_days_start: { date: isoDate(bounds.tenDaysStart) },
    today: { date: isoDate(bounds.today) },
  };
  const used = ({ parameters }: Statement) => Object.fromEntries(parameters.map((name) => [name, args[name]]));
  const days = bounds.days.map((d) => `(DATE '${isoDate(d.day)}', ${d.month}, ${d.inYear}, ${d.inPast10Days})`);
  return [
    run(
      "know days",
      `CREATE OR REPLACE TEMPORARY VIEW days AS SELECT * FROM VALUES ${days.join(", ")} AS t(day, month, in_year, in_past_10_days)`,
    ),
    ...questions.flatMap(({ name, answer, remainder }) => [
      write(`answer ${name}`, `${folder}/answers/${name}`, `SELECT * FROM (${answer.text}\n)`, used(answer)),
      ...(remainder === null
        ? []
        : [open("answer", `${folder}/answers/${name}`), rows(`remainder ${name}`, remainder.text, used(remainder))]),
    ]),
  ];
}
