import { createHash } from "node:crypto";
import { Refusal } from "./refusal";

export const KEPT_MS = 24 * 3_600_000;
const MOST_KEYS = 1000;
/** What a key may be. */
export const KEY = /^[\w.-]{1,200}$/;

/** Answers for requests that come again with the same `Idempotency-Key`: for a day, for each caller, in memory. */
export class Idempotency<T> {
  /** In the order in which they came, and so end. */
  private readonly kept = new Map<string, { request: string; until: number; answer: T }>();

  constructor(private readonly now: () => number = Date.now) {}

  /**
   * Answers what the key was answered before, or does the work. `request` is path and body: with another one the key throws KEY_REUSED.
   * Work that throws is not kept. Without a key the work is done.
   */
  once(key: string | null, caller: string, request: readonly (string | Uint8Array)[], work: () => T): T {
    if (key === null) return work();
    if (!KEY.test(key)) throw new Refusal("BAD_IDEMPOTENCY_KEY");
    for (const [old, { until }] of this.kept) {
      if (until > this.now()) break;
      this.kept.delete(old);
    }
    const name = JSON.stringify([caller, key]);
    const digest = digestOf(request);
    const known = this.kept.get(name);
    if (known !== undefined) {
      if (known.request !== digest) throw new Refusal("KEY_REUSED");
      return known.answer;
    }
    const answer = work();
    this.kept.set(name, { request: digest, until: this.now() + KEPT_MS, answer });
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEYS) this.kept.delete(oldest);
    return answer;
  }
}

function digestOf(pieces: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(piece).update("\n");
  return hash.digest("hex");
}
