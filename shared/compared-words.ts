import type { Answer, ColumnType } from "./answer";
import { type Compared, type Earlier, measureOf, type RowChange, type RowChanges } from "./compared";
import { count } from "./numbers";

/** The words of what changed, the same in every view. */

/** Returns the change of a figure: `+12`, `−3`, `no change`. */
export function signed(change: number): string {
  if (change === 0) return "no change";
  return `${change > 0 ? "+" : "−"}${count(Math.abs(change))}`;
}

/** Returns the earlier snapshots there are, the last one first; one that is both is there once. */
export function earlierOf(compared: Compared | null): Earlier[] {
  const { last = null, weekAgo = null } = compared ?? {};
  return [last, weekAgo?.snapshot === last?.snapshot ? null : weekAgo].filter((earlier) => earlier !== null);
}

/** Returns how a figure changed since each earlier snapshot, `then` being its value there: `+12 since yesterday, no change since a week ago`; '' when nothing can be said. */
function changeWords(compared: Compared | null, now: number, then: (earlier: Earlier) => number | null): string {
  const parts = earlierOf(compared).flatMap((earlier) => {
    const before = then(earlier);
    return before === null ? [] : [`${signed(now - before)} ${earlier.since}`];
  });
  return parts.join(", ");
}

/** Returns how the clean leads changed; '' when nothing can be said. */
export function leadsChange(compared: Compared | null, clean: number): string {
  return changeWords(compared, clean, ({ counts }) => counts.leads.clean);
}

/** Returns how what an answer counts changed; '' when nothing can be said. */
export function answerChange(compared: Compared | null, { question, used }: Pick<Answer, "question" | "used">): string {
  if (used === null) return "";
  return changeWords(compared, used, ({ answers }) => answers.find((one) => one.question === question)?.total ?? null);
}

/** How each row of an answer changed since one earlier snapshot. */
export interface RowFigures {
  /** `since yesterday`. */
  readonly since: string;
  /** `+2`, `−1`, `new`; '' where the figure is the same, or its day had not come. In the order of the rows. */
  readonly changes: readonly string[];
}

/** Returns how the rows of an answer changed since each earlier snapshot with which they can be compared. */
export function rowFigures(compared: Compared | null, answer: Answer): RowFigures[] {
  const measure = measureOf(answer);
  if (measure === undefined) return [];
  // A day that was not there had not come, or its window has moved.
  const absent = answer.columns.some(({ type }) => TIMES.has(type)) ? "" : "new";
  return earlierOf(compared).flatMap(({ since, answers }) => {
    const earlier = answers.find(({ question }) => question === answer.question);
    if (earlier === undefined) return [];
    const changes = answer.rows.map((row, i) => {
      const then = earlier.rows[i] ?? null;
      return then === null ? absent : changeOf(Number(row[measure.name]), then);
    });
    return [{ since, changes }];
  });
}

const TIMES: ReadonlySet<ColumnType> = new Set<ColumnType>(["day", "month", "year"]);

function changeOf(now: number, then: number): string {
  return now === then ? "" : signed(now - then);
}

const ROW_WORDS: readonly (readonly [RowChange, one: string, many: string])[] = [
  ["new", "new", "new"],
  ["gone", "gone", "gone"],
  ["changed", "changed", "changed"],
  ["repeat", "now repeats another", "now repeat others"],
  ["held", "now waits for correction", "now wait for correction"],
];

/** Returns what became of the rows of both tabs since the last snapshot, a sentence for each that changed; empty when there is none to compare with. */
export function rowSentences(compared: Compared | null): string[] {
  const last = compared?.last;
  if (last == null) return [];
  const { leads, companies } = last.rows;
  const sentences = [["Leads", leads] as const, ["Companies", companies] as const].flatMap(([tab, rows]) => {
    const parts = partsOf(rows);
    return parts.length === 0 ? [] : [`${tab} ${last.since}: ${parts.join(", ")}.`];
  });
  return sentences.length === 0 ? [`No clean row changed ${last.since}.`] : sentences;
}

function partsOf(rows: RowChanges): string[] {
  return ROW_WORDS.flatMap(([change, one, many]) => {
    const value = rows[change];
    return value === 0 ? [] : [`${count(value)} ${value === 1 ? one : many}`];
  });
}
