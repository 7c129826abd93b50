import type { Answer, AnswerColumn } from "./answer";
import type { Counts } from "./counts";
import { isFigures } from "./shown";

/** What a snapshot is compared with, and what became of the rows since. */
export interface Compared {
  /** The snapshot that was current before; `null`: there was none, or nothing can be said of it. */
  readonly last: (Earlier & { readonly rows: { readonly leads: RowChanges; readonly companies: RowChanges } }) | null;
  /** The last one of the same day a week ago, likewise. */
  readonly weekAgo: Earlier | null;
}

/** What an earlier snapshot said. */
export interface Earlier {
  readonly snapshot: string;
  /** ISO 8601, UTC. */
  readonly asOf: string;
  /** When that was, as a reader says it: `since yesterday`. */
  readonly since: string;
  readonly counts: { readonly leads: Counts; readonly companies: Counts };
  /** Of the answers that can be compared, in today's order. */
  readonly answers: readonly EarlierAnswer[];
}

export interface EarlierAnswer {
  readonly question: string;
  /** What its rows came to; `null` when they come to nothing, as averages do. */
  readonly total: number | null;
  /** For each row of today's answer, what its measure was then; `null`: the row was not there. */
  readonly rows: readonly (number | null)[];
}

/** Returns the column of an answer that changes: that of its chart's bars, else its last figures. */
export function measureOf({ columns, chart }: Pick<Answer, "columns" | "chart">): AnswerColumn | undefined {
  return columns.find(({ name }) => name === chart?.y) ?? columns.filter(({ type }) => isFigures(type)).at(-1);
}

/**
 * What became of the clean rows of a tab. A row is the same where its unique key is, by today's rules, wherever it stands and however it
 * is written. The clean rows then + `new` - `held` - `repeat` - `gone` are the clean rows now.
 */
export type RowChanges = Readonly<Record<RowChange, number>>;

/**
 * `new`: it was no clean row. `changed`: a field holds something else. `held`: it waits for a correction now. `repeat`: it repeats another
 * row now. `gone`: it is no row any more.
 */
export const ROW_CHANGES = ["new", "changed", "held", "repeat", "gone"] as const;
export type RowChange = (typeof ROW_CHANGES)[number];
