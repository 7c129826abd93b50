import type { Counts } from "../shared/counts";
import { count } from "../shared/numbers";

/** What became of the rows: `1,180 clean, 1 repeat, 12 held`. Nothing is said of what there is none of. */
export function byVerdict({ clean, duplicate, held, blank }: Counts): string {
  const parts = [
    [clean, "clean"],
    [duplicate, duplicate === 1 ? "repeat" : "repeats"],
    [held, "held"],
    [blank, "blank"],
  ] as const;
  return parts
    .filter(([rows]) => rows > 0)
    .map(([rows, word]) => `${count(rows)} ${word}`)
    .join(", ");
}
