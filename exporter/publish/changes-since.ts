import type { Changes } from "../../shared/changes";
import { CONTRACT_VERSION } from "../../shared/contract";
import { errorCode } from "../stores/disk";
import type { Store } from "../stores/store";
import { Failure } from "../words/failure";
import { changedRows } from "./changed-rows";
import { readManifest } from "./manifest";
import type { RowsNow } from "./rows-now";
import { tableFiles, tablePaths } from "./table-files";
import { verify } from "./verify";

/**
 * What changed since a snapshot; `null` when it is damaged or of another contract, whose keys are others: then nothing is said rather than
 * something wrong. Nor is anything of a snapshot with more than `most` rows in a table.
 */
export async function changesSince(
  store: Store,
  snapshot: string,
  tabs: { readonly leads: RowsNow; readonly companies: RowsNow },
  most = Number.POSITIVE_INFINITY,
): Promise<Changes | null> {
  try {
    const manifest = await readManifest(store, snapshot);
    if (manifest.contract_version !== CONTRACT_VERSION) return null;
    const { leads, companies } = manifest.counts;
    if (leads.clean > most || companies.clean > most) return null;
    const paths = manifest.files.map(({ path }) => path);
    await verify(store, snapshot, [...tablePaths(paths, "leads"), ...tablePaths(paths, "companies")]);
    return {
      leads: await changedRows(tabs.leads, await tableFiles(store, manifest, "leads")),
      companies: await changedRows(tabs.companies, await tableFiles(store, manifest, "companies")),
    };
  } catch (error) {
    // A run must end with why it was stopped, also when the disk has trouble.
    if (error instanceof Failure || errorCode(error) !== undefined) return null;
    throw error;
  }
}
