import type { ColumnCells } from "../../shared/column-cells";
import { MAX_CELL_LENGTH } from "../../shared/text";

/** Gives every distinct text of a column a code, in order of arrival, and keeps those of ASCII as bytes too. */
export class DistinctTexts {
  private readonly known = new Map<string, number>();
  private readonly texts: string[] = [];
  private arena = new Uint8Array(1 << 12);
  private readonly starts: number[] = [];
  private readonly lengths: number[] = [];
  private used = 0;

  codeOf(text: string): number {
    let code = this.known.get(text);
    if (code === undefined) {
      code = this.texts.push(text) - 1;
      this.known.set(text, code);
      const length = this.putBytes(text);
      this.starts.push(this.used);
      this.lengths.push(length);
      this.used += length;
    }
    return code;
  }

  /** The column whose rows have these codes; `walls` as `ColumnCells.numbers`. */
  column(codes: Int32Array, walls: Float64Array | null): ColumnCells {
    const { texts, arena } = this;
    const [starts, lengths] = [Uint32Array.from(this.starts), Uint32Array.from(this.lengths)];
    const text = (i: number) => texts[i];
    return { codes, size: texts.length, arena, starts, lengths, text, numbers: walls, numbersAre: "wall" };
  }

  /** Returns how many bytes were written: none for a text that is not of ASCII, or too long for a name. No text encoder is to be had. */
  private putBytes(text: string): number {
    const { length } = text;
    if (length > MAX_CELL_LENGTH) return 0;
    const { used } = this;
    if (used + length > this.arena.length) {
      const larger = new Uint8Array(2 * (used + length));
      larger.set(this.arena);
      this.arena = larger;
    }
    const { arena } = this;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (unit > 0x7f) return 0;
      arena[used + i] = unit;
    }
    return length;
  }
}
