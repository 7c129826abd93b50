import { WHEN } from "../shared/answers-due";
import { COMPANIES, LEADS } from "../shared/contract";
import type { Entry, Pair, Place, RemovedRow, SameCells, Settings } from "./rpc";

/** Whether something that came from the sidebar is a `T`. */
export type Test<T> = (value: unknown) => value is T;

type Entries = Readonly<Record<string, unknown>>;

const FIELDS: readonly unknown[] = [...LEADS.fields, ...COMPANIES.fields].map(({ name }) => name);
const ANSWERS_MAIL: readonly unknown[] = ["never", ...WHEN];
const LONGEST_TEXT = 50_000;
/** Company, first name, last name, country. */
const KEY = 4;

export const isText: Test<string> = (value): value is string =>
  typeof value === "string" && value.length <= LONGEST_TEXT;

export const isTextOrNull: Test<string | null> = (value): value is string | null => value === null || isText(value);

export const isFlag: Test<boolean> = (value): value is boolean => typeof value === "boolean";

export const isPlace: Test<Place> = (value): value is Place =>
  isEntries(value) &&
  isTab(value) &&
  isRow(value.row) &&
  (value.field === null || FIELDS.includes(value.field)) &&
  isText(value.key);

export const isPair: Test<Pair> = (value): value is Pair =>
  isEntries(value) && [value.one, value.other].every((key) => isTexts(key) && key.length === KEY);

export const isSameCells: Test<SameCells> = (value): value is SameCells =>
  isEntries(value) &&
  isTab(value) &&
  FIELDS.includes(value.field) &&
  isTexts([value.from, value.to]) &&
  isTexts(value.keys);

export const isRemovedRow: Test<RemovedRow> = (value): value is RemovedRow =>
  isEntries(value) &&
  isTab(value) &&
  isRow(value.row) &&
  isTexts(value.header) &&
  [value.cells, value.filled].every((list) => Array.isArray(list) && list.every(isEntry)) &&
  isPlace(value.kept);

const isEntry = (value: unknown): value is Entry =>
  value === null ||
  isText(value) ||
  typeof value === "number" ||
  isFlag(value) ||
  (isEntries(value) && (typeof value.date === "number" || isText(value.formula)));

export const isSettings: Test<Settings> = (value): value is Settings =>
  isEntries(value) &&
  isText(value.exporter) &&
  isTexts(value.mail) &&
  (value.answers === undefined || ANSWERS_MAIL.includes(value.answers)) &&
  typeof value.hour === "number" &&
  isFlag(value.stamp) &&
  (value.exported === undefined || isFlag(value.exported));

function isTab({ tab }: Entries): boolean {
  return tab === LEADS.tab || tab === COMPANIES.tab;
}

function isRow(row: unknown): boolean {
  return Number.isInteger(row) && (row as number) >= 2;
}

function isEntries(value: unknown): value is Entries {
  return typeof value === "object" && value !== null;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText);
}
