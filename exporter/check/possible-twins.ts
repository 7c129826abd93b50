import { CLEAN, warningBit } from "../../shared/verdicts";
import type { CheckedTab } from "../rules/checked";

/** For each row that may repeat another: one such other row (0-based), the first of them where there are more. */
export function possibleTwins({ readings, verdicts }: CheckedTab): Map<number, number> {
  const bit = warningBit("POSSIBLE_DUPLICATE");
  const first = new Map<string, number>();
  const twins = new Map<number, number>();
  for (let row = 0; row < readings.rows; row++) {
    if (verdicts.verdict[row] !== CLEAN || (verdicts.warnings[row]! & bit) === 0) continue;
    const key = looseRowKey(readings, row);
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, row);
      continue;
    }
    twins.set(row, other);
    if (!twins.has(other)) twins.set(other, row);
  }
  return twins;
}

/** Equal for rows that only accents, punctuation or a legal suffix tell apart. */
function looseRowKey({ fields, uniqueKey }: CheckedTab["readings"], row: number): string {
  return uniqueKey
    .map((i) => {
      const { codes, keys, loose } = fields[i]!;
      const reading = codes[row]!;
      const near = loose === null ? -1 : loose[reading]!;
      return near === -1 ? keys[reading] : `near ${near}`;
    })
    .join(" ");
}
