import type { SnapshotFiles } from "../publish/put-snapshot";

/** A place that gets a copy of the current snapshot. The files in `out` stay the truth: a target is brought to them, never they to it. */
export interface Target {
  /** What people call it by in a sentence; without a secret. */
  readonly name: string;
  /**
   * Brings it to a snapshot, all of it or, whatever happens, nothing. Returns whether there was anything to do: it may have the
   * snapshot already. Throws a `Failure`. `onProgress`: 0 to 1.
   */
  load(snapshot: SnapshotFiles, onProgress: (fraction: number) => void): Promise<boolean>;
}
