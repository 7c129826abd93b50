import type { Book } from "../../book/book";
import type { Row } from "../../book/cell";
import { COLUMN_WIDTH } from "../../book/defaults";
import type { Sheet } from "../../book/sheet";
import { Shown } from "../../book/shown";
import { lineSum, tabSum } from "../checksum";
import type { Line, TabShape } from "../wire";
import { chartsOf } from "./charts";
import { type Colour, coloursOf } from "./colours";
import { type ColumnList, columnListsOf, dropDownsOf } from "./drop-downs";
import { lineOf, reckons } from "./line";
import type { StyleTable } from "./style-table";

/** What the page shows of one tab at one moment. */
export interface TabView {
  readonly id: number;
  readonly title: string;
  readonly rowCount: number;
  /** The book's rows as they were; they are never changed in place, so that what is the same row looks the same. */
  readonly rows: readonly (Row | undefined)[];
  readonly lines: readonly Line[];
  readonly checksum: number;
  readonly shape: TabShape;
  /** The shape written out, to see whether it changed. */
  readonly shapeText: string;
  /** The conditional formats, locale and size the lines were made with. */
  readonly look: string;
  readonly sums: readonly number[];
  /** Places of rows with formulas, which may read what has changed. */
  readonly reckoned: ReadonlySet<number>;
  readonly lists: readonly ColumnList[];
}

const EMPTY: Line = [];

interface Made {
  readonly line: Line;
  readonly sum: number;
  readonly look: string;
  readonly colours: string;
}

/** Makes views of tabs, and keeps the lines of rows that stay. */
export class TabViews {
  private readonly made = new WeakMap<Row, Made>();
  private readonly colourKeys = new WeakMap<readonly Colour[], string>();

  constructor(
    private readonly book: Book,
    private readonly styles: StyleTable,
  ) {}

  view(sheet: Sheet, before: TabView | undefined): TabView {
    const shown = new Shown(this.book);
    const { locale } = this.book.properties;
    const maker = { sheet, shown, styles: this.styles, locale };
    const look = `${sheet.id} ${sheet.rowCount} ${sheet.columnCount} ${locale} ${JSON.stringify(sheet.conditionalFormats)}`;
    // Most often a few of many rows have changed; the others need no more than a look at whether they are the same.
    const same = before?.look === look ? before : undefined;
    const colours = coloursOf(sheet);
    const lines: Line[] = [];
    const sums: number[] = [];
    const reckoned = new Set<number>();
    for (let index = 0; index < sheet.rowCount; index++) {
      const row = sheet.rows[index];
      if (same !== undefined && index < same.sums.length && row === same.rows[index] && !same.reckoned.has(index)) {
        lines.push(same.lines[index] ?? EMPTY);
        sums.push(same.sums[index]);
        continue;
      }
      const over = colours(index);
      if (row === undefined && over.length === 0) {
        if (index >= sheet.rows.length && over === colours(sheet.rowCount - 1)) break;
        lines.push(EMPTY);
        sums.push(0);
        continue;
      }
      if (row !== undefined && reckons(row)) reckoned.add(index);
      const made = this.make(maker, row ?? NO_ROW, over, look);
      lines.push(made.line);
      sums.push(made.sum);
    }
    while (lines.length > 0 && lines[lines.length - 1].length === 0) lines.pop();
    const lists = columnListsOf(sheet, before);
    const shape = shapeOf(this.book, sheet, shown, lists);
    return {
      id: sheet.id,
      title: sheet.title,
      rowCount: sheet.rowCount,
      rows: sheet.rows.slice(),
      lines,
      sums,
      reckoned,
      lists,
      checksum: tabSum(sums),
      shape,
      shapeText: JSON.stringify(shape),
      look: same?.look ?? look,
    };
  }

  private make(maker: Parameters<typeof lineOf>[0], row: Row, over: readonly Colour[], look: string): Made {
    const colours = this.keyOf(over);
    const known = this.made.get(row);
    if (known !== undefined && known.look === look && known.colours === colours) return known;
    const line = lineOf(maker, row, over);
    const made = { line, sum: lineSum(line), look, colours };
    if (!reckons(row)) this.made.set(row, made);
    return made;
  }

  /** The look already names the rules whole; here it is enough to tell which of them count. */
  private keyOf(over: readonly Colour[]): string {
    const key = this.colourKeys.get(over) ?? over.map(({ at }) => at).join();
    this.colourKeys.set(over, key);
    return key;
  }
}

const NO_ROW: Row = [];

function shapeOf(book: Book, sheet: Sheet, shown: Shown, lists: readonly ColumnList[]): TabShape {
  const { frozenRowCount = 0, frozenColumnCount = 0 } = sheet.properties.gridProperties;
  const widths: [number, number][] = [];
  for (const [column, { pixelSize }] of sheet.columnProperties) {
    if (pixelSize !== undefined && pixelSize !== COLUMN_WIDTH) widths.push([column, pixelSize]);
  }
  return {
    columns: sheet.columnCount,
    frozenRows: frozenRowCount,
    frozenColumns: frozenColumnCount,
    widths: widths.sort(([a], [b]) => a - b),
    dropDowns: dropDownsOf(book, sheet, shown, lists),
    charts: chartsOf(book, sheet, shown),
  };
}
