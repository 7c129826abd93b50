import { COMPANIES, LEADS, type TabContract } from "../../shared/contract";
import type { TimeContext } from "../../shared/timestamp";
import { warningBit } from "../../shared/verdicts";
import { type CheckedCompanies, type CheckedTab, checkCompanies, checkLeads } from "../rules/checked";
import { KeyTable } from "../rules/key-table";
import { readTab } from "../run/read-tab";
import { contractOf } from "./guess-tab";

export interface CheckedFile {
  tab: CheckedTab;
  /** What the leads were compared with; `null` when no Companies file was given, or when the file is one itself. */
  companies: CheckedCompanies | null;
}

/** Reads a file and judges its every row. Its tab is guessed from its headers unless `contract` says it. */
export async function checkFile(
  path: string,
  contract: TabContract | null,
  companiesPath: string | null,
  context: TimeContext,
): Promise<CheckedFile> {
  const of = contract ?? (await contractOf(path));
  if (of.tab === COMPANIES.tab) return { tab: await readCompanies(path), companies: null };
  const companies = companiesPath === null ? null : await readCompanies(companiesPath);
  const { table, binding } = await readTab(LEADS, path);
  const leads = checkLeads(table, binding, companies?.known ?? nobody(), context);
  if (companies === null) forgetUnknownCompanies(leads);
  return { tab: leads, companies };
}

async function readCompanies(path: string): Promise<CheckedCompanies> {
  const { table, binding } = await readTab(COMPANIES, path);
  return checkCompanies(table, binding);
}

function nobody(): CheckedCompanies["known"] {
  return { companies: new KeyTable().toState(), countries: new KeyTable().toState(), spellings: new Map() };
}

/** Without a Companies tab every company would be unknown, which says nothing. */
function forgetUnknownCompanies({ verdicts }: CheckedTab): void {
  const others = ~warningBit("UNKNOWN_COMPANY");
  for (let row = 0; row < verdicts.warnings.length; row++) verdicts.warnings[row]! &= others;
}
