import { thousands } from "../shared/thousands";
import type { ProblemList } from "./rpc";

/** What became of the rows: `1,180 clean, 1 repeat, 12 held`. Nothing is said of what there is none of. */
export function byVerdict({ clean, duplicate, held, blank }: ProblemList["counts"]): string {
  const parts = [
    [clean, "clean"],
    [duplicate, duplicate === 1 ? "repeat" : "repeats"],
    [held, "held"],
    [blank, "blank"],
  ] as const;
  return parts
    .filter(([rows]) => rows > 0)
    .map(([rows, word]) => `${thousands(rows)} ${word}`)
    .join(", ");
}
