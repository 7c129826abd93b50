import { fieldOf, type ProblemSources, problemDetails, problemsToCorrect } from "../../shared/row-problems";
import { problemSentence, statusText } from "../../shared/sentences";
import { STATUS } from "../../shared/status";
import { BLANK, CLEAN, type RowProblem, VERDICT_NAMES } from "../../shared/verdicts";
import type { JudgedSheet } from "./judge-sheet";

/** The text of Status for every row. `stamps` as in `problemsToCorrect`. */
export function statusTexts(tab: JudgedSheet, sources: ProblemSources, stamps: boolean): string[] {
  const { verdict, warnings } = tab.verdicts;
  const known = new Map<string, string>();
  const texts: string[] = new Array(verdict.length);
  for (let row = 0; row < verdict.length; row++) {
    if (verdict[row] === CLEAN && warnings[row] === 0) texts[row] = STATUS.ok;
    else if (verdict[row] === BLANK) texts[row] = "";
    else texts[row] = troubled(row);
  }
  return texts;

  function troubled(row: number): string {
    const problems = problemsToCorrect(tab, row, stamps);
    const key = sameFor(tab, row, problems);
    let text = key === null ? undefined : known.get(key);
    if (text === undefined) {
      const sentences = problems.map((problem) => {
        const field = fieldOf(tab.contract, problem);
        const details = problemDetails(tab, row, problem, sources);
        const noun = field?.noun ?? null;
        return { code: problem.code, noun, sentence: problemSentence(problem.code, noun, details) };
      });
      text = statusText(VERDICT_NAMES[verdict[row]], sentences);
      if (key !== null) known.set(key, text);
    }
    return text;
  }
}

/** Equal for rows whose Status is the same; `null` when it may differ from row to row. */
function sameFor({ readings, verdicts }: JudgedSheet, row: number, problems: readonly RowProblem[]): string | null {
  let key = `${verdicts.verdict[row]}`;
  for (const { code, field } of problems) {
    const codes = readings.fields[field]?.codes;
    if (code === "MISSING" || code === "EXTRA_CELLS") key += ` ${code} ${field}`;
    else if (codes) key += ` ${code} ${field} ${codes[row]}`;
    else return null;
  }
  return key;
}
