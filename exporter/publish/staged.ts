import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "../stores/disk";
import type { Store } from "../stores/store";
import { SNAPSHOTS, STAGING } from "./layout";

/** Removes what earlier runs made on this machine and did not publish; only the lock's holder may do so. */
export async function removeStaged({ home }: Store): Promise<void> {
  const folder = join(home, SNAPSHOTS);
  await makeFolder(folder);
  for (const name of await readdir(folder)) {
    if (name.startsWith(STAGING)) await rm(join(folder, name), { recursive: true, force: true });
  }
}
