import type { ColumnCells } from "../../shared/column-cells";
import type { CountryField, TextField } from "../../shared/contract";
import { readCountryField } from "../../shared/country-field";
import type { DecidedCountries } from "../../shared/decisions";
import { KeyTable } from "../../shared/key-table";
import { readTextField } from "../../shared/text-field";
import { typescriptLoops } from "../../shared/typescript-loops";
import type { WordReadings } from "../../shared/verdicts";

/** Gives each distinct cell the id of its comparison key: equal ids, of whatever columns one reader read, mean the same. */
export type KeyReader = (cells: ColumnCells) => WordReadings;

/** The reader of one field of a unique key, by today's rules and decisions. */
export function keyReader(field: TextField | CountryField, decisions: DecidedCountries): KeyReader {
  const ids = KeyTable.extending(undefined, 0, 0);
  if (field.type === "text") return (cells) => readTextField(cells, { required: field.required }, ids, typescriptLoops);
  const spellings = new Map<number, string>();
  return (cells) => readCountryField(cells, field, ids, spellings, decisions);
}
