import { join } from "node:path";
import type { Store } from "../stores/store";
import { snapshotKey } from "./layout";
import type { Manifest } from "./manifest";

/** Where a file of a snapshot can be read on this machine. */
export async function localFile({ folder }: Store, { snapshot }: Manifest, path: string): Promise<string> {
  return join(folder!, snapshotKey(snapshot, path));
}
