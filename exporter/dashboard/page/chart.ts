import { BarChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { AnswerColumn, AnswerValue } from "../../../shared/answer";
import { shown } from "../../../shared/shown";
import { make } from "./dom";
import { tick } from "./words";

use([BarChart, GridComponent, TooltipComponent, SVGRenderer]);

/** Beyond these a chart says less than its table. */
export const MOST_BARS = { bar: 400, "horizontal-bar": 50 };

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
/** Room for two lines of a name on a screen, for one on paper. */
const SCREEN_ROW = 28;
const PAPER = { width: 640, row: 20 };
const DIGIT_WIDTH = 7.5;

interface Bars {
  kind: "bar" | "horizontal-bar";
  name: string;
  x: AnswerColumn;
  y: AnswerColumn;
  points: { x: AnswerValue; y: number }[];
}

/** Draws the bars into a new element and keeps them fitting it: on resize, and on paper. */
export function chart(bars: Bars): HTMLElement {
  const element = make("div", "chart");
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", spoken(bars));
  // Made when the element first has a width: before that there is nothing to fit.
  let drawn: ReturnType<typeof init> | null = null;
  const fitTo = (width: number, row: number) => {
    if (width === 0) return;
    const height = bars.kind === "bar" ? 260 : bars.points.length * row + 8;
    element.style.height = `${height}px`;
    drawn ??= init(element, null, { renderer: "svg", width, height });
    drawn.resize({ width, height });
    drawn.setOption(option(bars, width, row), true);
  };
  new ResizeObserver(() => fitTo(element.clientWidth, SCREEN_ROW)).observe(element);
  addEventListener("beforeprint", () => fitTo(PAPER.width, PAPER.row));
  addEventListener("afterprint", () => fitTo(element.clientWidth, SCREEN_ROW));
  return element;
}

function spoken({ kind, name, x, y, points }: Bars): string {
  const most = points.reduce((best, point) => (point.y > best.y ? point : best));
  const shape = kind === "bar" ? "Bar chart" : "Horizontal bar chart";
  return `${shape}: ${name}. ${points.length} bars; most: ${shown(most.x, x)} with ${shown(most.y, y)}. The table below has every value.`;
}

function option(bars: Bars, width: number, row: number): EChartsCoreOption {
  const { kind, points, x, y } = bars;
  const upright = kind === "bar";
  const figure = (value: number) => shown(value, y);
  const longest = Math.max(...points.map((point) => figure(point.y).length)) * DIGIT_WIDTH;
  const numbersFit = !upright || width / points.length > longest + 4;
  const text = { color: "var(--muted)", fontSize: width < 480 ? 11 : 12 };
  const ticks = points.map((point, index) => tick(point.x, x, points[index - 1]?.x));
  const widest = Math.max(...ticks.flatMap((words) => words.split("\n")).map((line) => line.length)) * 6.5;
  const ticksFit = (width - (numbersFit ? 0 : 40)) / points.length > widest;
  const nameLines = Math.floor(row / 13);
  const nameWidth = nameLines > 1 ? Math.min(190, width * 0.38) : width * 0.48;
  const categories = {
    type: "category",
    data: upright ? ticks : ticks.map((name) => clipped(name, (nameLines * nameWidth) / (nameLines > 1 ? 7 : 6.5))),
    inverse: !upright,
    axisTick: { show: false },
    axisLine: { show: upright, lineStyle: { color: "var(--axis)" } },
    axisLabel: upright
      ? { ...text, lineHeight: 16, ...(ticksFit ? { interval: 0 } : {}) }
      : {
          ...text,
          color: "var(--ink)",
          interval: 0,
          // What does not fit of a long name is in the tooltip and in the table.
          width: nameWidth,
          lineHeight: 13,
          height: nameLines * 13,
          overflow: "break",
          lineOverflow: "truncate",
        },
  };
  const values = {
    type: "value",
    minInterval: 1,
    // Without a bar there is no scale to find, and the baseline would float.
    ...(points.every((point) => point.y === 0) ? { max: 1 } : {}),
    splitNumber: 4,
    splitLine: { show: upright, lineStyle: { color: "var(--line)" } },
    axisLabel: { ...text, show: !numbersFit, formatter: figure },
  };
  return {
    animation: false,
    // The colours are CSS variables, so dark mode and print change them without a line of script.
    textStyle: { fontFamily: FONT },
    grid: {
      left: 0,
      right: upright ? 0 : longest + 10,
      top: upright ? 22 : 0,
      bottom: 0,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    xAxis: upright ? categories : values,
    yAxis: upright ? values : categories,
    tooltip: {
      trigger: "axis",
      axisPointer: { type: "shadow", shadowStyle: { color: "var(--hover)" }, animation: false },
      confine: true,
      transitionDuration: 0,
      backgroundColor: "var(--card)",
      borderColor: "var(--axis)",
      textStyle: { color: "var(--ink)", fontSize: 13 },
      // An element, not a string: the library would read a string as markup.
      formatter: ([{ dataIndex }]: { dataIndex: number }[]) => {
        const point = points[dataIndex];
        return make("div", "tip", shown(point.x, x), make("b", "figure", figure(point.y)));
      },
    },
    series: [
      {
        type: "bar",
        data: points.map((point) => point.y),
        barCategoryGap: upright ? "28%" : "24%",
        barMaxWidth: 56,
        itemStyle: { color: "var(--bar)", borderRadius: upright ? [3, 3, 0, 0] : [0, 3, 3, 0] },
        emphasis: { disabled: true },
        label: {
          show: true,
          position: upright ? "top" : "right",
          color: "var(--ink)",
          fontSize: 12,
          // A zero has no bar, so it always has its number.
          formatter: ({ value }: { value: number }) => (numbersFit || value === 0 ? figure(value) : ""),
        },
      },
    ],
  };
}

function clipped(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, Math.floor(most) - 1).join("")}…`;
}
