import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readTab } from "../../../exporter/inputs/read-tab";
import { boundsOf } from "../../../exporter/questions/bounds";
import { openDatabase } from "../../../exporter/questions/duckdb";
import { openQuestions } from "../../../exporter/questions/engine";
import { loadQuestions } from "../../../exporter/questions/question";
import { quoted } from "../../../exporter/questions/tables";
import { judgeTable } from "../../../exporter/rules/judge-table";
import { writeTables } from "../../../exporter/run/write-tables";
import { companiesAlone, onMainThread } from "../../../exporter/threads/crew";
import { COMPANIES, LEADS, type TabContract } from "../../../shared/contract";
import { comparisonKey } from "../../../shared/text";
import { select } from "../e2e/parquet";
import { newFolder, removeFoldersAfterwards, SHIPPED, UTC } from "./world";

removeFoldersAfterwards();

// The columns `company_id` and `at_hq` are worked out by the engine. Here the question is answered without them, from the names alone.
const WITH_KEYS = (keys: string) => `
  WITH keys AS (SELECT * FROM (VALUES ${keys}) k(name, key)),
  leads AS (SELECT l.*, k.key FROM leads l JOIN keys k ON k.name = l.company),
  companies AS (SELECT c.*, k.key FROM companies c JOIN keys k ON k.name = c.company)`;
const STAFF = `, staffed AS (
    SELECT l.key AS key, count(*) AS staff FROM leads l
    WHERE EXISTS (SELECT 1 FROM companies c WHERE c.key = l.key AND c.hq_location = l.country)
    GROUP BY l.key),
  named AS (SELECT c.key AS key, min(c.company) AS company FROM companies c GROUP BY c.key)
  SELECT n.company, s.staff::INT FROM staffed s JOIN named n ON n.key = s.key ORDER BY s.staff DESC, n.company`;
const REMAINDER = `
  SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM companies c WHERE c.key = l.key))::INT,
    count(*) FILTER (WHERE EXISTS (SELECT 1 FROM companies c WHERE c.key = l.key)
      AND NOT EXISTS (SELECT 1 FROM companies c WHERE c.key = l.key AND c.hq_location = l.country))::INT
  FROM leads l`;
const IDS = `
  SELECT (SELECT count(*) FROM leads l WHERE company_id IS DISTINCT FROM
      (SELECT min(c.source_row) FROM companies c WHERE c.key = l.key))::INT,
    (SELECT count(*) FROM companies l WHERE company_id IS DISTINCT FROM
      (SELECT min(c.source_row) FROM companies c WHERE c.key = l.key))::INT`;

const ZONE = UTC;
const context = { zone: ZONE, asOf: Date.parse("2026-11-22T12:00:00Z"), dateOrder: "mdy" } as const;
const [question] = (await loadQuestions(SHIPPED)).filter(({ name }) => name === "hq_staff");

const company = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.constantFrom("Acme", "ACME ", "Ａcme", "Béta Ltd", "BÉTA ltd", "Straße", "STRASSE", "Gamma"),
  },
  fc.constantFrom("", "#REF!"),
);
const country = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom("Nigeria", "NG", "Ghana", "Korea", "KOREA", "atlantis", "Atlantis", "Mu") },
  fc.constantFrom("", "#N/A"),
);
const tables = fc.record({
  leads: fc.array(fc.tuple(company, country), { minLength: 40, maxLength: 120 }),
  companies: fc.array(fc.tuple(company, country), { minLength: 4, maxLength: 24 }),
});

test("staff at headquarters are those that a join over the companies' names finds, and each company's number is its first clean row", async () => {
  let counted = 0;
  await fc.assert(
    fc.asyncProperty(tables, async (rows) => {
      const folder = newFolder();
      mkdirSync(join(folder, "answers"), { recursive: true });
      const judged = async (contract: TabContract, cells: string[][], known?: Parameters<typeof judgeTable>[3]) => {
        const path = join(folder, `${contract.tab}.json`);
        writeFileSync(path, JSON.stringify([contract.fields.map(({ header }) => header), ...cells]));
        return judgeTable(contract, await readTab(contract, path), context, known);
      };
      const checked = await judged(COMPANIES, rows.companies);
      const staff = rows.leads.map(([at, from], i) => [at, "Ada", `Obi ${i}`, "CTO", from, "2026-11-20 08:00:00"]);
      const leads = await judged(LEADS, staff, checked.known);
      const companies = companiesAlone(checked, LEADS, ZONE);
      const { paths } = await writeTables(folder, { leads, companies }, ZONE, "run", onMainThread, () => {});

      const database = await openDatabase();
      const session = await openQuestions(database, paths, boundsOf(context.asOf, ZONE));
      const answer = await session.answer(question, join(folder, "answers", "hq_staff.parquet"));
      database.close();

      const names = await select(folder, "SELECT company FROM leads UNION SELECT company FROM companies");
      const keys = names.map(([name]) => `(${quoted(String(name))}, ${quoted(comparisonKey(String(name)))})`);
      const joined = WITH_KEYS(keys.join(", ") || "('', '')");
      expect(answer.rows.map(({ company, staff }) => [company, staff])).toEqual(await select(folder, joined + STAFF));
      const left = (reason: RegExp) => answer.remainder.find((part) => reason.test(part.reason))?.leads ?? 0;
      expect([[left(/no HQ/), left(/not an HQ/)]]).toEqual(await select(folder, joined + REMAINDER));
      expect(await select(folder, joined + IDS)).toEqual([[0, 0]]);
      counted += answer.used!;
    }),
    { numRuns: 12 },
  );
  expect(counted).toBeGreaterThan(30);
});
