import { leadKey, pairHash } from "../../shared/kept-apart";
import type { KeptApart } from "../../shared/verdicts";
import type { RawColumn } from "../inputs/table";
import { asTyped, textAt } from "../inputs/text-table";

/**
 * Whether a person found two rows of Leads to be two leads.
 * @param columns the bound columns, in contract order
 * @param pairs `pairHash` of every such pair
 */
export function keptApart(columns: readonly RawColumn[], pairs: ReadonlySet<string>): KeptApart {
  const keys = new Map<number, string[]>();
  const keyOf = (row: number) => {
    let key = keys.get(row);
    if (key === undefined) {
      const [company, firstName, lastName, , country] = columns;
      const text = ({ distinct, codes }: RawColumn) => textAt(asTyped(distinct), codes[row]);
      key = leadKey(text(company), text(firstName), text(lastName), text(country));
      keys.set(row, key);
    }
    return key;
  };
  return (one, other) => pairs.has(pairHash(keyOf(one), keyOf(other)));
}
