import type { ColumnType } from "../../shared/answer";
import { badQuestion, type Question, type Statement } from "./question";

/** A column as SQL gives it. */
interface SqlColumn {
  name: string;
  duckdbType: string;
}

const INTEGERS = new Set([
  "TINYINT",
  "SMALLINT",
  "INTEGER",
  "BIGINT",
  "HUGEINT",
  "UTINYINT",
  "USMALLINT",
  "UINTEGER",
  "UBIGINT",
]);

/** What SQL must give for a column of each type. */
export const SQL_TYPE_OF = {
  text: "text",
  number: "number",
  count: "number",
  month: "number",
  year: "number",
  day: "day",
} as const satisfies Record<ColumnType, ColumnType>;

/** Returns the type of an answer's column whose header states none; `null` when answers have no columns of that DuckDB type. */
function sqlType(duckdbType: string): (typeof SQL_TYPE_OF)[ColumnType] | null {
  if (INTEGERS.has(duckdbType)) return "number";
  if (duckdbType === "DATE") return "day";
  return duckdbType === "VARCHAR" ? "text" : null;
}

/** Returns the columns of an answer as its header and its SQL have them. Throws `BAD_QUESTION` when the two do not fit each other. */
export function checkColumns(question: Question, columns: SqlColumn[]) {
  const stated = question.columns.map(({ name }) => name).join(", ");
  const given = columns.map(({ name }) => name).join(", ");
  if (stated !== given) {
    throw badQuestion(question.path, question.answer.line, `the SELECT gives ${given}, but columns lists ${stated}`);
  }
  return columns.map(({ name, duckdbType }, i) => {
    const { label, type } = question.columns[i];
    const given = sqlType(duckdbType);
    if (given === null) {
      const fault = `${name} is ${duckdbType}; an answer's column is text, a whole number or a date, so CAST it`;
      throw badQuestion(question.path, question.answer.line, fault);
    }
    if (type !== null && SQL_TYPE_OF[type] !== given) {
      const wanted = { text: "text", number: "a whole number", day: "a DATE" }[SQL_TYPE_OF[type]];
      const fault = `${name} is ${duckdbType}, and a column of type ${type} is ${wanted}; CAST it, or state another type`;
      throw badQuestion(question.path, question.columnsLine, fault);
    }
    if (name === question.measure && given !== "number") {
      throw badQuestion(question.path, question.answer.line, `the measure ${name} is not a whole number`);
    }
    if (name === question.chart?.y && given !== "number") {
      throw badQuestion(question.path, question.answer.line, `${name}, the chart's bars, is not a whole number`);
    }
    return { name, label, type: type ?? given, duckdbType };
  });
}

/** Throws `BAD_QUESTION` when a remainder gives anything but (reason, leads). */
export function checkRemainder(question: Question, remainder: Statement, columns: SqlColumn[]): void {
  const [reason, leads] = columns;
  const fits =
    columns.length === 2 &&
    reason.name === "reason" &&
    sqlType(reason.duckdbType) === "text" &&
    leads.name === "leads" &&
    sqlType(leads.duckdbType) === "number";
  if (fits) return;
  throw badQuestion(question.path, remainder.line, "the remainder must give reason (text) and leads (a whole number)");
}
