/** What the Summary tab remembers of the answers that it shows, for the sheet's own mail of them. */
export interface SummaryNews {
  /** How many of its rows, from the first, hold the answers; the others are for whoever checks the numbers. */
  readonly rows: number;
  /** Clean leads, as they are written. */
  readonly leads: string;
  /** `+12 since yesterday`; '' where nothing can be said. */
  readonly change: string;
  /** Whether a row changed since the snapshot before, or there was none. */
  readonly isChanged: boolean;
}
