import type { Changes } from "../../shared/changes";
import { CONTRACT_VERSION } from "../../shared/contract";
import type { JudgedTable } from "../rules/judge-table";
import { errorCode } from "../stores/disk";
import type { Store } from "../stores/store";
import { Failure } from "../words/failure";
import { changedRows } from "./changed-rows";
import { localFile } from "./local-file";
import { verify } from "./verify";

const [LEADS_FILE, COMPANIES_FILE] = ["leads.parquet", "companies.parquet"];

/**
 * What changed since a snapshot; `null` when it is damaged or of another contract, whose keys are others: then nothing is said rather than
 * something wrong.
 */
export async function changesSince(
  store: Store,
  snapshot: string,
  tabs: { leads: JudgedTable; companies: JudgedTable },
): Promise<Changes | null> {
  try {
    const manifest = await verify(store, snapshot, [LEADS_FILE, COMPANIES_FILE]);
    if (manifest.contract_version !== CONTRACT_VERSION) return null;
    return {
      leads: await changedRows(tabs.leads, await localFile(store, manifest, LEADS_FILE)),
      companies: await changedRows(tabs.companies, await localFile(store, manifest, COMPANIES_FILE)),
    };
  } catch (error) {
    // A run must end with why it was stopped, also when the disk has trouble.
    if (error instanceof Failure || errorCode(error) !== undefined) return null;
    throw error;
  }
}
