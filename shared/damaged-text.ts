import { withoutEntities } from "./html-entities";
import { withoutMojibake } from "./mojibake";
import { tidy } from "./text";

/** Whether a closer look may find damage: a character lost, an entity, or a letter and a sign that UTF-8 bytes turn into. */
const SIGNS = /[\ufffd\ud800-\udfff]|&#?[A-Za-z0-9]+;|[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122]/;
const MOST_STEPS = 4;

/** How a text is damaged. */
export interface Damage {
  /** The tidied text as it was meant; `null` where what is lost cannot be told. */
  readonly repaired: string | null;
}

/**
 * Returns how a cell's text is damaged, or `null` when it is not: UTF-8 read as Windows-1252 or Latin-1 (`JosÃ©`), HTML entities
 * (`J&#233;r&ocirc;me`), or characters that are lost (U+FFFD).
 * @param text as the cell has it: tidying drops characters that say what a damaged one was
 */
export function damageOf(text: string): Damage | null {
  if (!SIGNS.test(text)) return null;
  const tidied = tidy(text);
  if (tidied.includes("\ufffd")) return { repaired: null };
  let repaired = text;
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const next = withoutEntities(repaired);
    const read = withoutMojibake(next) ?? next;
    if (read === repaired) break;
    repaired = read;
  }
  const meant = tidy(repaired);
  if (meant !== tidied && meant !== "") return { repaired: meant };
  // Half of a typographic mark: no language writes a euro sign behind this letter.
  return tidied.includes("â€") ? { repaired: null } : null;
}
