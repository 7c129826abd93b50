import { IRenderManagerService, VIEWPORT_KEY } from "@univerjs/preset-sheets-core";
import type { Chart } from "../wire";
import { byId } from "./dom";
import type { SheetGrid } from "./sheet-grid";
import { UNIT } from "./workbook";

const COLOURS = ["#4285f4", "#ea4335", "#fbbc04", "#34a853"];
const SVG = "http://www.w3.org/2000/svg";

/** The charts of the tab in front, over the cells they stand on. Clicks and the wheel go through to the cells. */
export class Charts {
  private readonly box = byId("charts");
  private drawn = "";

  constructor(private readonly grid: SheetGrid) {
    const { api } = grid.grid;
    api.addEvent(api.Event.Scroll, () => this.position());
    new ResizeObserver(() => this.position()).observe(this.box);
  }

  show(): void {
    const tab = this.grid.front();
    const charts = tab === undefined ? [] : (this.grid.shape(tab)?.charts ?? []);
    const text = JSON.stringify([tab, charts]);
    if (text !== this.drawn) this.box.replaceChildren(...charts.map(draw));
    this.drawn = text;
    this.position();
  }

  private position(): void {
    const tab = this.grid.front();
    const charts = tab === undefined ? [] : (this.grid.shape(tab)?.charts ?? []);
    if (charts.length === 0) return;
    const sheet = this.grid.grid.api.getActiveWorkbook()?.getActiveSheet();
    const scene = this.grid.grid.injector.get(IRenderManagerService).getRenderById(UNIT)?.scene;
    const { viewportScrollX = 0, viewportScrollY = 0 } = scene?.getViewport(VIEWPORT_KEY.VIEW_MAIN) ?? {};
    const canvas = canvasBox();
    const home = this.box.getBoundingClientRect();
    // Headers and frozen rows and columns stay in front.
    const { frozenRows = 0, frozenColumns = 0 } = this.grid.shape(tab as number) ?? {};
    const inner = sheet?.getRange(frozenRows, frozenColumns).getCellRect();
    const [top, left] = [canvas.top - home.top + (inner?.y ?? 0), canvas.left - home.left + (inner?.x ?? 0)];
    this.box.style.clipPath = `inset(${top}px 0 0 ${left}px)`;
    charts.forEach((chart, at) => {
      const cell = sheet?.getRange(chart.row, chart.column).getCellRect();
      const element = this.box.children[at] as SVGElement | undefined;
      if (!cell || !element) return;
      element.style.left = `${canvas.left - home.left + cell.x + chart.x - viewportScrollX}px`;
      element.style.top = `${canvas.top - home.top + cell.y + chart.y - viewportScrollY}px`;
    });
  }
}

/** A point on the screen within a cell of the tab in front, near its left edge. */
export function cellCentre(grid: SheetGrid, row: number, column: number): { x: number; y: number } {
  const canvas = canvasBox();
  const cell = grid.grid.api.getActiveWorkbook()?.getActiveSheet().getRange(row, column).getCellRect();
  return { x: canvas.x + (cell?.x ?? 0) + 12, y: canvas.y + (cell?.y ?? 0) + (cell?.height ?? 0) / 2 };
}

/** Where the grid's cells are drawn, on the screen. */
export function canvasBox(): DOMRect {
  const boxes = [...document.querySelectorAll("#grid canvas")].map((canvas) => canvas.getBoundingClientRect());
  return boxes.sort((one, other) => other.width * other.height - one.width * one.height)[0];
}

function draw(chart: Chart): SVGElement {
  const { width, height, title } = chart;
  const svg = element("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": title });
  svg.append(
    element("rect", { x: 0.5, y: 0.5, width: width - 1, height: height - 1, fill: "#fff", stroke: "#dadce0" }),
  );
  svg.append(text(title, 16, 26, { "font-size": 15, fill: "#5f6368" }));
  const values = chart.series.flatMap((one) => one.values.map((value) => value ?? 0));
  const step = niceStep(Math.max(1, ...values));
  const most = Math.ceil(Math.max(1, ...values) / step) * step;
  if (chart.kind === "bar") drawBars(svg, chart, most, step);
  else drawColumns(svg, chart, most, step);
  return svg;
}

function drawColumns(
  svg: SVGElement,
  { kind, width, height, labels, series }: Chart,
  most: number,
  step: number,
): void {
  const box = { left: 48, right: width - 16, top: 44, bottom: height - 36 };
  const y = (value: number) => box.bottom - (value / most) * (box.bottom - box.top);
  for (let value = 0; value <= most; value += step) {
    svg.append(
      element("line", {
        x1: box.left,
        x2: box.right,
        y1: y(value),
        y2: y(value),
        stroke: value === 0 ? "#5f6368" : "#e8eaed",
      }),
    );
    svg.append(text(String(value), box.left - 6, y(value) + 4, { "text-anchor": "end" }));
  }
  const slot = (box.right - box.left) / Math.max(1, labels.length);
  const bar = (slot * 0.7) / Math.max(1, series.length);
  const skip = Math.max(1, Math.ceil((Math.max(...labels.map((label) => label.length), 1) * 6.5 + 8) / slot));
  series.forEach(({ values }, which) => {
    const fill = COLOURS[which % COLOURS.length];
    if (kind === "line") {
      const points = values.map((value, at) => `${box.left + slot * (at + 0.5)},${y(value ?? 0)}`).join(" ");
      svg.append(element("polyline", { points, fill: "none", stroke: fill, "stroke-width": 2 }));
      return;
    }
    values.forEach((value, at) => {
      const x = box.left + slot * at + slot * 0.15 + bar * which;
      svg.append(element("rect", { x, y: y(value ?? 0), width: bar, height: box.bottom - y(value ?? 0), fill }));
    });
  });
  labels.forEach((label, at) => {
    if (at % skip === 0)
      svg.append(text(label, box.left + slot * (at + 0.5), box.bottom + 18, { "text-anchor": "middle" }));
  });
}

function drawBars(svg: SVGElement, { width, height, labels, series }: Chart, most: number, step: number): void {
  const longest = Math.min(width * 0.4, Math.max(...labels.map((label) => label.length), 1) * 6.2 + 14);
  const box = { left: longest, right: width - 32, top: 40, bottom: height - 28 };
  const x = (value: number) => box.left + (value / most) * (box.right - box.left);
  for (let value = 0; value <= most; value += step) {
    svg.append(
      element("line", {
        x1: x(value),
        x2: x(value),
        y1: box.top,
        y2: box.bottom,
        stroke: value === 0 ? "#5f6368" : "#e8eaed",
      }),
    );
    svg.append(text(String(value), x(value), box.bottom + 16, { "text-anchor": "middle" }));
  }
  const slot = (box.bottom - box.top) / Math.max(1, labels.length);
  const bar = (slot * 0.7) / Math.max(1, series.length);
  const fits = Math.floor(longest / 6.2);
  labels.forEach((label, at) => {
    const short = label.length > fits ? `${label.slice(0, fits - 1)}…` : label;
    svg.append(
      text(short, box.left - 6, box.top + slot * (at + 0.5) + 4, {
        "text-anchor": "end",
        "font-size": Math.min(11, slot),
      }),
    );
    series.forEach(({ values }, which) => {
      const fill = COLOURS[which % COLOURS.length];
      const y = box.top + slot * at + slot * 0.15 + bar * which;
      svg.append(element("rect", { x: box.left, y, width: x(values[at] ?? 0) - box.left, height: bar, fill }));
    });
  });
}

/** 1, 2 or 5 times a power of ten, so that about five lines are drawn; never a part of one, for these are counts. */
function niceStep(most: number): number {
  const rough = most / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = [1, 2, 5, 10].find((one) => one * power >= rough) ?? 10;
  return Math.max(1, nice * power);
}

function text(words: string, x: number, y: number, more: Record<string, string | number>): SVGElement {
  const made = element("text", { x, y, "font-size": 11, fill: "#444746", ...more });
  made.textContent = words;
  return made;
}

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
