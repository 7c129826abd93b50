import { COMPANIES, LEADS, type TabContract } from "../../../shared/contract";
import { headerKey } from "../../../shared/headers";

const TABS = [LEADS, COMPANIES].map(({ fields }: TabContract) => {
  return new Map(fields.flatMap(({ name, header, aliases }) => [header, ...aliases].map((a) => [headerKey(a), name])));
});

/** How many fields of one tab, the tab of which there are more, have their very name or an alias among `words`: whether these are headers. */
export function knownNames(words: readonly string[]): number {
  const keys = words.filter((word) => word.length < 100).map(headerKey);
  return Math.max(...TABS.map((names) => new Set(keys.flatMap((key) => names.get(key) ?? [])).size));
}
