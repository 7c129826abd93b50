/** The steps of a run, in order; a run that finds nothing changed ends after `checking`. */
export const PHASES = ["reading", "checking", "writing", "answering", "publishing"] as const;
export type Phase = (typeof PHASES)[number];
