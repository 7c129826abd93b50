/** Who but this user may read what is written. */
export const READERS = ["owner", "group"] as const;

const OTHERS = 0o007;
const GROUP_WRITES = 0o020;
/** What the process was started with. */
let given: number | null = null;

/**
 * From now on, what this process and those that it starts make is its user's alone (files 0600, folders 0700); with `group`, that of the
 * folder it lies in may read it (0640, 0750), and write where the process was started so (umask 002). Nobody else ever may.
 */
export function protectFiles(readers: (typeof READERS)[number]): void {
  const before = process.umask(0o077);
  given ??= before;
  if (readers === "group") process.umask((given & GROUP_WRITES) | OTHERS);
}
