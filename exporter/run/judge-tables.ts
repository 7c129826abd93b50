import { COMPANIES, LEADS } from "../../shared/contract";
import { decidedCountries, NO_DECISIONS } from "../../shared/decisions";
import { readTab } from "../inputs/read-tab";
import type { RunInput } from "../inputs/run-input";
import { beginTable, type JudgedTable, judgeTable } from "../rules/judge-table";
import type { CompaniesWork, Crew } from "../threads/crew";
import type { OnPhase } from "../words/progress";

/** Both tabs read and judged. */
export interface JudgedTables {
  leads: JudgedTable;
  companies: CompaniesWork;
}

/** Reads and judges both tabs: companies beside the leads where there is a second thread, and before them in meaning. */
export async function judgeTables(input: RunInput, crew: Crew, onPhase: OnPhase): Promise<JudgedTables> {
  const { leads: leadsPath, companies: companiesPath, asOf, zone, dateOrder, apart = [] } = input;
  const decisions = decidedCountries((input.decisions ?? NO_DECISIONS).countries);
  const done = [0, 0];
  const sizes = [0, 0];
  const progress = (tab: 0 | 1) => (bytes: number, of: number) => {
    done[tab] = bytes;
    sizes[tab] = of;
    onPhase("reading", (done[0] + done[1]) / Math.max(1, sizes[0] + sizes[1]));
  };
  onPhase("reading");
  const context = { zone, asOf, dateOrder };
  const reading = crew.companies({ file: companiesPath, context, decisions }, progress(1));
  reading.catch(() => {});
  const table = await readTab(LEADS, leadsPath, progress(0), crew.helpers);
  const begun = beginTable(LEADS, table, context, COMPANIES);
  const companies = await reading;
  onPhase("checking");
  const leads = judgeTable(LEADS, table, context, companies.checked.known, new Set(apart), decisions, begun);
  for (const { contract, verdicts } of [leads, companies.checked]) {
    const { read, blank, clean, duplicate, held } = verdicts.counts;
    if (read !== blank + clean + duplicate + held) throw new Error(`The rows of ${contract.tab} do not add up.`);
  }
  return { leads, companies };
}
