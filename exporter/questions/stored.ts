import type { Answer } from "../../shared/answer";
import { openDatabase } from "./duckdb";
import { readRows } from "./rows";

/** Reads published answers back: `questions` as the manifest has them, `pathOf` gives the Parquet file of one. */
export async function readAnswers(
  questions: readonly Omit<Answer, "rows">[],
  pathOf: (question: string) => string,
): Promise<Answer[]> {
  const { connection, close } = await openDatabase();
  try {
    const answers: Answer[] = [];
    for (const question of questions) {
      answers.push({ ...question, rows: await readRows(connection, pathOf(question.question), question.columns) });
    }
    return answers;
  } finally {
    close();
  }
}
