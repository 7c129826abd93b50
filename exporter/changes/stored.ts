import { readFile } from "node:fs/promises";
import * as v from "valibot";
import type { Compared } from "../../shared/compared";
import { localFile } from "../publish/local-file";
import { type Manifest, snapshotChanged } from "../publish/manifest";
import type { Store } from "../stores/store";
import { compared } from "../words/report-schema";

/** What a snapshot was compared with when it was made, in its folder. */
export const COMPARED = "compared.json";

/** Reads what a published snapshot was compared with; `null`: nothing. Throws `SNAPSHOT_CHANGED`. */
export async function storedComparison(store: Store, manifest: Manifest): Promise<Compared | null> {
  if (!manifest.files.some(({ path }) => path === COMPARED)) return null;
  try {
    return v.parse(compared, JSON.parse(await readFile(await localFile(store, manifest, COMPARED), "utf8")));
  } catch (error) {
    throw snapshotChanged(store, manifest.snapshot, COMPARED, error);
  }
}
