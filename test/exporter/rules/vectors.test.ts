import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readTab } from "../../../exporter/inputs/read-tab";
import { type CheckedTab, checkCompanies, checkLeads } from "../../../exporter/rules/checked";
import { reasonsOf } from "../../../exporter/tables/held-reasons";
import { loadZone } from "../../../exporter/words/zone";
import { COMPANIES, LEADS } from "../../../shared/contract";
import type { DateOrder } from "../../../shared/date-order";
import type { WarningCode } from "../../../shared/problem";
import { DUPLICATE, HELD, VERDICT_NAMES, warningsOf } from "../../../shared/verdicts";
import vectors, { type Expected, type RowsCase } from "../../vectors/rows";

type Case = RowsCase<unknown>;

const folder = mkdtempSync(join(tmpdir(), "vectors-"));

/** Rows with their verdicts as the vectors write them. */
function described(tab: CheckedTab): Expected[] {
  const { verdict, warnings, winner } = tab.verdicts;
  const overlong = new Set(tab.readings.overlong);
  return Array.from(verdict, (value, row) => ({
    verdict: VERDICT_NAMES[value],
    problems:
      value === HELD
        ? reasonsOf(tab, row, overlong.has(row))
        : [...(value === DUPLICATE ? ["DUPLICATE"] : []), ...warned(tab, warningsOf(warnings[row]))],
    winner: winner[row] === -1 ? null : winner[row] + 2,
  }));
}

/** Warnings with their field, in the order of the contract; what concerns the whole row comes last. */
function warned({ contract }: CheckedTab, codes: WarningCode[]): string[] {
  const country = contract === COMPANIES ? "hq_location" : "country";
  const fields: Record<WarningCode, string> = {
    UNKNOWN_COMPANY: "company",
    UNKNOWN_COUNTRY: country,
    AMBIGUOUS_COUNTRY: country,
    GAP_TIMESTAMP: "operator_timestamp",
    TWICE_TIMESTAMP: "operator_timestamp",
    POSSIBLE_DUPLICATE: "",
  };
  const order = ["company", country, "operator_timestamp", ""];
  return codes
    .sort((a, b) => order.indexOf(fields[a]) - order.indexOf(fields[b]))
    .map((code) => `${code} ${fields[code]}`.trim());
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
  const companies = checkCompanies(companiesTab.table, companiesTab.binding);
  const leadsTab = await readTab(LEADS, file("leads", vector.leads));
  const leads = checkLeads(leadsTab.table, leadsTab.binding, companies.known, context);
  return { leads: described(leads), companies: described(companies) };
}

describe("the rules give every row of the shared vectors its verdict", () => {
  it.each(vectors.cases as Case[])("$name", async (vector) => {
    expect(await check(vector)).toEqual(vector.expected);
  });
});
