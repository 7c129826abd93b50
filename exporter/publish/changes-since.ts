import { join } from "node:path";
import type { Changes } from "../../shared/changes";
import { CONTRACT_VERSION } from "../../shared/contract";
import type { JudgedTable } from "../rules/judge-table";
import { errorCode } from "../stores/disk";
import { Failure } from "../words/failure";
import { changedRows } from "./changed-rows";
import { layout } from "./layout";
import { verify } from "./verify";

const [LEADS_FILE, COMPANIES_FILE] = ["leads.parquet", "companies.parquet"];

/**
 * What changed since a snapshot; `null` when it is damaged or of another contract, whose keys are others: then nothing is said rather than
 * something wrong.
 */
export async function changesSince(
  out: string,
  snapshot: string,
  tabs: { leads: JudgedTable; companies: JudgedTable },
): Promise<Changes | null> {
  try {
    const { contract_version } = await verify(out, snapshot, [LEADS_FILE, COMPANIES_FILE]);
    if (contract_version !== CONTRACT_VERSION) return null;
  } catch (error) {
    // A run must end with why it was stopped, also when the disk has trouble.
    if (error instanceof Failure || errorCode(error) !== undefined) return null;
    throw error;
  }
  const folder = layout(out).snapshot(snapshot);
  return {
    leads: await changedRows(tabs.leads, join(folder, LEADS_FILE)),
    companies: await changedRows(tabs.companies, join(folder, COMPANIES_FILE)),
  };
}
