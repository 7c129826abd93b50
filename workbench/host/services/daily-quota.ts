const DAY = 24 * 3600 * 1000;

/** So much a person a day; a day begins with the first use after the last one ended. */
export class DailyQuota {
  private readonly used = new Map<string, { since: number; amount: number }>();

  constructor(private readonly limit: number) {}

  left(user: string, now: number): number {
    const used = this.used.get(user);
    return used === undefined || now - used.since >= DAY ? this.limit : this.limit - used.amount;
  }

  /** Whether there was that much left; if not, nothing is used. */
  use(user: string, amount: number, now: number): boolean {
    const left = this.left(user, now);
    if (amount > left) return false;
    const since = left === this.limit ? now : this.used.get(user)!.since;
    this.used.set(user, { since, amount: this.limit - left + amount });
    return true;
  }
}
