import { count } from "../../shared/numbers";
import { effectOf, wordsOf } from "../words/problem-words";
import type { Report } from "../words/report";
import { table } from "./table";

/** How many rows have each kind of problem, and what it does to them. */
export function problemKinds(problems: Report["problems"]): string {
  const columns = [
    { label: "tab", align: "left" },
    { label: "rows", align: "right" },
    { label: "effect", align: "left" },
    { label: "problem", align: "left" },
    { label: "code", align: "left" },
  ] as const;
  const rows = problems.map(({ tab, code, rows }) => [tab, count(rows), effectOf(code), wordsOf(code), code]);
  return table([...columns], rows);
}
