import type { sheets_v4 } from "@googleapis/sheets";
import type { Answer } from "../../shared/answer";
import { SUMMARY_COLUMNS } from "../../shared/workbook";
import { CHART_COLUMN, ROW_HEIGHT, WIDTHS } from "./area";

/** A longer answer has only its first rows in the chart: bars thinner than a line say nothing. */
const MOST_BARS = 50;

const BAR = { red: 0.13, green: 0.42, blue: 0.67 };
const UNFINISHED = { red: 0.64, green: 0.77, blue: 0.89 };

const MARGIN = 10;
const HEIGHT = 340;
const BAR_HEIGHT = 20;
/** Title, axis and margins of a chart of horizontal bars. */
const BAR_FRAME = 90;

/** A chart and its place, in rows and columns of the tab. */
export interface PlacedChart {
  question: string;
  spec: Spec;
  row: number;
  column: number;
  width: number;
  height: number;
}

type Spec = (sheetId: number) => sheets_v4.Schema$ChartSpec;

/**
 * The chart of an answer whose header stands in row `header`: beside its table, or in row `below` when the table is too wide. The bars of
 * the rows `unfinished` are paler. `null` when the question has no chart, or nothing to draw.
 */
export function chartOf(
  answer: Answer,
  { header, columns, below }: { header: number; columns: number; below: number },
  unfinished: ReadonlySet<number>,
): PlacedChart | null {
  if (answer.chart === null || answer.rows.length === 0) return null;
  const { kind } = answer.chart;
  const [x, y] = [answer.chart.x, answer.chart.y].map((name) =>
    answer.columns.findIndex((column) => column.name === name),
  );
  if (x < 0 || y < 0 || x >= columns || y >= columns) return null;
  const bars = Math.min(answer.rows.length, MOST_BARS);
  const beside = columns <= CHART_COLUMN;
  const column = beside ? CHART_COLUMN : 0;
  const width = WIDTHS.slice(column, beside ? SUMMARY_COLUMNS : CHART_COLUMN).reduce((sum, pixels) => sum + pixels, 0);
  return {
    question: answer.question,
    spec: (sheetId) => chartSpec(answer, sheetId, { header, bars, x, y }, unfinished),
    row: beside ? header : below,
    column,
    width: width - 2 * MARGIN,
    height: kind === "bar" ? HEIGHT : Math.max(HEIGHT, bars * BAR_HEIGHT + BAR_FRAME),
  };
}

/** How many rows of the tab a chart covers. */
export function rowsOf({ height }: PlacedChart): number {
  return Math.ceil((height + MARGIN) / ROW_HEIGHT);
}

/** Where a chart lies over the grid. */
export function positionOf(chart: PlacedChart, sheetId: number): sheets_v4.Schema$EmbeddedObjectPosition {
  return {
    overlayPosition: {
      anchorCell: { sheetId, rowIndex: chart.row, columnIndex: chart.column },
      offsetXPixels: MARGIN,
      offsetYPixels: 0,
      widthPixels: chart.width,
      heightPixels: chart.height,
    },
  };
}

function chartSpec(
  answer: Answer,
  sheetId: number,
  { header, bars, x, y }: { header: number; bars: number; x: number; y: number },
  unfinished: ReadonlySet<number>,
): sheets_v4.Schema$ChartSpec {
  const source = (column: number) => ({
    sourceRange: {
      sources: [
        {
          sheetId,
          startRowIndex: header,
          endRowIndex: header + 1 + bars,
          startColumnIndex: column,
          endColumnIndex: column + 1,
        },
      ],
    },
  });
  const upright = answer.chart!.kind === "bar";
  const cut = answer.rows.length > bars ? `, the first ${bars}` : "";
  return {
    title: `${answer.title}${cut}`,
    // Read out by a screen reader.
    altText: `${answer.title}${cut}. ${answer.window}. The numbers are in the table beside it.`,
    basicChart: {
      chartType: upright ? "COLUMN" : "BAR",
      legendPosition: "NO_LEGEND",
      headerCount: 1,
      domains: [{ domain: source(x) }],
      series: [
        {
          series: source(y),
          targetAxis: upright ? "LEFT_AXIS" : "BOTTOM_AXIS",
          colorStyle: { rgbColor: BAR },
          styleOverrides: [...unfinished]
            .filter((index) => index < bars)
            .map((index) => ({ index, colorStyle: { rgbColor: UNFINISHED } })),
        },
      ],
      axis: [
        { position: "BOTTOM_AXIS", title: answer.columns[upright ? x : y].label },
        { position: "LEFT_AXIS", title: answer.columns[upright ? y : x].label },
      ],
    },
  };
}
