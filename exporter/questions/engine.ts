import { join } from "node:path";
import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import type { Answer } from "../../shared/answer";
import { isoDate } from "../../shared/calendar";
import { Failure } from "../words/failure";
import { type Bounds, inWords } from "./bounds";
import { loadDuckDB, openDatabase, openSpillingDatabase } from "./duckdb";
import type { Parameter } from "./parameters";
import { badQuestion, type Question, type Statement } from "./question";
import { readRows, SQL_TYPE_OF, sqlType } from "./rows";
import { parquetAt, quoted, TABLE_COLUMNS, TABLE_NAMES, type TableFiles } from "./tables";

/** Questions over the written files of one run. */
export interface Session {
  /** Answers a question and writes its rows to `path` as Parquet. Throws `ANSWER_DOES_NOT_ADD_UP`. */
  answer(question: Question, path: string): Promise<Answer>;
  close(): void;
}

/**
 * Finds faults in the questions' SQL before a run does any work: each is prepared on empty tables. Throws `BAD_QUESTION`.
 * Also warms DuckDB up: start it while the input is being read.
 */
export async function checkQuestions(questions: Question[]): Promise<void> {
  const { connection, close } = await openDatabase();
  try {
    for (const name of TABLE_NAMES) await connection.run(`CREATE TABLE ${name} (${TABLE_COLUMNS[name]})`);
    await createDays(connection, []);
    for (const question of questions) {
      const columns = await shapeOf(connection, question, question.answer);
      const types = checkColumns(question, columns);
      if (question.remainder === null) continue;
      const list = types.map(({ name, duckdbType }) => `CAST(NULL AS ${duckdbType}) AS "${name}"`).join(", ");
      await connection.run(`CREATE OR REPLACE TEMP VIEW answer AS SELECT ${list} WHERE false`);
      checkRemainder(question, question.remainder, await shapeOf(connection, question, question.remainder));
    }
  } finally {
    close();
  }
}

/** Answers every question over the files of a run, and writes each answer to `<folder>/answers/<question>.parquet`. */
export async function answerAll(
  questions: Question[],
  folder: string,
  files: TableFiles,
  bounds: Bounds,
): Promise<Answer[]> {
  const session = await openQuestions(files, bounds);
  try {
    const answers: Answer[] = [];
    for (const question of questions) {
      answers.push(await session.answer(question, join(folder, "answers", `${question.name}.parquet`)));
    }
    return answers;
  } finally {
    session.close();
  }
}

/** Opens the files of a run for its questions. */
export async function openQuestions(files: TableFiles, bounds: Bounds): Promise<Session> {
  const { connection, close } = await openSpillingDatabase();
  try {
    for (const name of TABLE_NAMES) {
      await connection.run(`CREATE VIEW ${name} AS SELECT * FROM ${parquetAt(files[name])}`);
    }
    await createDays(connection, bounds.days);
    const values = await parameterValues(bounds);
    return {
      answer: (question, path) => answer(connection, question, bounds, values, path),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

async function answer(
  connection: DuckDBConnection,
  question: Question,
  bounds: Bounds,
  values: Record<Parameter, DuckDBValue>,
  path: string,
): Promise<Answer> {
  const { sql, parameters } = question.answer;
  // The file is the answer: what is shown is read from it, so that the two cannot differ.
  await connection.run(
    `COPY (${sql}\n) TO ${quoted(path)} (FORMAT parquet, COMPRESSION zstd)`,
    pick(values, parameters),
  );
  const written = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${parquetAt(path)}`);
  const columns = checkColumns(
    question,
    written.getRowsJS().map(([name, type]) => ({ name: String(name), duckdbType: String(type) })),
  ).map(({ name, label, type }) => ({ name, label, type }));
  const rows = await readRows(connection, path, columns);
  const remainder = await remainderOf(connection, question, bounds, values, path);
  const used = question.remainder === null ? null : sum(rows.map((row) => Number(row[question.measure!] ?? 0)));
  if ([used, ...remainder.map(({ leads }) => leads)].some((leads) => leads !== null && leads < 0)) {
    throw badQuestion(question.path, question.answer.line, "it counts fewer than no leads");
  }
  if (used !== null) await checkSum(connection, question, used, sum(remainder.map(({ leads }) => leads ?? 0)));
  return {
    question: question.name,
    title: question.title,
    columns,
    chart: question.chart,
    window: inWords(question.window, bounds),
    rows,
    used,
    remainder,
  };
}

/** Most leads first, notes last; a reason with no leads says nothing. */
async function remainderOf(
  connection: DuckDBConnection,
  question: Question,
  bounds: Bounds,
  values: Record<Parameter, DuckDBValue>,
  path: string,
): Promise<Answer["remainder"]> {
  if (question.remainder === null) return [];
  const { sql, parameters } = question.remainder;
  await connection.run(`CREATE OR REPLACE TEMP VIEW answer AS SELECT * FROM ${parquetAt(path)}`);
  const reader = await connection.runAndReadAll(sql, pick(values, parameters));
  return reader
    .getRowsJS()
    .map(([reason, leads]) => ({
      reason: inWords(String(reason), bounds),
      leads: leads === null ? null : Number(leads),
    }))
    .filter(({ leads }) => leads !== 0)
    .sort((a, b) => (b.leads ?? -1) - (a.leads ?? -1) || (a.reason < b.reason ? -1 : 1));
}

async function checkSum(connection: DuckDBConnection, question: Question, used: number, left: number): Promise<void> {
  const clean = Number((await connection.runAndReadAll("SELECT count(*) FROM leads")).value(0, 0));
  if (used + left === clean) return;
  throw new Failure(
    "ANSWER_DOES_NOT_ADD_UP",
    `The answer ${question.name} counts ${used} leads and leaves out ${left}, but there are ${clean} clean leads.`,
    { path: question.path },
  );
}

/** Column names and DuckDB types of a statement; a fault in its SQL is a `BAD_QUESTION` with the line in the file. */
async function shapeOf(connection: DuckDBConnection, question: Question, statement: Statement) {
  try {
    const prepared = await connection.prepare(statement.sql);
    const columns = Array.from({ length: prepared.columnCount }, (_, i) => ({
      name: prepared.columnName(i),
      duckdbType: prepared.columnType(i).toString(),
    }));
    prepared.destroySync();
    return columns;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const line = Number(/^LINE (\d+):/m.exec(message)?.[1] ?? 1);
    throw badQuestion(question.path, statement.line + line - 1, message.split("\n")[0].replace(/\.$/, ""));
  }
}

function checkColumns(question: Question, columns: { name: string; duckdbType: string }[]) {
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
      throw badQuestion(
        question.path,
        question.answer.line,
        `the chart's bars are as long as ${name}, which is no number`,
      );
    }
    return { name, label, type: type ?? given, duckdbType };
  });
}

function checkRemainder(
  question: Question,
  remainder: Statement,
  columns: { name: string; duckdbType: string }[],
): void {
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

async function createDays(connection: DuckDBConnection, days: Bounds["days"]): Promise<void> {
  await connection.run("CREATE TABLE days (day DATE, month INTEGER, in_year BOOLEAN, in_past_10_days BOOLEAN)");
  if (days.length === 0) return;
  const rows = days.map((d) => `(DATE '${isoDate(d.day)}', ${d.month}, ${d.inYear}, ${d.inPast10Days})`);
  await connection.run(`INSERT INTO days VALUES ${rows.join(", ")}`);
}

async function parameterValues(bounds: Bounds): Promise<Record<Parameter, DuckDBValue>> {
  const { DuckDBDateValue, DuckDBTimestampTZValue } = await loadDuckDB();
  return {
    as_of: new DuckDBTimestampTZValue(BigInt(bounds.asOf) * 1000n),
    year_start: new DuckDBDateValue(bounds.yearStart),
    ten_days_start: new DuckDBDateValue(bounds.tenDaysStart),
    today: new DuckDBDateValue(bounds.today),
  };
}

function pick(values: Record<Parameter, DuckDBValue>, names: Parameter[]): Record<string, DuckDBValue> {
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}

function sum(numbers: number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
