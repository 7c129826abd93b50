/** The rows on top of the Summary tab that say how the latest run went. */
export const BANNER_ROWS = 2;

/** Colours of a banner that tells of a failure. */
export const FAILURE_COLOURS = { text: "#990d0d", background: "#fce8e6" } as const;

/** A run that published nothing: when it was and how it ended, in words, and why. */
export interface FailedRun {
  readonly when: string;
  readonly ended: "failed" | "was stopped";
  readonly sentence: string;
  readonly wayOut: string;
}

/** Returns the texts of the rows after such a run. `shows`: what the rest of the tab still shows, in words; `null` for nothing yet. */
export function failureBanner({ when, ended, sentence, wayOut }: FailedRun, shows: string | null): [string, string] {
  const below = shows === null ? "There is no answer to show yet." : `The answers below stay: ${shows}.`;
  return [`The run of ${when} ${ended}: ${sentence}`, `${below} ${wayOut}`.trimEnd()];
}
