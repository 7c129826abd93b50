import { clamp, findRange } from "../../api/find-range";
import type { Book } from "../../book/book";
import type { Row } from "../../book/cell";
import type { Message } from "../../book/json";
import type { Sheet } from "../../book/sheet";
import type { Shown } from "../../book/shown";
import type { DropDown } from "../wire";

/** More than anybody scrolls through; Google's own limit is 500 for typed lists. */
const MOST_VALUES = 5000;

/** Rows of a column that offer one list. */
export interface ColumnList {
  readonly column: number;
  readonly top: number;
  readonly bottom: number;
  readonly key: string;
  readonly rule: Message;
}

/** Where a tab's cells offer lists, column by column. `before` are its rows and lists at the last look. */
export function columnListsOf(
  sheet: Sheet,
  before?: { readonly rows: readonly (Row | undefined)[]; readonly lists: readonly ColumnList[] },
): readonly ColumnList[] {
  if (before !== undefined && offersTheSame(sheet.rows, before.rows)) return before.lists;
  const found: ColumnList[] = [];
  const open = new Map<number, { key: string; top: number; rule: Message }>();
  const close = (column: number, bottom: number) => {
    const run = open.get(column);
    if (run === undefined) return;
    open.delete(column);
    found.push({ ...run, column, bottom });
  };
  let above: readonly Validation[] = NONE;
  sheet.rows.forEach((row, index) => {
    const now = row === undefined ? NONE : validationsOf(row);
    if (now === above || (now.length === 0 && above.length === 0)) return;
    above = now;
    const keys = new Map(now.map((one) => [one.column, one]));
    for (const [column, run] of [...open]) if (keys.get(column)?.key !== run.key) close(column, index);
    for (const { column, key, rule } of now) if (!open.has(column)) open.set(column, { key, top: index, rule });
  });
  for (const column of [...open.keys()]) close(column, sheet.rows.length);
  return found;
}

/** The lists of a tab's cells with what they offer, as rectangles. */
export function dropDownsOf(book: Book, sheet: Sheet, shown: Shown, lists: readonly ColumnList[]): DropDown[] {
  const offered = new Map<string, readonly string[]>();
  return lists.flatMap(({ column, top, bottom, key, rule }) => {
    const values = offered.get(key) ?? listOf(book, sheet, shown, rule.condition);
    offered.set(key, values);
    return values.length === 0 ? [] : [{ top, bottom, left: column, right: column + 1, values }];
  });
}

function offersTheSame(now: readonly (Row | undefined)[], before: readonly (Row | undefined)[]): boolean {
  return (
    now.length === before.length &&
    now.every((row, at) => {
      const old = before[at];
      if (row === old) return true;
      const [one, other] = [row, old].map((each) => (each === undefined ? NONE : validationsOf(each)));
      return (
        one.length === other.length &&
        one.every(({ column, key }, at) => column === other[at].column && key === other[at].key)
      );
    })
  );
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
