import { LEADS, type TabName } from "../../shared/contract";
import { type Choices, choicesOf, newChoices } from "../check/choices";
import { appendRows, appendTextRow, growRows, readTexts, writeRows } from "../sheet/cells";
import { offerList } from "../sheet/choices";
import { addHiddenTab, findTab, type Sheet } from "../sheet/workbook";
import type { Checked } from "./check-leads";
import type { Rows } from "./stamp";

/** The hidden tab whose columns the drop-downs of Leads offer. */
export const LISTS = "Lead Export lists";
const FIELDS = ["country", "company"] as const satisfies readonly (keyof Choices)[];
const HEADER: readonly string[] = FIELDS.map((name) => LEADS.fields.find((field) => field.name === name)!.header);
/** So many rows stay free for what edits bring until all rows are checked again. */
const ROOM = 200;

/** Makes the tab unless it is there. Returns whether it was made. */
export function readyLists(): boolean {
  if (findTab(LISTS) !== null) return false;
  appendTextRow(addHiddenTab(LISTS), HEADER);
  return true;
}

/** Offers the lists in the columns (0-based, by field) of Leads. */
export function offerLists(leads: Sheet, columns: Readonly<Record<string, number>>): void {
  const lists = findTab(LISTS);
  if (lists === null) return;
  FIELDS.forEach((field, i) => {
    if (columns[field] >= 0) offerList(leads, columns[field], field, lists, i);
  });
}

/** Lists what all rows say, once they were checked. */
export function refreshLists({ leads, input, checked }: Checked): void {
  const lists = findTab(LISTS);
  if (lists === null || !checked.readable) return;
  const before = readTexts(lists);
  if (!HEADER.every((name, i) => before[0][i] === name)) return;
  const after = rowsOf(choicesOf(checked));
  const now = before.slice(1).map((row) => HEADER.map((_, i) => row[i]));
  if (JSON.stringify(now) === JSON.stringify(after)) return;
  const isLarger = growRows(lists, after.length + 1 + ROOM);
  while (after.length < now.length) after.push(HEADER.map(() => ""));
  writeRows(lists, 2, after);
  if (isLarger) offerLists(leads, input.leads.binding.columns);
}

/** Lists what an edit of some rows brought: one service call where it brought one spelling, none where it brought none. */
export function extendLists({ leads, input, checked }: Checked, tab: TabName, { from, to }: Rows): void {
  const lists = findTab(LISTS);
  if (lists === null || !checked.readable) return;
  const rows = rowsOf(newChoices(checked, tab, from, to));
  if (rows.length === 1) appendTextRow(lists, rows[0]);
  else if (rows.length > 1 && appendRows(lists, rows)) offerLists(leads, input.leads.binding.columns);
}

function rowsOf(choices: Choices): string[][] {
  const columns = FIELDS.map((field) => choices[field]);
  const rows = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: rows }, (_, row) => columns.map((column) => column[row] ?? ""));
}
