import { readdir } from "node:fs/promises";
import { errorCode } from "../stores/disk";
import { layout } from "./layout";

/** The snapshot folders of `<out>`, whole or not, by name; unfinished runs are not among them. */
export async function snapshotNames(out: string): Promise<string[]> {
  try {
    return (await readdir(layout(out).snapshots)).filter((name) => !name.startsWith(".")).sort();
  } catch (error) {
    if (errorCode(error) === "ENOENT" || errorCode(error) === "ENOTDIR") return [];
    throw error;
  }
}
