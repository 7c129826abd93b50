import { mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Command } from "commander";
import { Failure } from "../words/failure";
import { configOption } from "./options";

export function addQuestions(program: Command): void {
  const questions = program
    .command("questions")
    .summary("list the questions every run answers, check and begin your own")
    .description("Lists the questions every run answers: those of the program, and those of your own folder.")
    .addOption(configOption())
    .addHelpText(
      "after",
      `
Examples:
  lead-export questions
  lead-export questions new leads_per_title
  lead-export questions check

In the configuration, a folder with a .sql file for each question of your own (docs/questions.md says what stands in it):
  "questions": "questions"`,
    )
    .action((_: object, command: Command) => listQuestions(command.optsWithGlobals().config));
  questions
    .command("check")
    .argument("[folder]", "the folder of your questions (default: that of the configuration)")
    .summary("say whether the questions are right, without a run")
    .description("Reads the questions and tries their SQL on empty tables, as every run does before it answers them.")
    .addOption(configOption())
    .addHelpText(
      "after",
      `
Examples:
  lead-export questions check
  lead-export questions check ./questions`,
    )
    .action(checkCommand);
  questions
    .command("new")
    .argument("<name>", "the name of the question and of its file")
    .summary("begin a question: a file that works, to be changed")
    .description("Writes a question that works into your folder of questions, to be changed into yours.")
    .addOption(configOption())
    .addHelpText(
      "after",
      `
Example:
  lead-export questions new leads_per_title`,
    )
    .action(newCommand);
}

async function listQuestions(config: string | undefined): Promise<void> {
  const [{ readConfig }, { readWhen }, { loadQuestions }, { ASSETS }, { boundsOf, inWords }, { print }, { colours }] =
    await Promise.all([
      import("../config/config"),
      import("../inputs/when"),
      import("../questions/question"),
      import("../config/assets"),
      import("../questions/bounds"),
      import("../terminal/output"),
      import("../terminal/colour"),
    ]);
  const { bold, dim } = colours(process.stdout);
  const { zone: named, questions: own } = readConfig(config);
  const { asOf, zone } = readWhen({ dateOrder: "mdy", ...(named !== undefined && { zone: named }) });
  const now = boundsOf(asOf, zone);
  const listed = (await loadQuestions(ASSETS.questions, own)).map(({ name, title, window, path }) =>
    [bold(name), `  ${title}`, `  ${inWords(window, now)}`, dim(`  ${relative(".", path)}`)].join("\n"),
  );
  const add = "To add one: lead-export questions new NAME, then change its header and its SELECT.";
  await print(`${[...listed, add].join("\n\n")}\n`);
}

async function checkCommand(folder: string | undefined, _: object, command: Command): Promise<void> {
  const [{ readConfig }, { loadQuestions }, { openDatabase }, { checkQuestions }, { ASSETS }, { countOf }, { print }] =
    await Promise.all([
      import("../config/config"),
      import("../questions/question"),
      import("../questions/duckdb"),
      import("../questions/engine"),
      import("../config/assets"),
      import("../../shared/numbers"),
      import("../terminal/output"),
    ]);
  const own = folder ?? readConfig(command.optsWithGlobals().config).questions;
  const questions = await loadQuestions(ASSETS.questions, own);
  const database = await openDatabase();
  await checkQuestions(questions, database).finally(database.close);
  const ours = questions.filter(({ path }) => own !== undefined && path.startsWith(join(own, "/")));
  const where = own === undefined ? "" : `, ${ours.length} of them in ${relative(".", own) || "."}`;
  await print(`${countOf(questions.length, "question")}${where}: all are right.\n`);
}

async function newCommand(name: string, _: object, command: Command): Promise<void> {
  const [{ readConfig }, { loadQuestions, parseQuestion }, { ASSETS }, { print }] = await Promise.all([
    import("../config/config"),
    import("../questions/question"),
    import("../config/assets"),
    import("../terminal/output"),
  ]);
  const configured = readConfig(command.optsWithGlobals().config).questions;
  const folder = configured ?? "questions";
  const path = join(folder, `${name}.sql`);
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Failure("QUESTION_THERE", `${name} is no name of a question.`);
  if ((await loadQuestions(ASSETS.questions)).some((one) => one.name === name)) {
    throw new Failure("QUESTION_THERE", `There is a question ${name} already.`);
  }
  parseQuestion(path, STARTER);
  await mkdir(folder, { recursive: true });
  await writeFile(path, STARTER, { flag: "wx" }).catch((cause) => {
    if (cause.code !== "EEXIST") throw cause;
    throw new Failure("QUESTION_THERE", `${path} is there already.`, { cause });
  });
  const named = configured === undefined ? '\nName its folder in the configuration: "questions": "questions"' : "";
  await print(`${relative(".", path)} is a question that works: change its header and its SELECT.${named}\n`);
}

const STARTER = `-- title: Leads per title
-- columns: title "Title" text, leads "Leads" count
-- chart: horizontal-bar title leads
-- window: All clean leads so far, {as_of}
-- measure: leads
-- order: 5
-- The header says how the answer is shown, the SELECT what it is. It may read leads, companies, held, duplicates and days, and
-- ask for :as_of, :today, :year_start and :ten_days_start; lead-export sql "DESCRIBE leads" lists columns.
SELECT title, count(*) AS leads
FROM leads
GROUP BY title
ORDER BY leads DESC, title ASC
-- remainder
-- The leads that the rows above leave out, and why: both together are all clean leads. This one leaves out none.
SELECT 'without a title' AS reason, count(*) AS leads
FROM leads
WHERE title IS NULL
`;
