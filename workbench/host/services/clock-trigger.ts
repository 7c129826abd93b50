import { Temporal } from "temporal-polyfill";
import type { Execution } from "../realm/execution";
import type { Like } from "../realm/google";
import { surface } from "../realm/surface";
import type { Project } from "./project";
import { refuse, wrongArguments } from "./refusal";
import type { Wish } from "./trigger-times";

const MINUTES = [1, 5, 10, 15, 30];
const HOURS = [1, 2, 4, 6, 8, 12];

/** `ScriptApp.newTrigger(...).timeBased()`. */
export function clockTrigger(
  execution: Execution,
  { project, addOn }: { readonly project: Project; readonly addOn: boolean },
  create: (wish: Wish) => object,
): object {
  let wish: Wish = { zone: project.timeZone };

  const whole = (method: string, value: unknown, from: number, to: number): number => {
    if (typeof value !== "number" || !Number.isInteger(value)) {
      wrongArguments(execution, `ScriptApp.ClockTriggerBuilder.${method}`, [value]);
    }
    if (value < from || value > to) {
      refuse(execution, `The value you passed to ${method} was invalid. It must be between ${from} and ${to}.`);
    }
    return value;
  };
  const oneOf = (method: string, value: unknown, allowed: readonly number[]): number => {
    if (allowed.includes(value as number)) return value as number;
    const list = `${allowed.slice(0, -1).join(", ")} or ${allowed.at(-1)}`;
    return refuse(execution, `The value you passed to ${method} was invalid. It must be one of ${list}.`);
  };
  const set = (more: Partial<Wish>) => {
    wish = { ...wish, ...more };
    return self;
  };

  const self: object = surface(execution.realm, "ClockTriggerBuilder", {
    everyDays: (days: unknown) => set({ everyDays: whole("everyDays", days, 1, 400) }),
    everyHours: (hours: unknown) => set({ everyHours: oneOf("everyHours", hours, HOURS) }),
    everyMinutes: (minutes: unknown) => set({ everyMinutes: oneOf("everyMinutes", minutes, MINUTES) }),
    atHour: (hour: unknown) => set({ atHour: whole("atHour", hour, 0, 23) }),
    nearMinute: (minute: unknown) => set({ nearMinute: whole("nearMinute", minute, 0, 59) }),
    after: (ms: unknown) => set({ after: whole("after", ms, 0, Number.MAX_SAFE_INTEGER) }),
    at: (date: unknown) => {
      if (!execution.realm.isDate(date)) wrongArguments(execution, "ScriptApp.ClockTriggerBuilder.at", [date]);
      return set({ at: date.getTime() });
    },
    inTimezone: (name: unknown) => {
      if (typeof name !== "string" || !isZone(name)) refuse(execution, `Invalid argument: timezone`);
      return set({ zone: name });
    },
    create: () => {
      const frequencies = [wish.everyDays, wish.everyHours, wish.everyMinutes, wish.after, wish.at];
      const timed = wish.atHour !== undefined || wish.nearMinute !== undefined;
      // Our own sentences: Google's are not documented.
      if (frequencies.filter((one) => one !== undefined).length !== 1) {
        refuse(execution, "A clock trigger needs one of everyDays, everyHours, everyMinutes, after or at.");
      }
      if (timed && wish.everyDays === undefined) {
        refuse(execution, "A clock trigger with atHour or nearMinute needs everyDays.");
      }
      if (addOn && wish.everyMinutes !== undefined) {
        refuse(execution, "The recurrence interval for an Add-on trigger must be at least one hour.");
      }
      return create(wish);
    },
  } satisfies Like<GoogleAppsScript.Script.ClockTriggerBuilder>);
  return self;
}

function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
