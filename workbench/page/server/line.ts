import { type Cell, cellOf, type Row, type Slot } from "../../book/cell";
import { CellError } from "../../book/cell-error";
import { readEntered } from "../../book/entered";
import { general } from "../../book/number-format";
import type { Sheet } from "../../book/sheet";
import type { Shown } from "../../book/shown";
import type { Line, PageCell } from "../wire";
import type { Colour } from "./colours";
import { PLAIN, type StyleTable, type Usual } from "./style-table";

export interface LineMaker {
  readonly sheet: Sheet;
  readonly shown: Shown;
  readonly styles: StyleTable;
  readonly locale: string;
}

/** A row of the book as the page shows it. */
export function lineOf({ sheet, shown, styles, locale }: LineMaker, row: Row, colours: readonly Colour[]): Line {
  const line: PageCell[] = [];
  // An empty cell may be coloured too.
  const length = Math.max(row.length, ...colours.filter(({ applies }) => applies("")).map(({ right }) => right));
  for (let column = 0; column < length; column++) {
    const slot = row[column];
    const text = shown.text(sheet, slot) ?? "";
    const colour = colours.find(({ left, right, applies }) => left <= column && column < right && applies(text));
    const style = styles.of(
      typeof slot === "object" ? slot.format : undefined,
      usualOf(sheet, shown, slot),
      colour?.format,
    );
    const entered = enteredText(slot, text, locale);
    if (entered !== undefined && entered !== text) line.push([text, style, entered]);
    else line.push(style > 0 ? [text, style] : text === "" ? null : text);
  }
  while (line.length > 0 && line[line.length - 1] === null) line.pop();
  return line;
}

const RIGHT: Usual = { align: "right" };
const CENTER: Usual = { align: "center" };
/** The arrow of a list leaves no room for what hangs over. */
const LIST: Usual = { wrap: "clip" };

function usualOf(sheet: Sheet, shown: Shown, slot: Slot): Usual {
  if (typeof slot === "object" && slot.validation !== undefined) return LIST;
  const result = typeof slot === "object" ? shown.result(sheet, slot) : slot;
  if (typeof result === "number") return RIGHT;
  return typeof result === "boolean" || result instanceof CellError ? CENTER : PLAIN;
}

/** What reads as a number, date, boolean or formula when it is typed. */
const MAY_MEAN_MORE = /\d|^\s*(?:true|false)\s*$|^['=]/i;
const ROUNDED = new Set(["NUMBER", "CURRENCY", "SCIENTIFIC"]);

/** What the editor shows; undefined: the text itself. */
function enteredText(slot: Slot, text: string, locale: string): string | undefined {
  const cell: Cell = cellOf(slot);
  if (cell.formula !== undefined) return cell.formula;
  const type: string | undefined = cell.format?.numberFormat?.type;
  if (typeof cell.value === "number") return type !== undefined && ROUNDED.has(type) ? general(cell.value) : undefined;
  if (typeof cell.value !== "string" || type === "TEXT" || !MAY_MEAN_MORE.test(cell.value)) return undefined;
  const read = readEntered(cell.value, locale);
  return read.value === cell.value ? undefined : `'${text}`;
}

/** Whether a row must be looked at again after every change, as its formulas may read other cells. */
export function reckons(row: Row): boolean {
  return row.some((slot) => typeof slot === "object" && slot.formula !== undefined);
}
