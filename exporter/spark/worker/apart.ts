import type { TabContract } from "../../../shared/contract";
import { pairHash, uniqueKeyOf } from "../../../shared/kept-apart";

/** A row that may repeat others of its group: its sheet row, and its cells as they were typed. */
interface Near {
  readonly row: number;
  readonly typed: readonly (string | null)[];
}

/** Of a group, as JSON: the sheet rows that are kept apart from all its others. */
export function apartRows(line: Buffer, contract: TabContract, pairs: ReadonlySet<string>): number[] {
  const group = (JSON.parse(line.toString("utf8")) as readonly Near[]).map(({ row, typed }) => {
    return { row, key: uniqueKeyOf(contract, (field) => typed[field] ?? "") };
  });
  return group
    .filter((one) => group.every((other) => other === one || pairs.has(pairHash(one.key, other.key))))
    .map(({ row }) => row);
}
