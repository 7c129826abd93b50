import type { IsOfPerson } from "../inputs/person";
import type { Manifest } from "../publish/manifest";
import type { SnapshotFiles } from "../publish/put-snapshot";

export interface Forgetting {
  /** Rows are counted, and stay. */
  readonly isDry: boolean;
  /** Who asked for it. */
  readonly by: string;
  /** By the name of a snapshot that is no more, the one without the person that took its place in `out`. */
  readonly replaced: ReadonlyMap<string, Manifest>;
}

/** A place that gets a copy of the current snapshot. The files in `out` stay the truth: a target is brought to them, never they to it. */
export interface Target {
  /** What people call it by in a sentence; without a secret. */
  readonly name: string;
  /**
   * Brings it to a snapshot, all of it or, whatever happens, nothing. Returns whether there was anything to do: it may have the
   * snapshot already. Throws a `Failure`. `onProgress`: 0 to 1.
   */
  load(snapshot: SnapshotFiles, onProgress: (fraction: number) => void): Promise<boolean>;
  /**
   * Removes the rows of a person from all that it keeps, also of snapshots that `out` has no more, and reads it again. Returns how many
   * they were, by what holds them. Throws a `Failure`, `NOT_FORGOTTEN` where some are left.
   */
  forget(isTheirs: IsOfPerson, forgetting: Forgetting): Promise<Readonly<Record<string, number>>>;
}
