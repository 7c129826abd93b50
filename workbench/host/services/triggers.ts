import { randomNumbers } from "./random-numbers";
import { nextRun, type Schedule, scheduled, type Wish } from "./trigger-times";

/** One installable trigger, as JSON. */
export interface SavedTrigger {
  readonly uid: string;
  /** Whose rights it runs with. */
  readonly owner: string;
  /** The function's name. */
  readonly handler: string;
  readonly event: "CLOCK" | "ON_OPEN" | "ON_EDIT" | "ON_CHANGE";
  /** The spreadsheet it watches; '' for a clock trigger. */
  readonly spreadsheet: string;
  /** `null` for those that no clock fires. */
  readonly schedule: Schedule | null;
  /** UTC ms of the next run; `null` for those that no clock fires, and when a one-shot trigger has fired. */
  readonly next: number | null;
  /** UTC ms. */
  readonly lastRun: number | null;
}

/** A person's triggers of one script. */
export const TRIGGERS_A_USER = 20;

/**
 * The project's installable triggers. The host asks what is due, runs it, and says so with `fired`. A one-shot trigger that has fired
 * stays in the list and counts towards the limit until the script deletes it, as at Google.
 */
export class Triggers {
  private list: SavedTrigger[];
  private readonly random: () => number;

  constructor(seed: number, saved: readonly SavedTrigger[]) {
    this.list = [...saved];
    this.random = randomNumbers(seed + saved.length);
  }

  /** In order of creation. */
  all(): readonly SavedTrigger[] {
    return this.list;
  }

  of(owner: string): SavedTrigger[] {
    return this.list.filter((trigger) => trigger.owner === owner);
  }

  /** Those of everyone that an event of this spreadsheet fires. */
  watching(event: SavedTrigger["event"], spreadsheet: string): SavedTrigger[] {
    return this.list.filter((trigger) => trigger.event === event && trigger.spreadsheet === spreadsheet);
  }

  /** Clock triggers whose time has come at `now` (UTC ms), the earliest first. */
  due(now: number): SavedTrigger[] {
    return this.list.filter(({ next }) => next !== null && next <= now).sort((one, other) => one.next! - other.next!);
  }

  /** UTC ms of the next run of any clock trigger; `null` when none is to come. */
  nextDue(): number | null {
    const times = this.list.flatMap(({ next }) => (next === null ? [] : [next]));
    return times.length === 0 ? null : Math.min(...times);
  }

  /** To be called as a trigger is run, before its function: the function may list or delete it. */
  fired(uid: string, now: number): void {
    this.list = this.list.map((trigger) => {
      if (trigger.uid !== uid) return trigger;
      const next = trigger.schedule === null ? null : nextRun(trigger.schedule, trigger.next ?? now, now);
      return { ...trigger, next, lastRun: now };
    });
  }

  addClock(owner: string, handler: string, wish: Wish, now: number): SavedTrigger {
    const { schedule, next } = scheduled(wish, now, this.random);
    return this.add({ owner, handler, event: "CLOCK", spreadsheet: "", schedule, next });
  }

  addWatch(
    owner: string,
    handler: string,
    event: Exclude<SavedTrigger["event"], "CLOCK">,
    spreadsheet: string,
  ): SavedTrigger {
    return this.add({ owner, handler, event, spreadsheet, schedule: null, next: null });
  }

  /** Whether there was one. */
  delete(uid: string): boolean {
    const before = this.list.length;
    this.list = this.list.filter((trigger) => trigger.uid !== uid);
    return this.list.length < before;
  }

  private add(trigger: Omit<SavedTrigger, "uid" | "lastRun">): SavedTrigger {
    const digits = () => String(Math.floor(this.random() * 1e9)).padStart(9, "0");
    const added = { ...trigger, uid: `${Math.floor(this.random() * 9) + 1}${digits()}${digits()}`, lastRun: null };
    this.list.push(added);
    return added;
  }
}
