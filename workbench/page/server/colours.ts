import { boxOf } from "../../book/box";
import type { Message } from "../../book/json";
import type { Sheet } from "../../book/sheet";

/** A conditional format on some columns of a stretch of rows. */
export interface Colour {
  /** Its place among the tab's rules. */
  readonly at: number;
  readonly left: number;
  readonly right: number;
  readonly applies: (text: string) => boolean;
  readonly format: Message;
}

/** Tests of a cell's text, as conditional formats name them; letter case does not count, as at Google. */
const TESTS: Record<string, (text: string, value: string) => boolean> = {
  TEXT_STARTS_WITH: (text, value) => text.startsWith(value),
  TEXT_ENDS_WITH: (text, value) => text.endsWith(value),
  TEXT_CONTAINS: (text, value) => text.includes(value),
  TEXT_NOT_CONTAINS: (text, value) => !text.includes(value),
  TEXT_EQ: (text, value) => text === value,
  BLANK: (text) => text === "",
  NOT_BLANK: (text) => text !== "",
};

/**
 * The conditional formats of a tab that look at text, as a function from a row to those that count there, the first to win first. Rows
 * of one stretch share one list. Colour scales, formulas and comparisons of numbers are not drawn.
 */
export function coloursOf(sheet: Sheet): (row: number) => readonly Colour[] {
  const rules = sheet.conditionalFormats.flatMap((rule: Message, at) => {
    const test = TESTS[rule.booleanRule?.condition.type];
    if (test === undefined) return [];
    const value: string = (rule.booleanRule.condition.values?.[0]?.userEnteredValue ?? "").toLowerCase();
    const applies = (text: string) => test(text.toLowerCase(), value);
    return (rule.ranges as Message[]).map((range) => ({
      ...boxOf(range, sheet.rowCount, sheet.columnCount),
      at,
      applies,
      format: rule.booleanRule.format ?? {},
    }));
  });
  const edges = [...new Set([0, ...rules.flatMap(({ top, bottom }) => [top, bottom])])].sort((a, b) => a - b);
  const lists = edges.map((edge) => rules.filter(({ top, bottom }) => top <= edge && edge < bottom));
  return (row) => {
    let at = edges.length - 1;
    while (edges[at] > row) at--;
    return lists[at];
  };
}
