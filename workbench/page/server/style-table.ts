import type { Message } from "../../book/json";
import type { Style } from "../wire";

/** What a cell's value and kind ask for where its format does not say. */
export type Usual = Pick<Style, "align" | "wrap">;
export const PLAIN: Usual = {};

/** The styles in use, each once. Number 0 is the usual style. */
export class StyleTable {
  readonly list: Style[] = [{}];
  private readonly numbers = new Map<string, number>([["{}", 0]]);
  private readonly byFormat = new WeakMap<Message, Map<string, number>>();

  /** The number of a format's style. `over` goes over it (a conditional format); `usual` is how it looks by itself. */
  of(format: Message | undefined, usual: Usual, over?: Message): number {
    if (format === undefined && over === undefined && usual === PLAIN) return 0;
    const key = `${usual.align} ${usual.wrap} ${over === undefined ? "" : JSON.stringify(over)}`;
    // Cells share their formats, so that most are looked up without writing them out.
    const known = this.byFormat.get(format ?? UNFORMATTED) ?? new Map<string, number>();
    this.byFormat.set(format ?? UNFORMATTED, known);
    const number = known.get(key) ?? this.number(styleOf(format ?? {}, usual, over ?? {}));
    known.set(key, number);
    return number;
  }

  private number(style: Style): number {
    const text = JSON.stringify(style);
    const number = this.numbers.get(text) ?? this.list.push(style) - 1;
    this.numbers.set(text, number);
    return number;
  }
}

const UNFORMATTED: Message = {};

function styleOf(format: Message, usual: Usual, over: Message): Style {
  const text: Message = { ...format.textFormat, ...over.textFormat };
  const color = hex(text.foregroundColorStyle?.rgbColor ?? text.foregroundColor);
  const fill = over.backgroundColorStyle ?? over.backgroundColor;
  const background = hex(
    fill === undefined
      ? (format.backgroundColorStyle?.rgbColor ?? format.backgroundColor)
      : (over.backgroundColorStyle?.rgbColor ?? over.backgroundColor),
  );
  const align = ALIGNMENTS[format.horizontalAlignment] ?? usual.align;
  const wrap = WRAPS[format.wrapStrategy] ?? usual.wrap;
  return {
    ...(text.bold && { bold: true }),
    ...(text.italic && { italic: true }),
    ...(text.strikethrough && { strike: true }),
    ...(text.underline && { underline: true }),
    ...(color !== undefined && color !== "#000000" && { color }),
    ...(background !== undefined && background !== "#ffffff" && { background }),
    ...(text.fontSize !== undefined && text.fontSize !== 10 && { size: text.fontSize }),
    ...(text.fontFamily !== undefined && { family: text.fontFamily }),
    ...(align !== undefined && align !== "left" && { align }),
    ...(wrap !== undefined && { wrap }),
  };
}

const ALIGNMENTS: Record<string, Style["align"]> = { LEFT: "left", CENTER: "center", RIGHT: "right" };
const WRAPS: Record<string, Style["wrap"]> = { CLIP: "clip", WRAP: "wrap" };

function hex(color: Message | undefined): string | undefined {
  if (color === undefined) return undefined;
  const parts = [color.red, color.green, color.blue].map((part: number | undefined) => Math.round((part ?? 0) * 255));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
