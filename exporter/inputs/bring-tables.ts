import { rm } from "node:fs/promises";
import { join } from "node:path";
import { isAddress } from "../stores/address";
import { onDisk } from "../stores/disk";
import { openStore } from "../stores/open-store";
import type { StoreSettings } from "../stores/settings";
import { temporaryFolder } from "../stores/temporary-folder";
import { Failure } from "../words/failure";
import type { TableFile } from "./table-file";

/** Files of this machine; those that were in buckets have been brought here. */
export interface BroughtTables {
  readonly files: readonly TableFile[];
  /** Removes what was brought. */
  discard(): Promise<void>;
}

/** Brings tables from buckets to this machine; paths stay as they are. Throws `SOURCE_MISSING`, and what stands between here and the bucket. */
export async function bringTables(paths: readonly string[], settings: StoreSettings): Promise<BroughtTables> {
  if (!paths.some(isAddress)) return { files: paths, discard: async () => {} };
  const folder = await temporaryFolder();
  const discard = () => rm(folder, { recursive: true, force: true });
  try {
    const files: TableFile[] = [];
    for (const [i, path] of paths.entries()) {
      files.push(isAddress(path) ? await bringTable(path, join(folder, String(i)), settings) : path);
    }
    return { files, discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

async function bringTable(address: string, path: string, settings: StoreSettings): Promise<TableFile> {
  const end = address.lastIndexOf("/");
  const [parent, key] = [address.slice(0, end), address.slice(end + 1)];
  if (key === "" || !isAddress(parent) || parent.endsWith("/")) {
    throw new Failure("STORE_ADDRESS", `${address} names no file in a bucket.`);
  }
  const store = await openStore({ ...settings, out: parent });
  if ((await onDisk(path, () => store.fetch(key, path))) === null) {
    throw new Failure("SOURCE_MISSING", `There is no file ${address}.`, { way: "whole" });
  }
  return { path, name: address, address };
}
