import type { Phase } from "../../shared/phases";

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
