import { clamp, findRange } from "../../api/range";
import type { Book } from "../../book/book";
import type { Row } from "../../book/cell";
import type { Message } from "../../book/json";
import type { Sheet } from "../../book/sheet";
import type { Shown } from "../../book/shown";
import type { DropDown } from "../wire";

/** More than anybody scrolls through; Google's own limit is 500 for typed lists. */
const MOST_VALUES = 5000;

/** The lists of a tab's cells, as rectangles: one stretch of rows for each column and list. */
export function dropDownsOf(book: Book, sheet: Sheet, shown: Shown): DropDown[] {
  const found: DropDown[] = [];
  const open = new Map<number, { key: string; top: number; rule: Message }>();
  const lists = new Map<string, readonly string[]>();
  const close = (column: number, bottom: number) => {
    const run = open.get(column);
    if (run === undefined) return;
    open.delete(column);
    const values = lists.get(run.key) ?? listOf(book, sheet, shown, run.rule.condition);
    lists.set(run.key, values);
    if (values.length > 0) found.push({ top: run.top, bottom, left: column, right: column + 1, values });
  };
  let before: readonly Validation[] = NONE;
  sheet.rows.forEach((row, index) => {
    const now = row === undefined ? NONE : validationsOf(row);
    if (now === before || (now.length === 0 && before.length === 0)) return;
    before = now;
    const keys = new Map(now.map((one) => [one.column, one]));
    for (const [column, run] of [...open]) if (keys.get(column)?.key !== run.key) close(column, index);
    for (const { column, key, rule } of now) if (!open.has(column)) open.set(column, { key, top: index, rule });
  });
  for (const column of [...open.keys()]) close(column, sheet.rows.length);
  return found;
}

interface Validation {
  readonly column: number;
  readonly key: string;
  readonly rule: Message;
}

const NONE: readonly Validation[] = [];
const byRow = new WeakMap<Row, readonly Validation[]>();
const texts = new WeakMap<Message, string>();

function validationsOf(row: Row): readonly Validation[] {
  const known = byRow.get(row);
  if (known !== undefined) return known;
  const found: Validation[] = [];
  row.forEach((slot, column) => {
    const rule = typeof slot === "object" ? slot.validation : undefined;
    if (rule === undefined || !String(rule.condition?.type).startsWith("ONE_OF_")) return;
    const key = texts.get(rule) ?? JSON.stringify(rule);
    texts.set(rule, key);
    found.push({ column, key, rule });
  });
  const list = found.length === 0 ? NONE : found;
  byRow.set(row, list);
  return list;
}

function listOf(book: Book, home: Sheet, shown: Shown, condition: Message): readonly string[] {
  const values: string[] = (condition.values ?? []).map((value: Message) => value.userEnteredValue ?? "");
  if (condition.type === "ONE_OF_LIST") return values;
  try {
    const text = (values[0] ?? "").replace(/^=/, "").replaceAll("$", "");
    const target = findRange(book, text);
    const sheet = text.includes("!") ? target.sheet : home;
    const box = clamp({ ...target, sheet });
    const found = new Set<string>();
    for (let row = box.top; row < Math.min(box.bottom, sheet.rows.length) && found.size < MOST_VALUES; row++) {
      for (let column = box.left; column < box.right; column++) {
        const value = shown.text(sheet, sheet.slot(row, column));
        if (value) found.add(value);
      }
    }
    return [...found];
  } catch {
    // A list whose range is gone offers nothing, as at Google.
    return [];
  }
}
