import type { Answer, ColumnType } from "./answer";
import { type Compared, type Earlier, measureOf, type RowChange, type RowChanges } from "./compared";
import type { TabName } from "./contract";
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
export interface RowDifferences {
  /** `since yesterday`. */
  readonly since: string;
  /** In the order of the rows: by how much the figure changed; `new`: the row was not there; `null`: its day had not come, or has left the window. */
  readonly changes: readonly (number | "new" | null)[];
}

/** Returns how the rows of an answer changed since each earlier snapshot with which they can be compared. */
export function rowDifferences(compared: Compared | null, answer: Answer): RowDifferences[] {
  const measure = measureOf(answer);
  if (measure === undefined) return [];
  // A day that was not there had not come, or its window has moved.
  const absent = answer.columns.some(({ type }) => TIMES.has(type)) ? null : "new";
  return earlierOf(compared).flatMap(({ since, answers }) => {
    const earlier = answers.find(({ question }) => question === answer.question);
    if (earlier === undefined) return [];
    const changes = answer.rows.map((row, i) => {
      const then = earlier.rows[i] ?? null;
      return then === null ? absent : Number(row[measure.name]) - then;
    });
    return [{ since, changes }];
  });
}

/** The same in words. */
export interface RowFigures {
  readonly since: string;
  /** `+2`, `−1`, `new`; '' where the figure is the same, or nothing can be said. */
  readonly changes: readonly string[];
}

export function rowFigures(compared: Compared | null, answer: Answer): RowFigures[] {
  return rowDifferences(compared, answer).map(({ since, changes }) => ({
    since,
    changes: changes.map(differenceWords),
  }));
}

/** Returns the change of one row, as `rowFigures` says it. */
export function differenceWords(change: number | "new" | null): string {
  if (change === null || change === 0) return "";
  return change === "new" ? change : signed(change);
}

const TIMES: ReadonlySet<ColumnType> = new Set<ColumnType>(["day", "month", "year"]);

const ROW_WORDS: readonly (readonly [RowChange, one: string, many: string])[] = [
  ["new", "new", "new"],
  ["gone", "gone", "gone"],
  ["changed", "changed", "changed"],
  ["repeat", "now repeats another", "now repeat others"],
  ["held", "now waits for correction", "now wait for correction"],
];

/** What became of the rows of a tab: `Leads since yesterday`, and how many of each kind, in words. */
export interface TabChange {
  readonly tab: TabName;
  readonly words: string;
  /** `31 new`. */
  readonly parts: readonly { readonly change: RowChange; readonly rows: number; readonly words: string }[];
}

/** Returns what became of the rows of each tab in which some changed since the last snapshot. */
export function tabChanges(compared: Compared | null): TabChange[] {
  const last = compared?.last;
  if (last == null) return [];
  const { leads, companies } = last.rows;
  return [["Leads", leads] as const, ["Companies", companies] as const].flatMap(([tab, rows]) => {
    const parts = partsOf(rows);
    return parts.length === 0 ? [] : [{ tab, words: `${tab} ${last.since}`, parts }];
  });
}

/** Returns whether a row of either tab changed since the last snapshot, or there was none. */
export function hasChanged(compared: Compared | null): boolean {
  return compared?.last == null || tabChanges(compared).length > 0;
}

/** Returns what became of the rows of both tabs since the last snapshot, a sentence for each that changed, and with what nothing can be compared. */
export function rowSentences(compared: Compared | null): string[] {
  const sentences = tabChanges(compared).map(
    ({ words, parts }) => `${words}: ${parts.map((part) => part.words).join(", ")}.`,
  );
  return [...sentences, ...restSentences(compared)];
}

/** Returns those of the sentences that name no rows: that none changed, or that there is nothing to compare with. */
export function restSentences(compared: Compared | null): string[] {
  const { last = null, weekAgo = null } = compared ?? {};
  if (last === null && weekAgo === null) return ["There is no earlier snapshot to compare with."];
  if (last === null) return ["The snapshot before this one cannot be compared with it."];
  return [
    ...(tabChanges(compared).length === 0 ? [`No clean row changed ${last.since}.`] : []),
    ...(weekAgo === null ? ["There is no snapshot of the same day a week ago to compare with."] : []),
  ];
}

function partsOf(rows: RowChanges): TabChange["parts"] {
  return ROW_WORDS.flatMap(([change, one, many]) => {
    const value = rows[change];
    return value === 0 ? [] : [{ change, rows: value, words: `${count(value)} ${value === 1 ? one : many}` }];
  });
}
