import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { companiesFile, LAGOS, lead, leadsFile, temporaryFolder } from "./cli";

const cwd = temporaryFolder();
const write = (name: string, text: string) => writeFileSync(join(cwd, name), text);
const config = (more: object = {}) =>
  write(
    "lead-export.config.json",
    JSON.stringify({ leads: leadsFile(cwd, "leads.csv", 3), companies: companiesFile(cwd), out: "out", ...more }),
  );

test("a question begun by the program, in a folder that the configuration names, is answered by the next run", async () => {
  config();
  const begun = await lead(["questions", "new", "leads_per_title"], { cwd });
  expect(begun.stdout).toContain('Name its folder in the configuration: "questions": "questions"');
  config({ questions: "questions" });
  expect((await lead(["questions", "check"], { cwd })).stdout).toBe(
    "5 questions, 1 of them in questions: all are right.\n",
  );
  expect((await lead(["questions"], { cwd })).stdout).toContain("questions/leads_per_title.sql");
  const ran = await lead(["run", "--json", ...LAGOS], { cwd });
  expect(JSON.parse(ran.stdout).answers.leads_per_title).toEqual([{ title: "CTO", leads: 3 }]);
  const page = join(cwd, "out", "index.html");
  expect(readFileSync(page, "utf8")).toContain("Leads per title");
});

test("a fault is found without a run, named with its file and line; two questions of one name are told apart", async () => {
  mkdirSync(join(cwd, "bad"));
  write(join("bad", "mine.sql"), '-- title: Mine\n-- columns: n "N"\n-- window: now\nSELECT nosuch AS n FROM leads\n');
  const bad = await lead(["questions", "check", "bad"], { cwd });
  expect([bad.code, bad.stderr]).toEqual([1, expect.stringContaining("mine.sql, line 4: ")]);
  expect(bad.stderr).toContain("Correct bad/mine.sql, or take it out");
  mkdirSync(join(cwd, "twice"));
  write(join("twice", "hq_staff.sql"), readFileSync("exporter/questions/hq_staff.sql", "utf8"));
  const twice = await lead(["questions", "check", "twice"], { cwd });
  expect(twice.stderr).toContain("there is a question hq_staff already");
});

test.each([
  [["check", "nowhere"], "QUESTIONS_UNREADABLE"],
  [["new", "Per Title"], "QUESTION_THERE"],
  [["new", "hq_staff"], "QUESTION_THERE"],
  [["new", "leads_per_title"], "QUESTION_THERE"],
])("questions %j is refused", async (words, code) => {
  const ended = await lead(["questions", ...words], { cwd });
  expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining(`Error ${code}`)]);
});
