import type { Answer } from "../../shared/answer";
import { type Database, openDatabase } from "./duckdb";
import { readRows } from "./rows";

/** Answers as the manifest has them, and the Parquet file of each. */
type Published = readonly [questions: readonly Omit<Answer, "rows">[], pathOf: (question: string) => string];

/** Reads published answers back. */
export async function readAnswers(...published: Published): Promise<Answer[]> {
  const database = await openDatabase();
  try {
    return await answersBy(database, ...published);
  } finally {
    database.close();
  }
}

/** Has a database that is open already read published answers back. */
export async function answersBy({ connect }: Database, ...[questions, pathOf]: Published): Promise<Answer[]> {
  const connection = await connect();
  try {
    const answers: Answer[] = [];
    for (const question of questions) {
      answers.push({ ...question, rows: await readRows(connection, pathOf(question.question), question.columns) });
    }
    return answers;
  } finally {
    connection.closeSync();
  }
}
