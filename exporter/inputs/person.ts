import { type Cell, displayedText } from "../../shared/cell";
import { LEADS } from "../../shared/contract";
import { readCountry } from "../../shared/country";
import { readText } from "../../shared/reading";

/** Fields of the unique key of Leads that say who somebody is, and those that say where. */
export const NAMES = LEADS.fields
  .filter((field) => "hints" in field && field.hints === "person")
  .map(({ name }) => name);
const KEY = LEADS.fields.filter(({ name }) => LEADS.uniqueKey.includes(name));
/** By which a person is known. */
export const KEY_FIELDS = KEY.map(({ name }): string => name);

/** A person, by fields of the unique key of Leads: the names, and what else is known. */
export type Person = Readonly<Record<string, string>>;

/** Whether a row, given by what stands in its fields, is one of a person; a field that is not shown (`undefined`) decides nothing. */
export type IsOfPerson = (cellOf: (field: string) => Cell | undefined) => boolean;

/**
 * Recognises the rows of a person however they are written, as the rules would: the names must be theirs; where company or country are known
 * of both, those too. A held row that lacks its country is still one of theirs.
 */
export function recognise(person: Person): IsOfPerson {
  const asked = KEY.filter(({ name }) => person[name] !== undefined);
  // Names first: they tell most rows apart.
  const fields = [...asked].sort((a, b) => Number(NAMES.includes(b.name)) - Number(NAMES.includes(a.name)));
  const checks = fields.map(({ name, type }) => {
    const keyOf = (cell: Cell) => (type === "country" ? readCountry(cell) : readText(cell));
    const { key } = keyOf(person[name]);
    const known = new Map<string, boolean>();
    const isTheirs = (text: string): boolean => {
      const read = keyOf(text);
      if (read.problem === "BLANK") return !NAMES.includes(name);
      return read.problem === null && read.key === key;
    };
    return (cell: Cell): boolean => {
      const text = displayedText(cell);
      let found = known.get(text);
      if (found === undefined) {
        found = isTheirs(text);
        known.set(text, found);
      }
      return found;
    };
  });
  return (cellOf) =>
    fields.every(({ name }, i) => {
      const cell = cellOf(name);
      return cell === undefined || checks[i](cell);
    });
}
