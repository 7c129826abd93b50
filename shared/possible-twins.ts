import {
  CLEAN,
  type KeptApart,
  keyFields,
  type TabReadings,
  type Verdicts,
  type WordReadings,
  warningBit,
} from "./verdicts";

/** For each row that may repeat another: one such other row (0-based), the first of them where there are more. */
export function possibleTwins(readings: TabReadings, verdicts: Verdicts, apart?: KeptApart): Map<number, number> {
  const bit = warningBit("POSSIBLE_DUPLICATE");
  const fields = keyFields(readings);
  const groups = new Map<string, number[]>();
  for (let row = 0; row < readings.rows; row++) {
    if (verdicts.verdict[row] !== CLEAN || (verdicts.warnings[row] & bit) === 0) continue;
    const key = looseRowKey(fields, row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const twins = new Map<number, number>();
  for (const group of groups.values()) {
    for (const row of group) {
      const twin = group.find((other) => other !== row && !apart?.(row, other));
      if (twin !== undefined) twins.set(row, twin);
    }
  }
  return twins;
}

/** Equal for rows that only accents, punctuation or a legal suffix tell apart. */
function looseRowKey(fields: readonly WordReadings[], row: number): string {
  return fields
    .map(({ codes, keys, loose }) => {
      const reading = codes[row];
      const near = loose === null ? -1 : loose[reading];
      return near === -1 ? keys[reading] : `near ${near}`;
    })
    .join(" ");
}
