import { displayedText } from "../../shared/cell";
import { Dictionary } from "../inputs/files/dictionary";
import type { RawColumn } from "../inputs/table";
import { kernel, memory } from "../kernel/kernel";

/**
 * The column with its number cells as their displayed text, for fields that are not timestamps. A number and a text that look alike
 * (7 and "7") become one distinct cell. The column given stays as it is.
 */
export function numbersAsText(column: RawColumn, rows: number): RawColumn {
  const { numbers, distinct } = column;
  if (numbers === null) return column;
  const codes = memory().int32(rows);
  const dictionary = new Dictionary();
  memory().withScratch((scratch) => {
    const map = dictionary.add(distinct, scratch);
    kernel().mapCodes(scratch.addressOf(column.codes), rows, map, codes.byteOffset);
  });
  dictionary.addNumbers(codes, numbers, displayedText);
  return { ...column, codes, numbers: null, distinct: dictionary.distinct() };
}
