import { looseHash, looseHashOfAscii } from "../../shared/loose-hash";
import { isPlainAscii, looseCompanyKey, looseKey } from "../../shared/text";
import { NO_FLAW } from "../../shared/verdicts";
import type { TextReadings } from "./text-column";
import { textAt } from "./text-table";

/**
 * Loose ids of a text field's readings: readings share one when only accents, punctuation or, for a company, a legal suffix tells
 * their keys apart. -1 where no other key is that near; `null` when that is so everywhere.
 * Loose keys are compared by their 53-bit hashes: a string per name would cost more than all other rules.
 */
export function looseIds(readings: TextReadings, company: boolean): Int32Array | null {
  const { size, keys } = readings;
  const ids = firstWithHash(readings, company);
  const near = new Uint8Array(size);
  let any = false;
  for (let i = 0; i < size; i++) {
    if (ids[i] === -1 || keys[ids[i]] === keys[i]) continue;
    near[ids[i]] = 1;
    any = true;
  }
  if (!any) return null;
  for (let i = 0; i < size; i++) if (ids[i] !== -1 && near[ids[i]] === 0) ids[i] = -1;
  return ids;
}

/** Reading -> the first reading whose loose key has the same hash; -1 for flawed readings. */
function firstWithHash({ size, flaws, texts }: TextReadings, company: boolean): Int32Array {
  const { arena, starts, lengths } = texts;
  const first = new Int32Array(size).fill(-1);
  // Pairs of hash and reading + 1, side by side: one wait for memory instead of two.
  const slots = new Float64Array(2 * 2 ** Math.ceil(Math.log2(2 * size + 2)));
  const wrap = slots.length - 1;
  for (let i = 0; i < size; i++) {
    if (flaws[i] !== NO_FLAW) continue;
    const start = starts[i];
    const end = start + lengths[i];
    // Texts in the arena are mostly plain ASCII; tidied ones are few.
    const hash =
      start < arena.length && isPlainAscii(arena, start, end)
        ? looseHashOfAscii(arena, start, end, company)
        : looseHash(Buffer.from(company ? looseCompanyKey(textAt(texts, i)) : looseKey(textAt(texts, i))));
    let slot = (2 * (hash % 2 ** 30)) & wrap;
    while (slots[slot + 1] !== 0 && slots[slot] !== hash) slot = (slot + 2) & wrap;
    if (slots[slot + 1] === 0) {
      slots[slot] = hash;
      slots[slot + 1] = i + 1;
    }
    first[i] = slots[slot + 1] - 1;
  }
  return first;
}
