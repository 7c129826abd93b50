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
  /** The document in which it was made. An add-on has one list of a person's triggers for all their documents. */
  readonly document: string;
  /** It was made by a trigger where such are disabled (issuetracker 150756612): it is listed, and never runs. */
  readonly disabled: boolean;
  /** `null` for those that no clock fires. */
  readonly schedule: Schedule | null;
  /** UTC ms of the next run; `null` for those that no clock fires, and when a one-shot trigger has fired. */
  readonly next: number | null;
  /** UTC ms. */
  readonly lastRun: number | null;
}

/** Who made a trigger, for which function, where. */
type Made = Pick<SavedTrigger, "owner" | "handler" | "document" | "disabled">;

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
    return this.list.filter(
      (trigger) => trigger.event === event && trigger.spreadsheet === spreadsheet && !trigger.disabled,
    );
  }

  /** Clock triggers of a document (without one: of all) whose time has come at `now` (UTC ms), the earliest first. */
  due(now: number, document?: string): SavedTrigger[] {
    return this.clocks(document)
      .filter(({ next }) => next! <= now)
      .sort((one, other) => one.next! - other.next!);
  }

  /** UTC ms of the next run of any clock trigger, as `due`; `null` when none is to come. */
  nextDue(document?: string): number | null {
    const times = this.clocks(document).map(({ next }) => next!);
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

  addClock(made: Made, wish: Wish, now: number): SavedTrigger {
    const { schedule, next } = scheduled(wish, now, this.random);
    return this.add({ ...made, event: "CLOCK", spreadsheet: "", schedule, next });
  }

  addWatch(made: Made, event: Exclude<SavedTrigger["event"], "CLOCK">, spreadsheet: string): SavedTrigger {
    return this.add({ ...made, event, spreadsheet, schedule: null, next: null });
  }

  /** Whether there was one. */
  delete(uid: string): boolean {
    const before = this.list.length;
    this.list = this.list.filter((trigger) => trigger.uid !== uid);
    return this.list.length < before;
  }

  private clocks(document: string | undefined): SavedTrigger[] {
    return this.list.filter(
      (trigger) => trigger.next !== null && !trigger.disabled && (document ?? trigger.document) === trigger.document,
    );
  }

  private add(trigger: Omit<SavedTrigger, "uid" | "lastRun">): SavedTrigger {
    const digits = () => String(Math.floor(this.random() * 1e9)).padStart(9, "0");
    const added = { ...trigger, uid: `${Math.floor(this.random() * 9) + 1}${digits()}${digits()}`, lastRun: null };
    this.list.push(added);
    return added;
  }
}
