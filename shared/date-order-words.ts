import type { DateOrder } from "./date-order";
import type { DateOrderDoubt, SomeRows } from "./date-order-doubt";
import { count } from "./numbers";

const FIRST: Record<DateOrder, string> = { mdy: "the month first", dmy: "the day first", ymd: "the year first" };

/** The doubt in one sentence, its rows named as a sheet counts them. */
export function doubtSentence({ order, other, misfits, either }: DateOrderDoubt): string {
  const only = misfits.count === 1 ? "1 timestamp only makes" : `${count(misfits.count)} timestamps only make`;
  const read = either.count === 1 ? "1 other was read" : `${count(either.count)} others were read`;
  return (
    `Leads: ${only} sense with ${FIRST[other]} (${rowsInWords(misfits)}), ` +
    `but ${read} with ${FIRST[order]} (${rowsInWords(either)}).`
  );
}

/** What to do about it where a spreadsheet holds the table. */
export function doubtWayOutInSheet({ other }: DateOrderDoubt): string {
  return (
    `If this table writes ${FIRST[other]}, choose a locale that does under File > Settings, ` +
    "then type the timestamps of these rows again: a date keeps the day and month that it was first read with."
  );
}

/** What to do about it where the table is a file. */
export function doubtWayOutForFile({ other }: DateOrderDoubt): string {
  return `If this table writes ${FIRST[other]}, its date order has to be set to ${other} where the export is set up.`;
}

const MOST_ROWS = 5;

/** `row 4`, `rows 4 and 5`, `rows 4, 5, 6, 7, 8 and 1,204 more`, as a sheet counts them. */
function rowsInWords(rows: SomeRows): string {
  const names = rows.first.slice(0, MOST_ROWS).map((row) => String(row + 2));
  const last = rows.count > MOST_ROWS ? `${count(rows.count - MOST_ROWS)} more` : names.pop()!;
  return names.length === 0 ? `row ${last}` : `rows ${names.join(", ")} and ${last}`;
}
