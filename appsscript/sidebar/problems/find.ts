import type { ProblemCode } from "../../../shared/problem";
import type { ProblemItem, ProblemList } from "../../rpc";
import { folded } from "../words";

/** The listed problems of a kind (`null`: of all) that have every word of the query. */
export function find(list: ProblemList, code: ProblemCode | null, query: string): ProblemItem[] {
  const words = folded(query).split(/\s+/).filter(Boolean);
  return list.items.filter((item) => {
    if (code !== null && item.code !== code) return false;
    if (words.length === 0) return true;
    const text = folded([item.rowName, item.value, item.sentence, item.cell, item.tab].join("\n"));
    return words.every((word) => text.includes(word));
  });
}

/** How many problems of a kind (`null`: of all) are not among those listed. */
export function unlisted(list: ProblemList, code: ProblemCode | null): number {
  const known = code === null ? list.total : (list.kinds.find((kind) => kind.code === code)?.rows ?? 0);
  return list.total > list.items.length ? Math.max(0, known - find(list, code, "").length) : 0;
}
