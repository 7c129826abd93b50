import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { boundsOf } from "../../../exporter/questions/bounds";
import { openDatabase } from "../../../exporter/questions/duckdb";
import { openQuestions } from "../../../exporter/questions/engine";
import { loadQuestions } from "../../../exporter/questions/question";
import { readAnswers } from "../../../exporter/questions/stored";
import { allRows as adHoc } from "./all-rows";
import { LAGOS, newFolder, removeFoldersAfterwards, SHIPPED, writeTables } from "./world";

removeFoldersAfterwards();

const at = Date.parse("2026-11-22T12:00:00Z");
const lead = { companyId: 1, country: "Ghana", code: "GH", at };

/** Answers over so many leads in a folder, as answered, as read back, and as ad-hoc SQL counts them. */
async function leadsIn(folder: string, count: number) {
  mkdirSync(join(folder, "answers"), { recursive: true });
  const pathOf = (question: string) => join(folder, "answers", `${question}.parquet`);
  const files = await writeTables(folder, new Array(count).fill(lead), [], LAGOS);
  const database = await openDatabase();
  const session = await openQuestions(database, files, boundsOf(at, LAGOS));
  const question = (await loadQuestions(SHIPPED)).find(({ name }) => name === "top_countries")!;
  const answer = await session.answer(question, pathOf(question.name));
  database.close();
  const [stored] = await readAnswers([answer], pathOf);
  const { rows } = await adHoc(files, "SELECT count(*) FROM leads");
  return { answered: answer.rows, stored: stored.rows, counted: rows };
}

test.each(["a?b", "a*b", "a[X]b", "a[!Y]b", "[aX]Xb", "**"])("files in %s are those and no others", async (name) => {
  const above = newFolder();
  await leadsIn(join(above, "aXb"), 3);
  const rows = [{ rank: 1, country: "Ghana", country_code: "GH", leads: 1 }];
  expect(await leadsIn(join(above, name), 1)).toEqual({ answered: rows, stored: rows, counted: [[1]] });
});
