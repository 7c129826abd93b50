/** What differs between the published rows and those of a run that the publish guard stopped. */
export interface Changes {
  readonly leads: TabChanges;
  readonly companies: TabChanges;
}

/** Of one tab. Rows are those of the sheet: the header is row 1. Rows are the same where their unique key is, wherever they stand. */
export interface TabChanges {
  /** What was published and is no clean row now: how many, and what became of them. */
  readonly vanished: Readonly<Record<Fate, number>> & {
    readonly count: number;
    readonly first: readonly VanishedRow[];
  };
  /** Clean rows that were not published. */
  readonly appeared: { readonly count: number; readonly first: readonly ChangedRow[] };
  /** Rows that were published and are blank now; with what lies between them when that is blank too, they make ranges. */
  readonly blank: { readonly rows: number; readonly ranges: number; readonly first: readonly RowRange[] };
  /** The last row that was published, and the last clean one now; `null`: there is none. */
  readonly last: { readonly before: number | null; readonly now: number | null };
}

/**
 * `held`: it is held. `repeat`: its row repeats another one. `blank`: its row is blank, or the table ends before it. `gone`: another row
 * stands there.
 */
export const FATES = ["held", "repeat", "blank", "gone"] as const;
export type Fate = (typeof FATES)[number];

export interface ChangedRow {
  readonly row: number;
  /** The texts of the unique key, in the order of the contract. */
  readonly key: readonly string[];
}

export interface VanishedRow extends ChangedRow {
  readonly now: Fate;
}

/** Both ends are in it. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/** So many rows and ranges are listed; the others are counted. */
export const MOST_LISTED = 20;
