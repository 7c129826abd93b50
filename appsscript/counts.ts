import type { ProblemList } from "./rpc";

/** `1,204` */
export function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

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
    .map(([rows, word]) => `${number(rows)} ${word}`)
    .join(", ");
}
