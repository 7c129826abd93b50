/** The phases of a run, in order; a run that finds nothing changed ends after `checking`. */
export const PHASES = ["reading", "checking", "writing", "answering", "publishing"] as const;
export type Phase = (typeof PHASES)[number];

/** Told where a run is. `fraction` (0 to 1) only while it is known. */
export type OnPhase = (phase: Phase, fraction?: number) => void;

/** How long each phase took, for the bench. */
export class Stopwatch {
  readonly phases: Partial<Record<Phase, number>> = {};
  private phase: Phase | null = null;
  private since = 0;

  start(phase: Phase | null): void {
    const now = performance.now();
    if (this.phase !== null) this.phases[this.phase] = Math.round(now - this.since);
    this.phase = phase;
    this.since = now;
  }
}
