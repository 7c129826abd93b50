import { displayedText } from "../../shared/cell";
import { NUMBER } from "../../shared/column-cells";
import type { Distinct, RawColumn } from "../inputs/table";
import { asTyped, textAt } from "../inputs/text-table";
import { memory } from "../kernel/kernel";

/**
 * The column with its number cells as their displayed text, for fields that are not timestamps. A number and a text that look alike
 * (7 and "7") become one distinct cell. The column given stays as it is.
 */
export function numbersAsText(column: RawColumn, rows: number): RawColumn {
  const { numbers, distinct } = column;
  if (numbers === null) return column;
  const codes = memory().int32(rows);
  codes.set(column.codes.subarray(0, rows));
  const known = textsLikeNumbers(distinct);
  const added = new Map<number, number>();
  const texts: Buffer[] = [];
  for (let row = 0; row < rows; row++) {
    if (codes[row] !== NUMBER) continue;
    let code = added.get(numbers[row]);
    if (code === undefined) {
      const text = displayedText(numbers[row]);
      code = known.get(text) ?? distinct.size + texts.length;
      if (!known.has(text)) texts.push(Buffer.from(text));
      added.set(numbers[row], code);
    }
    codes[row] = code;
  }
  return { ...column, codes, numbers: null, distinct: appended(distinct, texts) };
}

/** The displayed text of a double is never longer: `-1.2345678901234567e-300`. */
const LONGEST_NUMBER = 24;

function textsLikeNumbers(distinct: Distinct): Map<string, number> {
  const texts = asTyped(distinct);
  const known = new Map<string, number>();
  for (let code = 0; code < distinct.size; code++) {
    if (distinct.lengths[code] > LONGEST_NUMBER) continue;
    const text = textAt(texts, code);
    if (displayedText(Number(text)) === text) known.set(text, code);
  }
  return known;
}

function appended(distinct: Distinct, texts: Buffer[]): Distinct {
  const end = distinct.size === 0 ? 0 : distinct.starts[distinct.size - 1] + distinct.lengths[distinct.size - 1];
  const size = distinct.size + texts.length;
  const arena = memory().uint8(end + texts.reduce((sum, text) => sum + text.length, 0));
  arena.set(distinct.arena.subarray(0, end));
  const starts = memory().uint32(size);
  const lengths = memory().uint32(size);
  starts.set(distinct.starts.subarray(0, distinct.size));
  lengths.set(distinct.lengths.subarray(0, distinct.size));
  let at = end;
  texts.forEach((text, i) => {
    arena.set(text, at);
    starts[distinct.size + i] = at;
    lengths[distinct.size + i] = text.length;
    at += text.length;
  });
  return { size, arena, starts, lengths };
}
