import { Temporal } from "temporal-polyfill";

/** When a clock trigger runs. What Google leaves to chance (the minute) is chosen once and kept. */
export type Schedule =
  /** Every `days` days at a wall time of `zone`; a wall time that a clock change skips is an hour later that day. */
  | {
      readonly kind: "daily";
      readonly days: number;
      readonly minuteOfDay: number;
      readonly second: number;
      readonly zone: string;
    }
  | { readonly kind: "interval"; readonly ms: number }
  | { readonly kind: "once" };

const MINUTE = 60_000;

/** The first run of a daily trigger that is after `after` (UTC ms), or of the day `days` days after the run at `last`. */
function nextDaily(schedule: Extract<Schedule, { kind: "daily" }>, after: number, last: number | null): number {
  const at = (day: Temporal.PlainDate) =>
    day
      .toPlainDateTime()
      .add({ minutes: schedule.minuteOfDay, seconds: schedule.second })
      .toZonedDateTime(schedule.zone, { disambiguation: "compatible" }).epochMilliseconds;
  const dayOf = (instant: number) =>
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(schedule.zone).toPlainDate();
  // A day early: a minute of day below 0 (7:00 less 15 minutes at midnight) belongs to the day before.
  let day = last === null ? dayOf(after).subtract({ days: 1 }) : dayOf(last).add({ days: schedule.days });
  while (at(day) <= after) day = day.add({ days: last === null ? 1 : schedule.days });
  return at(day);
}

/** The next run after the one that was due at `due`, seen from `now`; `null` when it was the only one. Runs missed are not made up for. */
export function nextRun(schedule: Schedule, due: number, now: number): number | null {
  switch (schedule.kind) {
    case "once":
      return null;
    case "interval":
      return due + schedule.ms * Math.max(1, Math.floor((now - due) / schedule.ms) + 1);
    case "daily":
      return nextDaily(schedule, now, due);
  }
}

export interface Wish {
  readonly everyDays?: number;
  readonly everyHours?: number;
  readonly everyMinutes?: number;
  readonly atHour?: number;
  readonly nearMinute?: number;
  /** ms from now */
  readonly after?: number;
  /** UTC ms */
  readonly at?: number;
  readonly zone: string;
}

/** What Google makes of a wish: its schedule and first run. `random` returns numbers from 0 to 1. */
export function scheduled(wish: Wish, now: number, random: () => number): { schedule: Schedule; next: number } {
  if (wish.everyDays !== undefined) {
    const hour = wish.atHour ?? Math.floor(random() * 24);
    // Within the hour, or 15 minutes to either side of the minute asked for.
    const minute =
      wish.nearMinute === undefined ? Math.floor(random() * 60) : wish.nearMinute + Math.floor(random() * 30) - 15;
    const minuteOfDay = hour * 60 + minute;
    const second = Math.floor(random() * 60);
    const schedule = { kind: "daily", days: wish.everyDays, minuteOfDay, second, zone: wish.zone } as const;
    return { schedule, next: nextDaily(schedule, now, null) };
  }
  const every = (wish.everyHours ?? 0) * 60 * MINUTE + (wish.everyMinutes ?? 0) * MINUTE;
  if (every > 0) return { schedule: { kind: "interval", ms: every }, next: now + Math.ceil(random() * every) };
  const asked = wish.at ?? now + wish.after!;
  // Never before the time asked for, and up to a minute late.
  return { schedule: { kind: "once" }, next: Math.max(asked, now) + Math.floor(random() * MINUTE) };
}
