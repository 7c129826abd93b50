import { join } from "node:path";
import type { Changes } from "../../shared/changes";
import { COMPANIES, LEADS } from "../../shared/contract";
import { decidedCountries, NO_DECISIONS } from "../../shared/decisions";
import type { RunInput } from "../inputs/run-input";
import { changesSince } from "../publish/changes-since";
import type { Manifest } from "../publish/manifest";
import { TABLE_NAMES } from "../questions/tables";
import type { Store } from "../stores/store";
import { partsOf } from "./settle-tables";
import { writtenRows } from "./written-rows";

/** Of larger tables nobody is told which rows vanished: the keys of all would have to be in the memory of this machine. */
const MOST_ROWS = 5_000_000;

/** What vanished and appeared since a snapshot, by the tables that Spark wrote to a folder; `null` when that cannot be said. */
export async function writtenChanges(
  folder: string,
  { leads, companies }: Manifest["counts"],
  { decisions = NO_DECISIONS }: RunInput,
  store: Store,
  snapshot: string,
): Promise<Changes | null> {
  if (leads.read > MOST_ROWS || companies.read > MOST_ROWS) return null;
  const parts = TABLE_NAMES.map((name) => partsOf(join(folder, name)));
  const [ofLeads, ofCompanies, held, duplicates] = await Promise.all(parts);
  const files = { leads: ofLeads, companies: ofCompanies, held, duplicates };
  const decided = decidedCountries(decisions.countries);
  const tabs = {
    leads: await writtenRows(files, LEADS, leads.read, decided),
    companies: await writtenRows(files, COMPANIES, companies.read, decided),
  };
  return changesSince(store, snapshot, tabs, MOST_ROWS);
}
