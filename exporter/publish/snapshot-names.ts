import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { errorCode } from "../stores/disk";
import type { Store } from "../stores/store";
import { SNAPSHOTS } from "./layout";

/** The snapshots of a store, whole or not, by name; unfinished runs are not among them. */
export async function snapshotNames({ folder }: Store): Promise<string[]> {
  try {
    return (await readdir(join(folder!, SNAPSHOTS))).filter((name) => !name.startsWith(".")).sort();
  } catch (error) {
    if (errorCode(error) === "ENOENT" || errorCode(error) === "ENOTDIR") return [];
    throw error;
  }
}
