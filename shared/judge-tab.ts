import type { TabContract, TabName, TextField } from "./contract";
import { type CountryReadings, readCountryField } from "./country-field";
import type { DecidedCountries } from "./decisions";
import { keptApart } from "./kept-apart";
import { KeyTable, type KeyTableState } from "./key-table";
import type { KeysState } from "./loops";
import type { TabCells } from "./tab-cells";
import { readTextField, type TextReadings } from "./text-field";
import { readTimeField } from "./time-field";
import type { TimeContext } from "./timestamp";
import { type InstantReadings, judge, type TabReadings, type Verdicts, warningBit } from "./verdicts";

/** What a tab that was judged first leaves for the next: texts and countries with equal ids mean the same in both. */
export interface KnownKeys {
  readonly tab: TabName;
  /** By the name of the field. */
  readonly texts: ReadonlyMap<string, KeysState>;
  readonly countries: KeyTableState;
  readonly spellings: ReadonlyMap<number, string>;
}

/** The readings of all fields, each with what its type gives. */
export interface ReadTab extends TabReadings {
  readonly fields: readonly (TextReadings | CountryReadings | InstantReadings)[];
}

export interface TabVerdicts {
  readonly readings: ReadTab;
  readonly verdicts: Verdicts;
  readonly known: KnownKeys;
}

/** The readings of a field, with what its type gives. */
type Reading = ReadTab["fields"][number];

/**
 * Reads the fields of a tab that have nothing to do with the tab judged before it, which has the contract `first`: what can be done while that
 * is still being judged. Returns the readings of each field, `null` for the others.
 */
export function readBeforehand(
  contract: TabContract,
  { columns, rows, loops }: TabCells,
  context: TimeContext,
  first: TabContract,
): (Reading | null)[] {
  return contract.fields.map((field, i) => {
    const column = columns[i];
    if (field.type === "timestamp") return readTimeField(column, field, context, rows, loops);
    const isShared = field.type === "country" || first.fields.some(({ name }) => name === field.name);
    return isShared ? null : readTextField(column, field, loops.keysAfter(undefined, column, false), loops);
  });
}

/**
 * Reads and judges every row of a tab by its contract: the one place where that is done, for the sheet and for the exporter.
 * Leaves `cells` and `known` as they are.
 * @param known of Companies, for the leads; `null` when no tab was judged before: then no text is unknown
 * @param apart `pairHash` of the pairs that a person found to be two
 * @param decisions what a person decided that texts in country fields mean
 * @param before what `readBeforehand` returned
 */
export function judgeTab(
  contract: TabContract,
  cells: TabCells,
  context: TimeContext,
  known: KnownKeys | null = null,
  apart: ReadonlySet<string> = new Set(),
  decisions: DecidedCountries = new Map(),
  before: readonly (Reading | null)[] = [],
): TabVerdicts {
  const { loops } = cells;
  const texts = new Map<string, KeysState>();
  const countries = KeyTable.extending(known?.countries, 0, 0);
  const spellings = new Map(known?.spellings);
  const fields = contract.fields.map((field, i) => {
    const column = cells.columns[i];
    const read = before[i] ?? null;
    if (read !== null) return read;
    if (field.type === "timestamp") return readTimeField(column, field, context, cells.rows, loops);
    if (field.type === "country") return readCountryField(column, field, countries, spellings, decisions);
    const keyTable = loops.keysAfter(known?.texts.get(field.name), column, known === null);
    const readings = readTextField(column, field, keyTable, loops);
    if (known === null) texts.set(field.name, keyTable.toState());
    else warnOfUnknown(readings, field, known);
    return readings;
  });
  const readings: ReadTab = {
    rows: cells.rows,
    fields,
    uniqueKey: contract.uniqueKey.map((name) => keyFieldNamed(contract, name)),
    overlong: cells.overlong,
  };
  const verdicts = judge(readings, loops, keptApart(contract, cells, apart));
  return { readings, verdicts, known: { tab: contract.tab, texts, countries: countries.toState(), spellings } };
}

function warnOfUnknown(
  { keys, warnings }: TextReadings,
  { name, knownIn }: TextField,
  { tab, texts }: KnownKeys,
): void {
  const known = texts.get(name);
  if (knownIn !== tab || known === undefined) return;
  const unknown = warningBit("UNKNOWN_COMPANY");
  for (let i = 0; i < keys.length; i++) if (keys[i] >= known.size) warnings[i] |= unknown;
}

function keyFieldNamed({ tab, fields }: TabContract, name: string): number {
  const at = fields.findIndex((field) => field.name === name && field.type !== "timestamp");
  if (at === -1)
    throw new Error(`The unique key of ${tab} names ${name}, which is no text and no country of its fields.`);
  return at;
}
