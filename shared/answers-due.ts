import { weekday } from "./calendar";

/** When the answers are sent: on each day's first run, on the first one since a day of the week, or when a row has changed. */
export const WHEN = ["daily", "weekly", "change"] as const;

export interface When {
  readonly when: (typeof WHEN)[number];
  /** Of `weekly`; 0 is Sunday. */
  readonly weekday: number;
}

/** What a reader was told last. */
export interface Told {
  /** The local day (a day number) of the answers. */
  readonly day: number;
  readonly snapshot: string;
  /** Whether something was to be told since, and could not be. */
  readonly owed: boolean;
}

/** The answers there are to tell of. */
export interface News {
  readonly day: number;
  readonly snapshot: string;
  /** Whether a row changed since the snapshot before, or there was none. */
  readonly isChanged: boolean;
}

/** Returns whether readers are to be told, `told` being what they were told last. Never of the same snapshot twice, nor of days that are past. */
export function isDue({ when, weekday: wanted }: When, told: Told | null, { day, snapshot, isChanged }: News): boolean {
  if (told === null) return true;
  if (told.snapshot === snapshot || day < told.day) return false;
  if (told.owed) return true;
  if (when === "change") return isChanged;
  const since = when === "daily" ? day : day - ((weekday(day) - wanted + 7) % 7);
  return told.day < since;
}
