import type { DateOrder } from "../../shared/date-order";
import { cellName } from "../../shared/headers";
import { readTimestamp, type TimeContext } from "../../shared/timestamp";
import { asTyped, textAt } from "../inputs/text-table";
import type { CheckedLeads } from "../rules/checked";
import type { Notice } from "../words/report";

const WORDS: Record<DateOrder, string> = { mdy: "the month first", dmy: "the day first", ymd: "the year first" };

/**
 * Some dates of the column only make sense with day and month the other way round, while others were read as they stand: then the latter
 * are probably wrong too, and nobody would notice.
 */
export function dateOrderNotices(
  { columns, readings, contract, binding }: CheckedLeads,
  context: TimeContext,
): Notice[] {
  const other = { mdy: "dmy", dmy: "mdy", ymd: null }[context.dateOrder] as DateOrder | null;
  if (other === null) return [];
  const { codes, distinct } = columns[columns.length - 1];
  const texts = asTyped(distinct);
  const kinds = Array.from({ length: distinct.size }, (_, i) => kindOf(textAt(texts, i), context, other));
  const rows = { misfit: 0, either: 0 };
  let first = -1;
  for (let row = 0; row < readings.rows; row++) {
    const kind = codes[row] < 0 ? null : kinds[codes[row]];
    if (kind === null) continue;
    rows[kind]++;
    if (kind === "misfit" && first === -1) first = row;
  }
  if (rows.misfit === 0 || rows.either === 0) return [];
  const place = cellName(contract.tab, binding.columns.operator_timestamp, first + 2);
  const held = rows.misfit === 1 ? "1 timestamp only makes" : `${rows.misfit} timestamps only make`;
  const read = rows.either === 1 ? "1 other was read" : `${rows.either} others were read`;
  const sentence =
    `${contract.tab}: ${held} sense with ${WORDS[other]} (first: ${place}), but ${read} with ${WORDS[context.dateOrder]}. ` +
    `If this table writes ${WORDS[other]}, say so with --date-order ${other} or in the workbook's locale.`;
  return [{ code: "DATE_ORDER", sentence }];
}

/** `misfit`: a date in the other order only. `either`: a date in both, and not the same one. */
function kindOf(text: string, context: TimeContext, other: DateOrder): "misfit" | "either" | null {
  const reading = readTimestamp(text, context);
  const swapped = readTimestamp(text, { ...context, dateOrder: other });
  if (Number.isNaN(swapped.instant)) return null;
  if (Number.isNaN(reading.instant)) return "misfit";
  return swapped.instant === reading.instant ? null : "either";
}
