import type { Counts } from "../../shared/counts";
import { count } from "../../shared/numbers";
import { VERDICT_WORDS } from "../../shared/verdict-words";

/** What became of the rows: `1,180 clean, 1 repeat, 12 waiting`. Nothing is said of what there is none of. */
export function byVerdict({ clean, duplicate, held, blank }: Counts): string {
  const parts = [
    [clean, VERDICT_WORDS.clean],
    [duplicate, `${VERDICT_WORDS.duplicate}${duplicate === 1 ? "" : "s"}`],
    [held, VERDICT_WORDS.held],
    [blank, VERDICT_WORDS.blank],
  ] as const;
  return parts
    .filter(([rows]) => rows > 0)
    .map(([rows, word]) => `${count(rows)} ${word}`)
    .join(", ");
}
