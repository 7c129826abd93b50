import type { Clock } from "./clock";

const MINUTE_MS = 60_000;

/** Google's limit for one user of one project (https://developers.google.com/sheets/api/limits). */
export const REQUESTS_PER_MINUTE = 60;

/**
 * Counts each user's reads and writes over the last 60 seconds. The window slides, so that no 60 seconds ever hold more
 * than the limit; what Google refills at the full minute is no stricter than that.
 */
export class Quota {
  private readonly admitted = new Map<string, number[]>();

  constructor(
    private readonly clock: Clock,
    readonly limit = REQUESTS_PER_MINUTE,
  ) {}

  /** Counts one request. Returns 0 when it is admitted, else the seconds until the next one would be. */
  admit(user: string, kind: "read" | "write"): number {
    const now = this.clock.now();
    const key = `${kind} ${user}`;
    const recent = (this.admitted.get(key) ?? []).filter((time) => time > now - MINUTE_MS);
    this.admitted.set(key, recent);
    if (recent.length >= this.limit) return Math.max(1, Math.ceil(((recent[0] ?? now) + MINUTE_MS - now) / 1000));
    recent.push(now);
    return 0;
  }

  reset(): void {
    this.admitted.clear();
  }
}
