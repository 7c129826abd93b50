import { join } from "node:path";
import type { Changes } from "../../shared/changes";
import type { JudgedTable } from "../rules/judge-table";
import { Failure } from "../words/failure";
import { changedRows } from "./changed-rows";
import { layout } from "./layout";
import { verify } from "./verify";

const [LEADS_FILE, COMPANIES_FILE] = ["leads.parquet", "companies.parquet"];

/** What changed since a snapshot; `null` when it is damaged: then nothing is said rather than something wrong. */
export async function changesSince(
  out: string,
  snapshot: string,
  tabs: { leads: JudgedTable; companies: JudgedTable },
): Promise<Changes | null> {
  try {
    await verify(out, snapshot, [LEADS_FILE, COMPANIES_FILE]);
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
  const folder = layout(out).snapshot(snapshot);
  return {
    leads: await changedRows(tabs.leads, join(folder, LEADS_FILE)),
    companies: await changedRows(tabs.companies, join(folder, COMPANIES_FILE)),
  };
}
