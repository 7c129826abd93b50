import type { Cell } from "../../shared/cell";
import { LEADS } from "../../shared/contract";
import { type IsOfPerson, NAMES } from "../inputs/person";

/**
 * What the service keeps of an export, without a person among the rows that it lists: those of an answer that has columns with names and,
 * in what an older version kept, those that vanished or appeared, by their unique key. Returns how many went, too.
 */
export function exportWithout(text: string, isTheirs: IsOfPerson): { text: string; rows: number } {
  let removed = 0;
  const isListed = (value: unknown): boolean => {
    if (typeof value !== "object" || value === null) return false;
    const row = value as Record<string, Cell>;
    if (NAMES.every((field) => row[field] != null)) return isTheirs((field) => row[field]);
    const { key } = value as { key?: unknown };
    if (!Array.isArray(key) || key.length !== LEADS.uniqueKey.length) return false;
    const fields: readonly string[] = LEADS.uniqueKey;
    return isTheirs((field) => key[fields.indexOf(field)]);
  };
  const left = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      const kept = value.filter((one) => !isListed(one));
      removed += value.length - kept.length;
      return kept.map(left);
    }
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, left(part)]));
  };
  try {
    const cleaned = left(JSON.parse(text));
    return removed === 0 ? { text, rows: 0 } : { text: JSON.stringify(cleaned), rows: removed };
  } catch {
    // Damaged: the service takes it for none.
    return { text, rows: 0 };
  }
}
