/** An object as a store lists it. */
export interface StoredObject {
  /** Where it is below the store, with `/`. */
  readonly key: string;
  readonly bytes: number;
}

/** A small object, read whole. */
export interface StoredText {
  readonly text: string;
  /** Another one after every change. */
  readonly version: string;
  /** Milliseconds since it was written, by the store's own clock. */
  readonly age: number;
}

/** The moments of a replacement: what is about to take effect, what has, and what would outlive a power cut. */
export type Replacing = "written" | "swapped" | "flushed";

/** Where snapshots are kept: a folder of this machine, or a bucket. */
export interface Store {
  /** As people write it. */
  readonly name: string;
  /** The folder itself; `null` for a bucket. */
  readonly folder: string | null;
  /** The folder of this machine in which files for it are made: its own, or one in the user's cache. */
  readonly home: string;
  /** `null`: there is none. */
  get(key: string): Promise<StoredText | null>;
  /** All objects below `prefix`, by key; none where there is nothing. */
  list(prefix: string): Promise<StoredObject[]>;
  /** SHA-256 of an object's bytes in hex, read anew; `null`: there is none. */
  sha256(key: string): Promise<string | null>;
  /** Brings an object to a file of this machine, which must be new. Returns its SHA-256; `null`: there is none. */
  fetch(key: string, path: string): Promise<string | null>;
  /**
   * Puts a file of this machine under a key that is free; over another object never. `sha256`: of its bytes, in hex. `onBytes` is told how
   * many more have arrived.
   */
  put(key: string, path: string, sha256: string, onBytes?: (bytes: number) => void): Promise<void>;
  /**
   * Replaces an object, unless it is no longer of the version that was seen (`null`: there was none). Returns the new version; `null`
   * when somebody else was quicker, and nothing was replaced.
   */
  putIf(
    key: string,
    text: string,
    seen: string | null,
    onMoment?: (moment: Replacing) => void | Promise<void>,
  ): Promise<string | null>;
  /** Objects that are not there are deleted already. */
  delete(keys: readonly string[]): Promise<void>;
  /** Removes what puts that never ended left behind below `prefix`. */
  clear(prefix: string): Promise<void>;
}
