import { firstFault } from "../../inputs/files/json-fault";
import { exactValues, looseValue } from "../../inputs/files/json-values";
import { Stop } from "./stop";

/** One line of JSON Lines. */
export interface JsonLine {
  /** The keys of a record; `null` for a list. */
  readonly names: readonly string[] | null;
  readonly values: readonly unknown[];
}

/** Reads a record or a list; `null` for a blank line. Foreign words and numbers that no double holds are read as files are. */
export function jsonLine(text: string, holdsTimes: (place: number, name: string | null) => boolean): JsonLine | null {
  if (text.trim() === "") return null;
  const record = looseValue(text);
  if (typeof record !== "object" || record === null) throw fault(text);
  const names = Array.isArray(record) ? null : Object.keys(record);
  if (names !== null && (text.match(/"\s*:/g) ?? []).length !== names.length && firstFault(text) !== null) {
    throw fault(text);
  }
  const values = exactValues(record, text, (i) => holdsTimes(i, names?.[i] ?? null));
  return { names, values };
}

function fault(text: string): Stop {
  const found = firstFault(text);
  if (found?.key !== undefined) {
    return new Stop({ code: "DUPLICATE_KEY", what: `the key "${found.key}" stands twice in one record` });
  }
  const what = found === null ? "this is no record" : `expected ${found.expected}, found ${found.found ?? "the end"}`;
  return new Stop({ code: "BAD_JSON", what });
}
