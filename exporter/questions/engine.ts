import { join } from "node:path";
import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import type { Answer } from "../../shared/answer";
import { isoDate } from "../../shared/calendar";
import { inParallel } from "../stores/in-parallel";
import { Failure } from "../words/failure";
import { answerPath } from "./answer-path";
import { type Bounds, inWords } from "./bounds";
import { checkColumns, checkRemainder } from "./columns";
import { type Database, loadDuckDB } from "./duckdb";
import type { Parameter } from "./parameters";
import { badQuestion, type Question, type Statement } from "./question";
import { readRows } from "./rows";
import { parquetAt, quoted, TABLE_COLUMNS, TABLE_NAMES, type TableFiles, viewsOf } from "./tables";

/** Questions over the written files of one run. */
export interface Session {
  /** Answers a question and writes its rows to `path` as Parquet. Throws `ANSWER_DOES_NOT_ADD_UP`. */
  answer(question: Question, path: string): Promise<Answer>;
}

/**
 * Finds faults in the questions' SQL before any is answered: each is prepared on empty tables. Throws `BAD_QUESTION`.
 */
export async function checkQuestions(questions: Question[], { connect }: Database): Promise<void> {
  const connection = await connect();
  try {
    await connection.run(TABLE_NAMES.map((name) => `CREATE TEMP TABLE ${name} (${TABLE_COLUMNS[name]})`).join("; "));
    await createDays(connection, [], "TEMP TABLE");
    for (const question of questions) {
      const columns = await shapeOf(connection, question, question.answer);
      const types = checkColumns(question, columns);
      if (question.remainder === null) continue;
      const list = types.map(({ name, duckdbType }) => `CAST(NULL AS ${duckdbType}) AS "${name}"`).join(", ");
      await connection.run(`CREATE OR REPLACE TEMP VIEW answer AS SELECT ${list} WHERE false`);
      checkRemainder(question, question.remainder, await shapeOf(connection, question, question.remainder));
    }
  } finally {
    connection.closeSync();
  }
}

/** Answers every question over the files of a run, and writes each answer to `<folder>/answers/<question>.parquet`. */
export async function answerAll(
  questions: readonly Question[],
  folder: string,
  files: TableFiles,
  bounds: Bounds,
  database: Database,
): Promise<Answer[]> {
  const session = await openQuestions(database, files, bounds);
  const answers: Answer[] = [];
  await inParallel(AT_ONCE, questions.entries(), async ([i, question]) => {
    answers[i] = await session.answer(question, join(folder, answerPath(question.name)));
  });
  return answers;
}

/** So that none is answered alone at the end, when nothing else is left to do. */
const AT_ONCE = 2;

/** Opens the files of a run for its questions. */
export async function openQuestions(
  { connection, connect }: Database,
  files: TableFiles,
  bounds: Bounds,
): Promise<Session> {
  await connection.run(viewsOf(files, "VIEW"));
  await createDays(connection, bounds.days, "TABLE");
  const values = await parameterValues(bounds);
  const clean = Number((await connection.runAndReadAll("SELECT count(*) FROM leads")).value(0, 0));
  return {
    async answer(question, path) {
      const connection = await connect();
      try {
        return await answer(connection, question, bounds, values, path, clean);
      } finally {
        connection.closeSync();
      }
    },
  };
}

async function answer(
  connection: DuckDBConnection,
  question: Question,
  bounds: Bounds,
  values: Record<Parameter, DuckDBValue>,
  path: string,
  clean: number,
): Promise<Answer> {
  const { sql, parameters } = question.answer;
  await connection.run(`COPY (${sql}\n) TO ${quoted(path)} (${AS_PARQUET})`, pick(values, parameters));
  return written(connection, question, bounds, path, await remainderOf(connection, question, values, path), clean);
}

const AS_PARQUET = "FORMAT parquet, COMPRESSION zstd";

/** Leads that an answer does not use: those of one reason, or a note (`null`). */
type Left = Answer["remainder"][number];

/** An answer as another engine gives it: the Parquet files of its rows, in order, and its remainder. */
export interface GivenAnswer {
  readonly question: Question;
  readonly parts: readonly string[];
  readonly remainder: readonly Left[];
}

/**
 * Takes answers that another engine gave, held to what ours are held to, and writes each to `<folder>/answers/<question>.parquet`. Throws
 * `ANSWER_DOES_NOT_ADD_UP` and `BAD_QUESTION`.
 */
export async function takeAnswers(
  given: readonly GivenAnswer[],
  folder: string,
  clean: number,
  bounds: Bounds,
  { connection, workBelow }: Database,
): Promise<Answer[]> {
  await workBelow(folder);
  const answers: Answer[] = [];
  for (const { question, parts, remainder } of given) {
    const path = join(folder, answerPath(question.name));
    await connection.run(`COPY (SELECT * FROM ${parquetAt(...parts)}) TO ${quoted(path)} (${AS_PARQUET})`);
    answers.push(await written(connection, question, bounds, path, remainder, clean));
  }
  return answers;
}

/** The file is the answer: what is shown is read from it, so that the two cannot differ. */
async function written(
  connection: DuckDBConnection,
  question: Question,
  bounds: Bounds,
  path: string,
  left: readonly Left[],
  clean: number,
): Promise<Answer> {
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${parquetAt(path)}`);
  const columns = checkColumns(
    question,
    described.getRowsJS().map(([name, type]) => ({ name: String(name), duckdbType: String(type) })),
  ).map(({ name, label, type }) => ({ name, label, type }));
  const rows = await readRows(connection, path, columns);
  const remainder = inOrder(left, bounds);
  const used = question.remainder === null ? null : sum(rows.map((row) => Number(row[question.measure!] ?? 0)));
  if ([used, ...remainder.map(({ leads }) => leads)].some((leads) => leads !== null && leads < 0)) {
    throw badQuestion(question.path, question.answer.line, "it counts fewer than no leads");
  }
  if (used !== null) checkSum(question, used, sum(remainder.map(({ leads }) => leads ?? 0)), clean);
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

async function remainderOf(
  connection: DuckDBConnection,
  question: Question,
  values: Record<Parameter, DuckDBValue>,
  path: string,
): Promise<Left[]> {
  if (question.remainder === null) return [];
  const { sql, parameters } = question.remainder;
  await connection.run(`CREATE OR REPLACE TEMP VIEW answer AS SELECT * FROM ${parquetAt(path)}`);
  const reader = await connection.runAndReadAll(sql, pick(values, parameters));
  return reader
    .getRowsJS()
    .map(([reason, leads]) => ({ reason: String(reason), leads: leads === null ? null : Number(leads) }));
}

/** Most leads first, notes last; a reason with no leads says nothing. */
function inOrder(left: readonly Left[], bounds: Bounds): Left[] {
  return left
    .map(({ reason, leads }) => ({ reason: inWords(reason, bounds), leads }))
    .filter(({ leads }) => leads !== 0)
    .sort((a, b) => (b.leads ?? -1) - (a.leads ?? -1) || (a.reason < b.reason ? -1 : 1));
}

function checkSum(question: Question, used: number, left: number, clean: number): void {
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

async function createDays(
  connection: DuckDBConnection,
  days: Bounds["days"],
  table: "TABLE" | "TEMP TABLE",
): Promise<void> {
  const rows = days.map(({ day, month, inYear, inPast10Days }) => {
    return { day: isoDate(day), month, in_year: inYear, in_past_10_days: inPast10Days };
  });
  const shape = [{ day: "DATE", month: "INTEGER", in_year: "BOOLEAN", in_past_10_days: "BOOLEAN" }];
  // One text: of a VALUES list DuckDB takes each cell apart, which takes ten times as long.
  const list = `from_json(${quoted(JSON.stringify(rows))}, ${quoted(JSON.stringify(shape))})`;
  await connection.run(`CREATE ${table} days AS SELECT unnest(${list}, recursive := true)`);
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
