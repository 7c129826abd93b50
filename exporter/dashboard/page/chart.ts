import type { AnswerColumn, AnswerValue } from "../../../shared/answer";
import { shown } from "../../../shared/shown";
import { make } from "./dom";
import { tick } from "./words";

/** Beyond these a chart says less than its table. */
export const MOST_BARS = { bar: 400, "horizontal-bar": 50 };
/** More upright bars than these have no room for their numbers. */
const MOST_NUMBERS = 31;
/** Names under upright bars that have room for few. */
const MOST_TICKS = 12;

interface Bars {
  kind: "bar" | "horizontal-bar";
  name: string;
  x: AnswerColumn;
  y: AnswerColumn;
  /** `mark`: a word behind the name; `change`: of the figure, `+2`; `spoken`: all that is to be said of its change. '' for none. */
  points: { x: AnswerValue; y: number; mark: string; change: string; spoken: string }[];
  /** What a press on a bar does; `null`: nothing. */
  onPress(index: number): (() => void) | null;
}

/**
 * Bars made of elements, which the style sheet fits to any width and to paper. On a narrow screen upright bars lie down, so that each
 * keeps its name, its number and room for a finger.
 */
export function chart(bars: Bars): HTMLElement {
  const { kind, points } = bars;
  const most = Math.max(1, ...points.map(({ y }) => y));
  const list = make(
    "ol",
    `bars ${kind} ${points.length > MOST_NUMBERS ? "many" : points.length > MOST_TICKS ? "some" : "few"}`,
  );
  list.setAttribute("aria-label", spoken(bars));
  list.append(...points.map((_, index) => bar(bars, index, most)));
  return make("div", "chart", list);
}

function bar({ kind, x, y, points, onPress }: Bars, index: number, most: number): HTMLElement {
  const point = points[index];
  const figure = shown(point.y, y);
  const press = onPress(index);
  const element = make(press === null ? "span" : "button", "point");
  if (press !== null) {
    element.setAttribute("type", "button");
    element.addEventListener("click", press);
  }
  const fill = make("span", "fill");
  fill.style.setProperty("--share", String(Math.max(0, point.y) / most));
  fill.hidden = point.y <= 0;
  const whole = `${shown(point.x, x)}${point.mark === "" ? "" : ` (${point.mark})`}`;
  const name = make("span", "tick", kind === "bar" ? tick(point.x, x, points[index - 1]?.x) : whole);
  if (kind === "bar" && point.mark !== "") name.append(make("i", "mark", point.mark));
  if (kind === "bar" && index % Math.ceil(points.length / MOST_TICKS) > 0) name.classList.add("between");
  element.append(name, make("span", "track", fill, make("b", "figure", figure), make("span", "change", point.change)));
  const words = `${whole}: ${figure}${point.spoken === "" ? "" : `, ${point.spoken}`}`;
  element.title = words;
  element.setAttribute("aria-label", words);
  return make("li", point.y === 0 ? "none" : "", element);
}

function spoken({ kind, name, x, y, points }: Bars): string {
  const most = points.reduce((best, point) => (point.y > best.y ? point : best));
  const shape = kind === "bar" ? "Bar chart" : "Horizontal bar chart";
  return `${shape}: ${name}. ${points.length} bars; most: ${shown(most.x, x)} with ${shown(most.y, y)}. The table below has every value.`;
}
