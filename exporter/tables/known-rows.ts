import type { CountryField, TabContract } from "../../shared/contract";
import { CLEAN, type WordReadings } from "../../shared/verdicts";
import { kernel, memory } from "../kernel/kernel";
import type { Scratch } from "../kernel/memory";
import { rowsWith } from "../kernel/rows";
import type { JudgedTable } from "../rules/judge-table";

/** What the clean rows of a tab say of the keys that the next tab shares with it. Plain data: the thread that judged the tab finds it once. */
export interface KnownRows {
  /** By the name of a text field: for each key id the sheet row of the first row that has it; 0 where none has. */
  readonly first: ReadonlyMap<string, Int32Array>;
  /** By the name of a country field of the next tab: the pairs of text and country that it is looked for among, a set of the kernel's. */
  readonly pairs: ReadonlyMap<string, Float64Array>;
}

type Among = NonNullable<CountryField["among"]>;

/** @param next the contract of the next tab */
export function knownRows(known: JudgedTable, next: TabContract): KnownRows {
  const { contract, verdicts } = known;
  return memory().withScratch((scratch) => {
    const clean = rowsWith(verdicts.verdict, CLEAN, scratch);
    const texts = contract.fields.filter(({ type }) => type === "text");
    const among = next.fields.flatMap((field) => (field.type === "country" && field.among ? [field] : []));
    return {
      first: new Map(texts.map(({ name }) => [name, firstOf(known, name, clean, scratch)])),
      pairs: new Map(among.map(({ name, among }) => [name, pairsOf(known, among!, clean, scratch)])),
    };
  });
}

function firstOf(known: JudgedTable, name: string, clean: Int32Array, scratch: Scratch): Int32Array {
  const first = memory().int32(known.known.texts.get(name)!.size).fill(0);
  kernel().firstOfKeys(clean.byteOffset, clean.length, ...placeOf(known, name, scratch), first.byteOffset);
  return first;
}

function pairsOf(known: JudgedTable, { of, field }: Among, clean: Int32Array, scratch: Scratch): Float64Array {
  const size = 2 ** Math.ceil(Math.log2(1.5 * clean.length + 8));
  const slots = memory().float64(size).fill(0);
  const keys = [...placeOf(known, of, scratch), ...placeOf(known, field, scratch)] as const;
  const to = [slots.byteOffset, size - 1, scratch.take(PAIRS_BYTES)] as const;
  kernel().addPairs(clean.byteOffset, clean.length, ...keys, ...to);
  return slots;
}

/** Scratch for pairs. */
const PAIRS_BYTES = 2048 + 8;

/** Where the codes of a text or country field lie, and the keys of those. */
function placeOf({ contract, readings }: JudgedTable, name: string, { addressOf }: Scratch): [number, number] {
  const { codes, keys } = readings.fields[contract.fields.findIndex((field) => field.name === name)] as WordReadings;
  return [addressOf(codes), addressOf(keys)];
}

/** Returns for each of `keys` (key ids of the field `name`) the sheet row of the first clean row that has it; 0 where none has. */
export function firstRows({ first }: KnownRows, name: string, keys: Int32Array): Int32Array {
  // Every part of the table is written from it, and proven.
  const rows = memory().int32(keys.length);
  const { byteOffset, length } = first.get(name)!;
  memory().withScratch(({ addressOf }) =>
    kernel().lookUp(addressOf(keys), keys.length, byteOffset, length, rows.byteOffset),
  );
  return rows;
}

/**
 * Returns for each row of `tab` whether a clean row of the tab before has the same text and, too, the country that the row has in the field
 * `country`: 0 when none has the text, 1 when none of those that have it has the country, 2 when one has.
 */
export function among(tab: JudgedTable, country: string, { of }: Among, { first, pairs }: KnownRows): Uint8Array {
  const found = memory().uint8(tab.readings.rows);
  const [{ byteOffset, length }, slots] = [first.get(of)!, pairs.get(country)!];
  memory().withScratch((scratch) => {
    const ours = [...placeOf(tab, of, scratch), ...placeOf(tab, country, scratch)] as const;
    const set = [slots.byteOffset, slots.length - 1] as const;
    kernel().findPairs(found.length, ...ours, byteOffset, length, ...set, found.byteOffset, scratch.take(PAIRS_BYTES));
  });
  return found;
}
