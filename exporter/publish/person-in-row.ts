import { LEADS } from "../../shared/contract";
import { KEY_FIELDS, NAMES, type Person } from "../inputs/person";
import { findRows } from "../parquet/without-rows";
import type { Store } from "../stores/store";
import { Failure } from "../words/failure";
import { requireCurrent } from "./current";
import { readManifest } from "./manifest";
import { tableFiles } from "./table-files";

/** The person in a row of Leads (its header is row 1), as a snapshot has it, the current one where none is named. Throws `USAGE`, `SNAPSHOT_MISSING`. */
export async function personInRow(store: Store, row: number, snapshot?: string): Promise<Person> {
  const name = snapshot ?? (await requireCurrent(store)).snapshot;
  const manifest = await readManifest(store, name);
  let person: Person | null = null;
  for (const table of ["leads", "held", "duplicates"] as const) {
    for (const path of await tableFiles(store, manifest, table)) {
      await findRows(path, ["tab", "source_row", ...KEY_FIELDS], (cellOf) => {
        if (cellOf("source_row") !== row || (cellOf("tab") ?? LEADS.tab) !== LEADS.tab) return false;
        person = Object.fromEntries(
          KEY_FIELDS.flatMap((field) => (cellOf(field) === null ? [] : [[field, String(cellOf(field))]])),
        );
        return true;
      });
    }
  }
  if (person === null) {
    throw new Failure("USAGE", `Row ${row} of Leads is not in the snapshot ${name}.`, { way: "person" });
  }
  const known: Person = person;
  if (NAMES.some((field) => known[field] === undefined)) {
    throw new Failure("USAGE", `Row ${row} of Leads has no whole name in the snapshot ${name}.`, { way: "person" });
  }
  return known;
}
