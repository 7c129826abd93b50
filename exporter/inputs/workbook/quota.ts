import type { Pace } from "./pace";

/** Google's limit for one user, reads and writes apart (https://developers.google.com/sheets/api/limits). A service account is one user. */
const PER_MINUTE = 60;
const MINUTE_MS = 60_000;

/** Lets no more calls through than Google takes: waiting is cheaper than being refused. */
export class Quota {
  private readonly sent = { read: [] as number[], write: [] as number[] };

  constructor(private readonly pace: Pace) {}

  /** Waits until one more call is within the limit of any 60 seconds. */
  async admit(kind: "read" | "write"): Promise<void> {
    const sent = this.sent[kind];
    for (;;) {
      const now = this.pace.now();
      while (sent.length > 0 && sent[0] <= now - MINUTE_MS) sent.shift();
      if (sent.length < PER_MINUTE) {
        sent.push(now);
        return;
      }
      await this.pace.sleep(sent[0] + MINUTE_MS - now);
    }
  }
}
