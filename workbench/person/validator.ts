import { findRange } from "../api/find-range";
import { columnName } from "../book/a1";
import type { Book } from "../book/book";
import { cellOf, type Slot } from "../book/cell";
import type { Message } from "../book/json";
import type { Sheet } from "../book/sheet";
import { Shown } from "../book/shown";
import { Refused } from "./refused";

/**
 * Makes a check that refuses what was entered into a cell whose validation rule rejects it, in the rule's own help text if it has one. A
 * rule that only warns lets everything through, and so does every rule an emptied cell.
 */
export function validator(book: Book): (sheet: Sheet, row: number, column: number, entered: Slot) => void {
  const shown = new Shown(book);
  const known = new Map<string, Set<string>>();
  const listed = (range: string): Set<string> => {
    const texts = known.get(range) ?? textsIn(book, range);
    known.set(range, texts);
    return texts;
  };
  return (sheet, row, column, entered) => {
    if (typeof entered !== "object" || entered.validation?.strict !== true) return;
    const { condition, inputMessage } = entered.validation;
    const text = shown.text(sheet, entered);
    if (text === undefined || fits(condition, entered, text, listed)) return;
    const cell = `${columnName(column)}${row + 1}`;
    throw new Refused(
      inputMessage || `The data you entered in cell ${cell} violates the data validation rules set on this cell.`,
    );
  };
}

function fits(condition: Message, entered: Slot, text: string, listed: (range: string) => Set<string>): boolean {
  const values: string[] = (condition.values ?? []).map(({ userEnteredValue }: Message) => userEnteredValue);
  switch (condition.type) {
    case "ONE_OF_LIST":
      return values.includes(text);
    case "ONE_OF_RANGE":
      return listed(values[0]).has(text);
    case "BOOLEAN":
      return typeof cellOf(entered).value === "boolean";
    case "DATE_IS_VALID":
      return typeof cellOf(entered).value === "number";
    default:
      throw new Error(`A rule ${condition.type} that rejects is not implemented by the local Google.`);
  }
}

/** What the cells of `=Companies!$A$2:$A` show. */
function textsIn(book: Book, range: string): Set<string> {
  const { sheet, written } = findRange(book, range.replace(/^=/, "").replaceAll("$", ""));
  const { top, bottom, left, right } = { ...sheet.box, ...written };
  const shown = new Shown(book);
  const texts = new Set<string>();
  for (let row = top; row < Math.min(bottom, sheet.rows.length); row++) {
    for (let column = left; column < right; column++) texts.add(shown.text(sheet, sheet.slot(row, column)) ?? "");
  }
  return texts;
}
