import { pairHash, pairOfRow } from "../../../shared/kept-apart";
import type { Row } from "./values";

/**
 * The pairs of the tab "Not duplicates" as `pairHash` names them, each once and in order, whoever decided and when. Row 1 is the header;
 * a row that is no whole pair is not counted.
 */
export function apartPairs(rows: readonly Row[]): string[] {
  const pairs = rows.slice(1).flatMap((row) => pairOfRow(row) ?? []);
  return [...new Set(pairs.map(({ one, other }) => pairHash(one, other)))].sort();
}
