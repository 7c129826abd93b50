import { COMPANIES, LEADS, type TabContract } from "../../shared/contract";
import type { TimeContext } from "../../shared/timestamp";
import { warningBit } from "../../shared/verdicts";
import { readTab } from "../inputs/read-tab";
import { type CheckedCompanies, type CheckedTab, checkCompanies, checkLeads } from "../rules/checked";
import { KeyTable } from "../rules/key-table";
import type { OnPhase } from "../words/progress";
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
  onPhase: OnPhase,
): Promise<CheckedFile> {
  const { tab } = contract ?? (await contractOf(path));
  const read = (of: TabContract, from: string) =>
    readTab(of, from, (bytes, all) => onPhase("reading", bytes / Math.max(1, all)));
  const readCompanies = async (from: string) => {
    const { table, binding } = await read(COMPANIES, from);
    onPhase("checking");
    return checkCompanies(table, binding);
  };
  if (tab === COMPANIES.tab) return { tab: await readCompanies(path), companies: null };
  const companies = companiesPath === null ? null : await readCompanies(companiesPath);
  const { table, binding } = await read(LEADS, path);
  onPhase("checking");
  const leads = checkLeads(table, binding, companies?.known ?? nobody(), context);
  if (companies === null) forgetUnknownCompanies(leads);
  return { tab: leads, companies };
}

function nobody(): CheckedCompanies["known"] {
  return { companies: new KeyTable().toState(), countries: new KeyTable().toState(), spellings: new Map() };
}

/** Without a Companies tab every company would be unknown, which says nothing. */
function forgetUnknownCompanies({ verdicts }: CheckedTab): void {
  const others = ~warningBit("UNKNOWN_COMPANY");
  for (let row = 0; row < verdicts.warnings.length; row++) verdicts.warnings[row] &= others;
}
