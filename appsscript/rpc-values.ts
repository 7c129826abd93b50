import { COMPANIES, LEADS } from "../shared/contract";
import type { Pair, Place, Settings } from "./rpc";

/** Whether something that came from the sidebar is a `T`. */
export type Test<T> = (value: unknown) => value is T;

type Entries = Readonly<Record<string, unknown>>;

const FIELDS: readonly unknown[] = [...LEADS.fields, ...COMPANIES.fields].map(({ name }) => name);
const LONGEST_TEXT = 50_000;
/** Company, first name, last name, country. */
const KEY = 4;

export const isText: Test<string> = (value): value is string =>
  typeof value === "string" && value.length <= LONGEST_TEXT;

export const isTextOrNull: Test<string | null> = (value): value is string | null => value === null || isText(value);

export const isFlag: Test<boolean> = (value): value is boolean => typeof value === "boolean";

export const isPlace: Test<Place> = (value): value is Place =>
  isEntries(value) &&
  (value.tab === LEADS.tab || value.tab === COMPANIES.tab) &&
  Number.isInteger(value.row) &&
  (value.row as number) >= 2 &&
  (value.field === null || FIELDS.includes(value.field)) &&
  isText(value.key);

export const isPair: Test<Pair> = (value): value is Pair =>
  isEntries(value) && [value.one, value.other].every((key) => isTexts(key) && key.length === KEY);

export const isSettings: Test<Settings> = (value): value is Settings =>
  isEntries(value) &&
  isText(value.exporter) &&
  isTexts(value.mail) &&
  typeof value.hour === "number" &&
  isFlag(value.stamp);

function isEntries(value: unknown): value is Entries {
  return typeof value === "object" && value !== null;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText);
}
