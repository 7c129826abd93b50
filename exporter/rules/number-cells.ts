import { displayedText } from "../../shared/cell";
import { type Distinct, NUMBER, type RawColumn } from "../table";

/** The column with its number cells as their displayed text, for fields that are not timestamps. */
export function numbersAsText(column: RawColumn, rows: number): RawColumn {
  const { numbers, codes, distinct } = column;
  if (numbers === null) return column;
  const added = new Map<number, number>();
  const texts: Buffer[] = [];
  for (let row = 0; row < rows; row++) {
    if (codes[row] !== NUMBER) continue;
    let code = added.get(numbers[row]);
    if (code === undefined) {
      code = distinct.size + texts.length;
      added.set(numbers[row], code);
      texts.push(Buffer.from(displayedText(numbers[row])));
    }
    codes[row] = code;
  }
  return { ...column, codes, numbers: null, distinct: appended(distinct, texts) };
}

function appended(distinct: Distinct, texts: Buffer[]): Distinct {
  const end = distinct.size === 0 ? 0 : distinct.starts[distinct.size - 1] + distinct.lengths[distinct.size - 1];
  const size = distinct.size + texts.length;
  const arena = new Uint8Array(end + texts.reduce((sum, text) => sum + text.length, 0));
  arena.set(distinct.arena.subarray(0, end));
  const starts = new Uint32Array(size);
  const lengths = new Uint32Array(size);
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
