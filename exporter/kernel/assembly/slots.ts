/** An entry of a table with open addressing has 16 bytes: two words of its own, and its hash. */
export const HASH_AT: usize = 8;

/**
 * Puts the entries from number 1 up to `end` into `slots`, which has `mask` + 1 of them: the low bits of a hash choose the slot, where its high bits
 * stand beside the entry's number.
 * @param entries where entry 0 is, or would be
 */
export function fillSlots(slots: usize, mask: u32, entries: usize, end: u32): void {
  memory.fill(slots, 0, (usize(mask) + 1) << 2);
  for (let entry: u32 = 1; entry < end; entry++) {
    const hash = load<u32>(entries + (entry << 4), HASH_AT);
    let slot = hash & mask;
    while (load<u32>(slots + (slot << 2)) !== 0) slot = (slot + 1) & mask;
    store<u32>(slots + (slot << 2), (hash & ~mask) | entry);
  }
}
