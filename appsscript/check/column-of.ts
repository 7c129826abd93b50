import type { ColumnCells } from "../../shared/column-cells";
import { MAX_CELL_LENGTH } from "../../shared/text";

/**
 * The column whose rows have these codes, its texts as bytes too where they are of ASCII and not too long for a name: no text encoder is to
 * be had. `walls` as `ColumnCells.numbers`.
 */
export function columnOf(codes: Int32Array, texts: readonly string[], walls: Float64Array | null): ColumnCells {
  const size = texts.length;
  const starts = new Uint32Array(size);
  const lengths = new Uint32Array(size);
  let room = 0;
  for (let i = 0; i < size; i++) if (texts[i].length <= MAX_CELL_LENGTH) room += texts[i].length;
  const arena = new Uint8Array(room);
  let used = 0;
  for (let i = 0; i < size; i++) {
    const text = texts[i];
    starts[i] = used;
    if (text.length > MAX_CELL_LENGTH) continue;
    let at = 0;
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit > 0x7f) break;
      arena[used + at] = unit;
    }
    if (at < text.length) continue;
    lengths[i] = at;
    used += at;
  }
  return { codes, size, arena, starts, lengths, text: (i) => texts[i], numbers: walls, numbersAre: "wall" };
}
