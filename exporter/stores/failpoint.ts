/**
 * Every place between two steps of publishing to a folder, in the order they are passed. Tests stop a run at each one:
 * with `LEAD_EXPORT_FAILPOINT=<name>` the process is killed there, with `<name>:SIGTERM` it gets that signal, with `<name>:ENOSPC` that
 * system error is thrown.
 */
export const FAILPOINTS = [
  "lock-written",
  "lock-linked",
  "older-locks-removed",
  "orphans-removed",
  "staging-created",
  "files-flushed",
  "manifest-written",
  "staging-flushed",
  "snapshot-renamed",
  "snapshots-flushed",
  "pointer-written",
  "pointer-swapped",
  "pointer-flushed",
  "lock-released",
] as const;

/** The same for a bucket. */
export const BUCKET_FAILPOINTS = [
  "lease-taken",
  "orphans-removed",
  "staging-created",
  "file-put",
  "files-put",
  "manifest-put",
  "pointer-written",
  "pointer-swapped",
  "pointer-flushed",
  "lock-released",
] as const;

/** Passed only where a file is large, or snapshots are removed. */
type Seldom = "part-uploaded" | "snapshot-withdrawn";

export type FailpointName = (typeof FAILPOINTS | typeof BUCKET_FAILPOINTS)[number] | Seldom;

/** Does nothing unless a test asks for trouble here. */
export function failpoint(name: FailpointName): void {
  const wanted = process.env.LEAD_EXPORT_FAILPOINT;
  if (wanted === undefined || wanted === "") return;
  const [at, code] = wanted.split(":");
  if (at !== name) return;
  if (code === undefined || code.startsWith("SIG")) {
    process.kill(process.pid, code ?? "SIGKILL");
    return;
  }
  throw Object.assign(new Error(`${code}: failpoint ${name}`), { code });
}
