import { COMPANIES, LEADS, type TabContract } from "../../shared/contract";
import type { TimeContext } from "../../shared/timestamp";
import { readTab } from "../inputs/read-tab";
import { type JudgedTable, judgeTable } from "../rules/judge-table";
import type { OnPhase } from "../words/progress";
import { contractOf } from "./guess-tab";

export interface CheckedFile {
  tab: JudgedTable;
  /** What the leads were compared with; `null` when no Companies file was given, or when the file is one itself. */
  companies: JudgedTable | null;
}

/** Reads a file and judges its every row. Its tab is guessed from its headers unless `contract` says it. */
export async function checkFile(
  path: string,
  contract: TabContract | null,
  companiesPath: string | null,
  context: TimeContext,
  onPhase: OnPhase,
): Promise<CheckedFile> {
  const read = async (of: TabContract, from: string, known: JudgedTable["known"] | null) => {
    const table = await readTab(of, from, (bytes, all) => onPhase("reading", bytes / Math.max(1, all)));
    onPhase("checking");
    return judgeTable(of, table, context, known);
  };
  const { tab } = contract ?? (await contractOf(path));
  if (tab === COMPANIES.tab) return { tab: await read(COMPANIES, path, null), companies: null };
  const companies = companiesPath === null ? null : await read(COMPANIES, companiesPath, null);
  return { tab: await read(LEADS, path, companies?.known ?? null), companies };
}
