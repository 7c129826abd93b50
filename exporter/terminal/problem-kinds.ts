import { HELD_CODES, type ProblemCode } from "../../shared/problem";
import { PROBLEM_WORDS } from "../problem-words";
import type { Report } from "../report";
import { count } from "./numbers";
import { table } from "./table";

const held: readonly string[] = HELD_CODES;

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

/** What the code says in words; a code of another version stands for itself. */
export function wordsOf(code: string): string {
  return PROBLEM_WORDS[code as ProblemCode] ?? code;
}

/** What a problem does to its row. */
export function effectOf(code: string): string {
  if (code === "DUPLICATE") return "not counted";
  return held.includes(code) ? "held" : "counted";
}
