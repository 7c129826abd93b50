import type { Book } from "../../book/book";
import { boxOf } from "../../book/box";
import type { Message } from "../../book/json";
import type { Sheet } from "../../book/sheet";
import type { Shown } from "../../book/shown";
import type { Chart } from "../wire";

const KINDS: Record<string, Chart["kind"]> = { COLUMN: "column", BAR: "bar", LINE: "line", AREA: "line" };

/** The column, bar and line charts of a tab with the cells they show; others are not drawn. */
export function chartsOf(book: Book, sheet: Sheet, shown: Shown): Chart[] {
  return sheet.charts.flatMap((chart): Chart[] => {
    const basic: Message | undefined = chart.spec.basicChart;
    const kind = KINDS[basic?.chartType];
    if (basic === undefined || kind === undefined) return [];
    const headers: number = basic.headerCount ?? 0;
    const labels = cellsOf(book, shown, basic.domains?.[0]?.domain).slice(headers);
    const series = (basic.series ?? []).map((one: Message) => {
      const cells = cellsOf(book, shown, one.series);
      return {
        name: headers > 0 ? (cells[0]?.text ?? "") : "",
        values: cells.slice(headers).map(({ value }) => (typeof value === "number" ? value : null)),
      };
    });
    const {
      anchorCell,
      offsetXPixels = 0,
      offsetYPixels = 0,
      widthPixels,
      heightPixels,
    } = chart.position.overlayPosition;
    return [
      {
        id: chart.chartId,
        kind,
        title: chart.spec.title ?? "",
        labels: labels.map(({ text }) => text),
        series,
        row: anchorCell.rowIndex ?? 0,
        column: anchorCell.columnIndex ?? 0,
        x: offsetXPixels,
        y: offsetYPixels,
        width: widthPixels,
        height: heightPixels,
      },
    ];
  });
}

function cellsOf(book: Book, shown: Shown, data: Message | undefined) {
  return ((data?.sourceRange?.sources ?? []) as Message[]).flatMap((range) => {
    const sheet = book.sheet(range.sheetId ?? 0);
    if (sheet === undefined) return [];
    const { top, bottom, left, right } = boxOf(range, sheet.rowCount, sheet.columnCount);
    const cells = [];
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) {
        const slot = sheet.slot(row, column);
        cells.push({ text: shown.text(sheet, slot) ?? "", value: shown.result(sheet, slot) });
      }
    }
    return cells;
  });
}
