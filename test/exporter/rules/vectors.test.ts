import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readTab } from "../../../exporter/inputs/read-tab";
import { type JudgedTable, judgeTable } from "../../../exporter/rules/judge-table";
import { loadZone } from "../../../exporter/words/zone";
import { COMPANIES, LEADS } from "../../../shared/contract";
import type { DateOrder } from "../../../shared/date-order";
import { fieldOf, rowProblems } from "../../../shared/row-problems";
import { CLEAN, DUPLICATE, VERDICT_NAMES } from "../../../shared/verdicts";
import vectors, { type Expected, type RowsCase } from "../../vectors/rows";

type Case = RowsCase<unknown>;

const folder = mkdtempSync(join(tmpdir(), "vectors-"));

/** Rows with their verdicts as the vectors write them: a repeat with its warnings. */
function described(tab: JudgedTable): Expected[] {
  const { verdict, winner } = tab.verdicts;
  const asClean = { ...tab, verdicts: { ...tab.verdicts, verdict: verdict.slice().fill(CLEAN) } };
  return Array.from(verdict, (value, row) => {
    const warnings = value === DUPLICATE ? rowProblems(asClean, row) : [];
    return {
      verdict: VERDICT_NAMES[value],
      problems: [...rowProblems(tab, row), ...warnings].map((problem) =>
        `${problem.code} ${fieldOf(tab.contract, problem)?.name ?? ""}`.trim(),
      ),
      winner: winner[row] === -1 ? null : winner[row] + 2,
    };
  });
}

async function check(vector: Case) {
  const file = (tab: string, rows: unknown[][]) => {
    const path = join(folder, `${tab}.json`);
    writeFileSync(path, JSON.stringify(rows));
    return path;
  };
  const context = {
    zone: loadZone(vector.zone ?? vectors.zone),
    asOf: Date.parse(vectors.asOf),
    dateOrder: (vector.dateOrder ?? vectors.dateOrder) as DateOrder,
  };
  const companiesTab = await readTab(COMPANIES, file("companies", vector.companies));
  const companies = judgeTable(COMPANIES, companiesTab, context);
  const leadsTab = await readTab(LEADS, file("leads", vector.leads));
  const leads = judgeTable(LEADS, leadsTab, context, companies.known);
  return { leads: described(leads), companies: described(companies) };
}

describe("the rules give every row of the shared vectors its verdict", () => {
  it.each(vectors.cases as Case[])("$name", async (vector) => {
    expect(await check(vector)).toEqual(vector.expected);
  });
});
