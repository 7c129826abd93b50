import { looseHash, looseHashOfAscii } from "../../shared/loose-hash";
import { looseIds as idsOfHashes } from "../../shared/loose-ids";
import { isPlainAscii, looseCompanyKey, looseKey } from "../../shared/text";
import { NO_FLAW } from "../../shared/verdicts";
import { textAt } from "../inputs/text-table";
import type { TextReadings } from "./text-column";

/**
 * The loose ids of a text field's readings. Loose keys are compared by their 53-bit hashes: a string per name would cost more than all
 * other rules.
 */
export function looseIds({ size, flaws, texts, keys, repaired }: TextReadings, company: boolean): Int32Array | null {
  const { arena, starts, lengths } = texts;
  const key = company ? looseCompanyKey : looseKey;
  const hashes = new Float64Array(size).fill(Number.NaN);
  for (let i = 0; i < size; i++) {
    if (flaws[i] !== NO_FLAW) continue;
    const start = starts[i];
    const end = start + lengths[i];
    // Texts in the arena are mostly plain ASCII; tidied ones are few.
    hashes[i] =
      start < arena.length && isPlainAscii(arena, start, end)
        ? looseHashOfAscii(arena, start, end, company)
        : looseHash(Buffer.from(key(repaired.get(i) ?? textAt(texts, i))));
  }
  return idsOfHashes(hashes, keys);
}
