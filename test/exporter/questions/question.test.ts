import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../../../exporter/questions/duckdb";
import { checkQuestions } from "../../../exporter/questions/engine";
import { bindNames } from "../../../exporter/questions/parameters";
import { loadQuestions, parseQuestion, type Question } from "../../../exporter/questions/question";
import { readAnswers } from "../../../exporter/questions/stored";
import { Failure } from "../../../exporter/words/failure";
import { ask, newFolder, removeFoldersAfterwards, SHIPPED } from "./world";

removeFoldersAfterwards();

const NOON = Date.parse("2026-11-22T12:00:00Z");
const lead = { companyId: 1, country: "Ghana", code: "GH", at: NOON };

const HEADER = '-- title: T\n-- columns: title "Title", leads "Leads"\n-- window: to {as_of}\n';
const SELECT = "SELECT title, count(*) AS leads FROM leads GROUP BY title ORDER BY title\n";

async function failure(work: () => unknown): Promise<Failure> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error("nothing failed");
}

async function checked(questions: Question[]): Promise<void> {
  const database = await openDatabase();
  await checkQuestions(questions, database).finally(database.close);
}

function folderWith(name: string, text: string, withShipped = false): string {
  const folder = newFolder();
  if (withShipped) {
    for (const file of readdirSync(SHIPPED).filter((file) => file.endsWith(".sql"))) {
      writeFileSync(join(folder, file), readFileSync(join(SHIPPED, file)));
    }
  }
  writeFileSync(join(folder, name), text);
  return folder;
}

test("the four shipped questions come in their order and are sound", async () => {
  const questions = await loadQuestions(SHIPPED);
  expect(questions.map(({ name }) => name)).toEqual([
    "leads_per_month",
    "leads_past_10_days",
    "top_countries",
    "hq_staff",
  ]);
  await checked(questions);
});

test("a fifth file in the folder is a fifth answer", async () => {
  const questions = folderWith("titles.sql", `${HEADER}-- chart: horizontal-bar title leads\n${SELECT}`, true);
  await checked(await loadQuestions(questions));
  const { answers } = await ask({ leads: [lead, lead], asOf: NOON, questions });
  expect(Object.keys(answers)).toHaveLength(5);
  expect(answers.titles).toEqual({
    question: "titles",
    title: "T",
    columns: [
      { name: "title", label: "Title", type: "text" },
      { name: "leads", label: "Leads", type: "number" },
    ],
    chart: { kind: "horizontal-bar", x: "title", y: "leads" },
    window: "to 22 November 2026, 13:00 (Africa/Lagos)",
    rows: [{ title: "Head", leads: 2 }],
    used: null,
    remainder: [],
  });
});

test("published answers read back are the answers", async () => {
  const { answers, folder } = await ask({ leads: [lead], companies: [], asOf: NOON });
  const stated = Object.values(answers).map(({ rows, ...rest }) => rest);
  const read = await readAnswers(stated, (question) => join(folder, "answers", `${question}.parquet`));
  expect(read).toEqual(Object.values(answers));
});

test("a long answer keeps its order, in its file too", async () => {
  const questions = folderWith(
    "long.sql",
    '-- title: T\n-- columns: day "Day", row "Row"\n-- window: w\n' +
      "SELECT d.day AS day, l.source_row AS row FROM days d CROSS JOIN leads l ORDER BY l.source_row DESC, d.day ASC",
  );
  const { long } = (await ask({ leads: Array(500).fill(lead), asOf: NOON, questions })).answers;
  expect(long.rows).toHaveLength(500 * 326);
  expect(long.rows[0]).toEqual({ day: "2026-01-01", row: 501 });
  const inOrder = long.rows.every((row, i, rows) => {
    const before = rows[i - 1];
    return !before || before.row! > row.row! || (before.row === row.row && before.day! < row.day!);
  });
  expect(inOrder).toBe(true);
});

test.each([
  ["no title", HEADER.replace("-- title: T\n", "") + SELECT, 1, "title"],
  ["no columns", `-- title: T\n-- window: w\n${SELECT}`, 1, "columns"],
  ["a misspelt header", `-- titel: T\n${HEADER}${SELECT}`, 1, "titel"],
  ["a header twice", `${HEADER}-- title: again\n${SELECT}`, 4, "title"],
  ["a column without its label", `${HEADER.replace('"Leads"', "Leads")}${SELECT}`, 2, "columns"],
  ["a column of an unknown type", `${HEADER.replace('"Leads"', '"Leads" cuont')}${SELECT}`, 2, "cuont"],
  ["a column twice", `${HEADER.replace("leads ", "title ")}${SELECT}`, 2, "title"],
  ["a chart of an unknown kind", `${HEADER}-- chart: pie title leads\n${SELECT}`, 4, "chart"],
  ["a chart of an unknown column", `${HEADER}-- chart: bar title staff\n${SELECT}`, 4, "staff"],
  ["a measure that is no column", `${HEADER}-- measure: staff\n${SELECT}`, 4, "staff"],
  ["an order that is no number", `${HEADER}-- order: first\n${SELECT}`, 4, "order"],
  ["no statement", HEADER, 4, "SELECT"],
  ["a statement that writes", `${HEADER}\nDROP TABLE leads\n`, 5, "SELECT"],
  ["two statements", `${HEADER}SELECT ';' AS a;\nSELECT 2`, 4, "more than one"],
  ["an unknown parameter", `${HEADER}SELECT 1\n  , :now`, 5, ":now"],
  ["a remainder without a measure", `${HEADER}${SELECT}-- remainder\nSELECT 1`, 5, "measure"],
  ["an empty remainder", `${HEADER}-- measure: leads\n${SELECT}-- remainder\n`, 7, "SELECT"],
])("%s is refused with its line", async (_, text, line, word) => {
  const { code, message } = await failure(() => parseQuestion("q/fifth.sql", text));
  expect(code).toBe("BAD_QUESTION");
  expect(message).toContain(`The question file fifth.sql, line ${line}: `);
  expect(message).toContain(word);
});

test("an empty file lacks three headers, and is told where its source is", async () => {
  const { message, wayOut } = await failure(() => parseQuestion("q/fifth.sql", ""));
  expect(message).toBe(
    "The question file fifth.sql, line 1: the headers -- title: -- columns: -- window: are missing.",
  );
  expect(wayOut).toContain("Correct q/fifth.sql");
});

test("a file name that cannot be an answer's name is refused", async () => {
  expect((await failure(() => parseQuestion("q/My Question.sql", HEADER + SELECT))).message).toContain(
    "My Question.sql",
  );
});

test.each([
  [
    "an unknown column in the SQL",
    `${HEADER}SELECT title,\n  count(nosuch) AS leads FROM leads GROUP BY title`,
    5,
    "nosuch",
  ],
  ["a syntax error", `${HEADER}SELECT title\nFROM leads GRUP BY title`, 5, "syntax"],
  ["other columns than the header says", `${HEADER}SELECT title FROM leads`, 4, "title, leads"],
  [
    "a column that is no text, number or date",
    `${HEADER}SELECT title, avg(source_row) AS leads FROM leads GROUP BY title`,
    4,
    "CAST",
  ],
  ["a chart of bars as long as a text", `${HEADER}-- chart: bar leads title\n${SELECT}`, 5, "not a whole number"],
  ["a month that is text", `${HEADER.replace('"Title"', '"Title" month')}${SELECT}`, 2, "title is VARCHAR"],
  ["a day that is a number", `${HEADER.replace('"Leads"', '"Leads" day')}${SELECT}`, 2, "leads is BIGINT"],
  ["a text that is a number", `${HEADER.replace('"Leads"', '"Leads" text')}${SELECT}`, 2, "CAST it"],
  [
    "a remainder of another shape",
    `${HEADER}-- measure: leads\n${SELECT}-- remainder\nSELECT 1 AS leads, 'x' AS reason`,
    7,
    "reason (text)",
  ],
])("%s is found before any work", async (_, text, line, word) => {
  const questions = await loadQuestions(folderWith("fifth.sql", text));
  const { code, message } = await failure(() => checked(questions));
  expect(code).toBe("BAD_QUESTION");
  expect(message).toContain(`fifth.sql, line ${line}: `);
  expect(message).toContain(word);
});

test("an answer that counts below zero stops, even when it adds up", async () => {
  const sql = "SELECT title, CAST(-1 AS BIGINT) AS leads FROM leads GROUP BY title\n";
  const remainder = "-- remainder\nSELECT 'more' AS reason, count(*) + 1 AS leads FROM leads\n";
  const questions = folderWith("negative.sql", `${HEADER}-- measure: leads\n${sql}${remainder}`);
  const { code, message } = await failure(() => ask({ leads: [lead], asOf: NOON, questions }));
  expect(code).toBe("BAD_QUESTION");
  expect(message).toContain("negative.sql");
});

test("an answer that loses a lead stops, with the three numbers", async () => {
  const sql = "SELECT title, count(*) AS leads FROM leads WHERE source_row > 2 GROUP BY title\n";
  const remainder = "-- remainder\nSELECT 'none' AS reason, CAST(0 AS BIGINT) AS leads\n";
  const questions = folderWith("lossy.sql", `${HEADER}-- measure: leads\n${sql}${remainder}`);
  const { code, message } = await failure(() => ask({ leads: [lead, lead, lead], asOf: NOON, questions }));
  expect(code).toBe("ANSWER_DOES_NOT_ADD_UP");
  expect(message).toContain("lossy counts 2 leads and leaves out 0, but there are 3 clean leads");
});

describe("parameters", () => {
  test.each([
    ["a = :as_of", "a = $as_of"],
    ["':as_of' || :today", "':as_of' || $today"],
    ["'it''s :as_of' -- :today\n:today", "'it''s :as_of' -- :today\n$today"],
    ["/* :as_of */ x::INT", "/* :as_of */ x::INT"],
    ['":as_of"', '":as_of"'],
  ])("%s", (sql, rewritten) => expect(bindNames(sql).sql).toBe(rewritten));
});

describe("portable between DuckDB and Spark", () => {
  const forbidden: [string, RegExp][] = [
    ["a clock", /(?<!:)\b(now|current_date|current_timestamp|localtimestamp|today|get_current_\w+)\b/i],
    ["interval arithmetic", /\binterval\b/i],
    [
      "date functions",
      /\b(date_trunc|datediff|date_diff|date_sub|date_add|year|month|day|extract|strftime|make_timestamp)\s*\(/i,
    ],
    ["QUALIFY", /\bqualify\b/i],
    ["names in quotes", /["`]/],
    ["a cast by ::", /::/],
    ["a VARCHAR without length", /\bvarchar\b/i],
    ["a backslash", /\\/],
    ["a cast of as-of", /cast\s*\(\s*:as_of/i],
    ["a date parameter without its cast", /(?<!cast\(\s*):(year_start|ten_days_start|today)\b/i],
  ];
  const files = readdirSync(SHIPPED).filter((file) => file.endsWith(".sql"));

  test.each(files)("%s", (file) => {
    const text = readFileSync(join(SHIPPED, file), "utf8");
    // Strings and comments may say anything.
    const sql = text.replaceAll(/'(?:[^']|'')*'|--[^\n]*/g, "''");
    for (const [what, pattern] of forbidden) expect(pattern.exec(sql)?.[0], what).toBeUndefined();
    for (const [, keys] of sql.matchAll(/ORDER BY ([^)\n]+)/g)) {
      for (const key of keys.split(",")) expect(key.trim(), "a direction for every key").toMatch(/ (ASC|DESC)$/);
    }
  });
});
