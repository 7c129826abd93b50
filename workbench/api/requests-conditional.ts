import type { Message } from "../book/json";
import type { Sheet } from "../book/sheet";
import { gridOf, type Handler } from "./batch-context";
import { withColorPairs } from "./colors";
import { RequestFault } from "./errors";

function checkRule(rule: Message, sheetsOf: (id: number) => Sheet): Sheet {
  const ids = new Set<number>((rule.ranges ?? []).map(({ sheetId }: Message) => sheetId));
  if (ids.size === 0) throw new RequestFault("At least one range must be specified.");
  if (ids.size > 1) throw new RequestFault("All ranges must be on the same grid.");
  return sheetsOf([...ids][0]);
}

export const CONDITIONAL_REQUESTS: Record<string, Handler> = {
  addConditionalFormatRule: ({ book }, { rule = {}, index }) => {
    const sheet = checkRule(rule, (id) => gridOf(book, id));
    const at = index ?? 0;
    if (at > sheet.conditionalFormats.length) throw noRule(at);
    sheet.conditionalFormats.splice(at, 0, withColorPairs("ConditionalFormatRule", rule));
    return undefined;
  },

  updateConditionalFormatRule: ({ book }, { rule, index = 0, sheetId, newIndex }) => {
    const sheet = rule === undefined ? gridOf(book, sheetId) : checkRule(rule, (id) => gridOf(book, id));
    const old = sheet.conditionalFormats[index];
    if (old === undefined) throw noRule(index);
    if (rule === undefined) {
      if (newIndex === undefined) throw new RequestFault("rule or newIndex is required");
      sheet.conditionalFormats.splice(index, 1);
      sheet.conditionalFormats.splice(newIndex, 0, old);
      return { newRule: old, oldIndex: index, newIndex };
    }
    const made = withColorPairs("ConditionalFormatRule", rule);
    sheet.conditionalFormats[index] = made;
    return { oldRule: old, newRule: made, newIndex: index };
  },

  deleteConditionalFormatRule: ({ book }, { index = 0, sheetId }) => {
    const sheet = gridOf(book, sheetId);
    const [rule] = sheet.conditionalFormats.splice(index, 1);
    if (rule === undefined) throw noRule(index);
    return { rule };
  },
};

function noRule(index: number): RequestFault {
  return new RequestFault(`No conditional format on sheet at index: ${index}`);
}
