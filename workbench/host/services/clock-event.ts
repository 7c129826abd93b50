import { Temporal } from "temporal-polyfill";
import type { Execution } from "../realm/execution";
import { AuthModes } from "./enums";

/** What a clock trigger's function is given: times in UTC, as Google's reference shows them. `at` is UTC ms. */
export function clockEvent(execution: Execution, triggerUid: string, at: number): object {
  const time = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO("UTC");
  return execution.realm.object({
    authMode: AuthModes.FULL,
    triggerUid,
    year: time.year,
    month: time.month,
    "day-of-month": time.day,
    // Monday is 1.
    "day-of-week": time.dayOfWeek,
    "week-of-year": time.weekOfYear,
    hour: time.hour,
    minute: time.minute,
    second: time.second,
    timezone: "UTC",
  } satisfies Record<keyof GoogleAppsScript.Events.TimeDriven | "authMode", unknown>);
}
