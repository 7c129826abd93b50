import type { TabName } from "../../shared/contract";
import type { SomeRows } from "../../shared/date-order-doubt";
import { type Binding, cellName, columnLetter } from "../../shared/headers";
import { countOf } from "../../shared/numbers";
import { isStatusHeader } from "../../shared/workbook";
import type { Notice } from "../words/report";

/**
 * What a person should know of the columns of a tab.
 * @param isFilled whether anything stands in a column without a header
 * @param repeated rows (from 0) that repeated the header
 */
export function columnNotices(
  tab: TabName,
  binding: Binding,
  isFilled: (index: number) => boolean,
  repeated: SomeRows,
): Notice[] {
  const near: Notice[] = binding.notices.map(({ code, sentence }) => ({ code, sentence }));
  const told = new Set(binding.notices.map(({ cell }) => cell));
  const ignored = binding.extra.filter(({ header, index }) => {
    if (told.has(cellName(tab, index, 1))) return false;
    if (isStatusHeader(header)) return false;
    return header !== "" || isFilled(index);
  });
  near.push(...repeatedHeaders(tab, repeated));
  if (ignored.length === 0) return near;
  const names = ignored.map(({ header, index }) => (header === "" ? `column ${columnLetter(index)}` : header));
  const sentence = `${tab}: ${names.length === 1 ? "a column is" : "columns are"} not part of the contract and ignored: ${names.join(", ")}.`;
  return [...near, { code: "EXTRA_COLUMNS", sentence }];
}

function repeatedHeaders(tab: TabName, { count, first }: SomeRows): Notice[] {
  if (count === 0) return [];
  const row = first[0] + 2;
  const which =
    count === 1
      ? `row ${row} repeats the header and is`
      : `rows ${row} and ${countOf(count - 1, "more", "more")} repeat the header and are`;
  return [{ code: "HEADER_REPEATED", sentence: `${tab}: ${which} taken for blank. Were several files joined?` }];
}
