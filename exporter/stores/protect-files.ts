import { chmod } from "node:fs/promises";
import { errorCode } from "./disk";

/** Who but this user may read what is written. */
export const READERS = ["owner", "group"] as const;

const PRIVATE = 0o077;
const OTHERS = 0o007;
const GROUP_WRITES = 0o020;
/** What the process was started with, and what it has since; `null`: nobody asked. */
let given: number | null = null;
let mask: number | null = null;

/**
 * From now on, what this process and those that it starts make is its user's alone (files 0600, folders 0700); with `group`, that of the
 * folder it lies in may read it (0640, 0750), and write where the process was started so (umask 002). Nobody else ever may.
 */
export function protectFiles(readers: (typeof READERS)[number]): void {
  const before = process.umask(PRIVATE);
  given ??= before;
  mask = readers === "group" ? (given & GROUP_WRITES) | OTHERS : PRIVATE;
  process.umask(mask);
}

/** Does so with what a program made that sets modes of its own, as Hadoop does. What belongs to another user is theirs to protect. */
export async function protectPath(path: string, kind: "file" | "folder"): Promise<void> {
  if (mask === null) return;
  try {
    await chmod(path, (kind === "file" ? 0o666 : 0o777) & ~mask);
  } catch (error) {
    if (errorCode(error) !== "EPERM") throw error;
  }
}

/** What `work` makes everyone may read (files 0644, folders 0755), whoever may read the rest. */
export async function readableByAll<T>(work: () => Promise<T>): Promise<T> {
  const before = process.umask(0o022);
  try {
    return await work();
  } finally {
    process.umask(before);
  }
}
