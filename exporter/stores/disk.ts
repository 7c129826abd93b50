import { existsSync } from "node:fs";
import { mkdir, open, rename } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { Failure } from "../words/failure";

const FULL = new Set(["ENOSPC", "EDQUOT"]);
const REFUSED = new Set(["EACCES", "EPERM", "EROFS"]);
/** How DuckDB says that there was no room for a file of the snapshot, or for what it spills: its errors have no code. */
const FULL_IN_WORDS = /": No space left on device/;
/** What platforms that cannot flush a folder answer. */
const CANNOT_FLUSH_FOLDER = new Set(["EINVAL", "EISDIR", "EPERM", "EACCES", "ENOTSUP"]);

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
}

const NOTHING_THERE = new Set(["ENOENT", "ENOTDIR", "ENAMETOOLONG"]);

/** Whether there is nothing at a path: not of that name, or below a file, or the name is longer than the disk takes. */
export function isNothingThere(error: unknown): boolean {
  return NOTHING_THERE.has(errorCode(error) ?? "");
}

/** Does disk work below `folder`; a full or closed disk becomes a Failure (`DISK_FULL`, `NOT_WRITABLE`) that names it. */
export async function onDisk<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = errorCode(error) ?? "";
    if (FULL.has(code) || FULL_IN_WORDS.test(String(error))) {
      throw new Failure("DISK_FULL", `The disk that holds ${folder} is full.`, { cause: error });
    }
    if (REFUSED.has(code)) {
      throw new Failure("NOT_WRITABLE", `This user may not write to ${folder}.`, { cause: error });
    }
    throw error;
  }
}

/** Makes a folder with its parents; a file in its place, or a place that takes no folders, is a Failure (`OUT_NOT_A_FOLDER`). */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await makeFirst(folder);
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENAMETOOLONG") {
      throw new Failure("OUT_NOT_A_FOLDER", `${folder} cannot be made: the name is too long.`, {
        way: "name",
        cause: error,
      });
    }
    if (code !== "EEXIST" && code !== "ENOTDIR") throw error;
    throw new Failure("OUT_NOT_A_FOLDER", `${folder} cannot be made: a file is in the way.`, {
      way: "file",
      cause: error,
    });
  }
}

/** Makes the highest folder that is missing: where that cannot be, as in /proc, Node's recursive mkdir tries for ever. */
async function makeFirst(folder: string): Promise<void> {
  let first = resolve(folder);
  if (existsSync(first)) return;
  while (!existsSync(dirname(first))) first = dirname(first);
  try {
    await mkdir(first);
  } catch (error) {
    const code = errorCode(error);
    // Another run may have made it meanwhile.
    if (code === "EEXIST") return;
    if (code !== "ENOENT") throw error;
    throw new Failure(
      "OUT_NOT_A_FOLDER",
      `The folder ${first} cannot be made: ${dirname(first)} takes no new folders.`,
      { way: "parent", cause: error },
    );
  }
}

/** Forces a file's bytes to the disk. */
export async function flushFile(path: string): Promise<void> {
  const handle = await open(path, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Forces a folder's list of names to the disk, where the platform can. */
export async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!CANNOT_FLUSH_FOLDER.has(errorCode(error) ?? "")) throw error;
  }
}

/** Writes a file and forces it to the disk. */
export async function writeFlushed(path: string, text: string | Uint8Array, flag: "w" | "wx" = "w"): Promise<void> {
  const handle = await open(path, flag);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Renames and forces the folder that shows the new name to the disk; `between` runs in the middle. */
export async function renameFlushed(from: string, to: string, between: () => void | Promise<void>): Promise<void> {
  await rename(from, to);
  await between();
  await flushFolder(dirname(to));
}
