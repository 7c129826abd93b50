import { type DateOrderDoubt, dateOrderDoubt } from "../../shared/date-order-doubt";
import { doubtSentence, doubtWayOutForFile, doubtWayOutInSheet } from "../../shared/date-order-words";
import type { TimeContext } from "../../shared/timestamp";
import { serialWall } from "../../shared/timestamp-number";
import { asTyped, textAt } from "../inputs/text-table";
import type { JudgedTable } from "../rules/judge-table";
import type { Notice } from "../words/report";

/**
 * Returns the notice that the timestamps of Leads are probably read in the wrong order of day and month, if they are.
 * @param source what a person can change about it
 */
export function dateOrderNotices(tab: JudgedTable, context: TimeContext, source: "file" | "spreadsheet"): Notice[] {
  return tab.contract.fields.flatMap(({ type }, i) => (type === "timestamp" ? noticesOf(tab, i, context, source) : []));
}

function noticesOf(
  { columns, readings: { rows } }: JudgedTable,
  field: number,
  context: TimeContext,
  source: "file" | "spreadsheet",
): Notice[] {
  const { codes, distinct, numbers, numbersAre } = columns[field];
  const texts = asTyped(distinct);
  const cells = {
    rows,
    texts: distinct.size,
    text: (code: number) => textAt(texts, code),
    code: (row: number) => codes[row],
    // Wall times were parsed from texts with the year first.
    wall: numbers === null || numbersAre === "wall" ? null : (row: number) => serialWall(numbers[row]),
  };
  return doubtNotices(dateOrderDoubt(cells, context), source);
}

/** Returns the notice of a doubt about the order of day and month, where there is one. */
export function doubtNotices(doubt: DateOrderDoubt | null, source: "file" | "spreadsheet"): Notice[] {
  if (doubt === null) return [];
  const wayOut = source === "file" ? doubtWayOutForFile(doubt) : doubtWayOutInSheet(doubt);
  return [{ code: "DATE_ORDER", sentence: `${doubtSentence(doubt)} ${wayOut}` }];
}
