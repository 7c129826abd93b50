import {
  BooleanNumber,
  HorizontalAlign,
  type IStyleData,
  type Nullable,
  VerticalAlign,
  WrapStrategy,
} from "@univerjs/core";
import type { Line, Style } from "../wire";

const ALIGN = { left: HorizontalAlign.LEFT, center: HorizontalAlign.CENTER, right: HorizontalAlign.RIGHT };
const WRAP = { clip: WrapStrategy.CLIP, wrap: WrapStrategy.WRAP };

export const ROW_HEIGHT = 21;
/** Pixels. */
const POINT = 4 / 3;
const LEADING = 1.2;

/** The workbook's styles by number, as Univer writes them. */
export class Styles {
  private readonly list: IStyleData[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly byId = new Map<string, number>();

  add(styles: readonly Style[], first: number): void {
    styles.forEach((style, index) => {
      const made = univerStyle(style);
      this.list[first + index] = made;
      this.numbers.set(written(made), first + index);
    });
  }

  /** Pixels that a row with these cells needs: larger letters need more, as Sheets gives them. */
  height(line: Line): number {
    const sizes = line.map((cell) => (Array.isArray(cell) ? (this.list[cell[1]].fs ?? 10) : 10));
    const size = Math.max(10, ...sizes);
    return size <= 10 ? ROW_HEIGHT : Math.ceil(size * POINT * LEADING) + 5;
  }

  get(number: number): IStyleData {
    return this.list[number];
  }

  /** All of them under the ids that a new workbook's cells name them by. */
  byIds(): Record<string, IStyleData> {
    return Object.fromEntries(this.list.map((style, number) => [`s${number}`, style]));
  }

  /** The number of a style as Univer holds it; -1 when it is none of ours. `id` is Univer's name of it. */
  numberOf(style: Nullable<IStyleData>, id: string): number {
    if (!style) return 0;
    const number = this.byId.get(id) ?? this.numbers.get(written(style)) ?? -1;
    this.byId.set(id, number);
    return number;
  }
}

/** Every key is set, so that laying a style over another leaves nothing of the other. */
export function over(style: IStyleData): IStyleData {
  return { ...NOTHING, ...style } as IStyleData;
}

const NOTHING = {
  bl: null,
  it: null,
  st: null,
  ul: null,
  cl: null,
  bg: null,
  fs: null,
  ff: null,
  ht: null,
  tb: null,
  vt: null,
};

function univerStyle(style: Style): IStyleData {
  if (Object.keys(style).length === 0) return {};
  return {
    // Univer's drop-downs look at the cell alone, not at what is usual in the workbook.
    fs: style.size ?? 10,
    ff: style.family ?? "Arial",
    vt: VerticalAlign.BOTTOM,
    ...(style.bold && { bl: BooleanNumber.TRUE }),
    ...(style.italic && { it: BooleanNumber.TRUE }),
    ...(style.strike && { st: { s: BooleanNumber.TRUE } }),
    ...(style.underline && { ul: { s: BooleanNumber.TRUE } }),
    ...(style.color && { cl: { rgb: style.color } }),
    ...(style.background && { bg: { rgb: style.background } }),
    ...(style.align && { ht: ALIGN[style.align] }),
    ...(style.wrap && { tb: WRAP[style.wrap] }),
  };
}

function written(style: IStyleData): string {
  const { ul, st, ...rest } = style;
  const all: Record<string, unknown> = { ...rest, ...(ul?.s && { ul: 1 }), ...(st?.s && { st: 1 }) };
  const keys = Object.keys(all).filter((key) => all[key] !== null && all[key] !== undefined);
  return JSON.stringify(keys.sort().map((key) => [key, all[key]]));
}
