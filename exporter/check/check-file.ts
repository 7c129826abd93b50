import { COMPANIES, type TabContract } from "../../shared/contract";
import type { DecidedCountries } from "../../shared/decisions";
import type { TimeContext } from "../../shared/timestamp";
import { type ReadTab, readTab } from "../inputs/read-tab";
import type { TableFile } from "../inputs/table-file";
import { type JudgedTable, judgeTable } from "../rules/judge-table";
import type { OnPhase } from "../words/progress";

export interface CheckedFile {
  tab: JudgedTable;
  /** What the leads were compared with; `null` when no Companies file was given, or when the file is one itself. */
  companies: JudgedTable | null;
}

/** Reads a file and judges its every row. Its tab is guessed from its headers unless `contract` says it. */
export async function checkFile(
  file: TableFile,
  contract: TabContract | null,
  companiesFile: TableFile | null,
  context: TimeContext,
  decisions: DecidedCountries,
  apart: ReadonlySet<string>,
  onPhase: OnPhase,
): Promise<CheckedFile> {
  const read = (of: TabContract | null, from: TableFile) =>
    readTab(of, from, (bytes, all) => onPhase("reading", bytes / Math.max(1, all)));
  const judged = (tab: ReadTab, known: JudgedTable["known"] | null) =>
    judgeTable(tab.contract, tab, context, known, apart, decisions);
  const tab = await read(contract, file);
  const beside = tab.contract === COMPANIES || companiesFile === null ? null : await read(COMPANIES, companiesFile);
  onPhase("checking");
  const companies = beside === null ? null : judged(beside, null);
  return { tab: judged(tab, companies?.known ?? null), companies };
}
