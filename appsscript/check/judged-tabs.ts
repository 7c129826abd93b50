import { COMPANIES, type FieldName, LEADS, type TabContract } from "../../shared/contract";
import type { Binding } from "../../shared/headers";
import { leadKey, pairHash } from "../../shared/kept-apart";
import type { JudgedTab } from "../../shared/row-problems";
import type { TimeContext } from "../../shared/timestamp";
import { judge, type KeptApart, type TabReadings, warningBit } from "../../shared/verdicts";
import { readCountryField } from "./country-field";
import { KeyIds } from "./key-ids";
import { overlongRows } from "./overlong";
import type { SheetInput, TabInput } from "./sheet-input";
import { readTextField } from "./text-field";
import { readTimeField, timeText } from "./time-field";
import { type WordColumn, wordColumn } from "./word-column";

/** A tab judged, with the columns it was judged by. */
export interface CheckedTab extends JudgedTab {
  readonly tab: TabInput;
  readonly binding: Binding;
  /** The columns of words, in the order of the contract's fields: the timestamp is left out. */
  readonly words: readonly WordColumn[];
}

/** Reads and judges both tabs, whose headers are bound without a problem. Companies come first: leads are checked against them. */
export function judgeTabs(
  input: SheetInput,
  bound: { readonly leads: Binding; readonly companies: Binding },
): { leads: CheckedTab; companies: CheckedTab; apart: KeptApart | undefined } {
  const { zone, asOf, dateOrder } = input;
  const context: TimeContext = { zone, asOf, dateOrder };
  const companyIds = new KeyIds();
  const companies = judgeCompanies(input, bound.companies, companyIds, context);
  const known = companyIds.size;

  const words = wordColumns(LEADS, input.leads, bound.leads, context);
  const company = readTextField(words[0], companyIds, "company");
  const unknown = warningBit("UNKNOWN_COMPANY");
  for (let i = 0; i < company.keys.length; i++) if (company.keys[i] >= known) company.warnings[i] |= unknown;
  const readings: TabReadings = {
    rows: company.codes.length,
    fields: [
      company,
      readTextField(words[1], new KeyIds(), "person"),
      readTextField(words[2], new KeyIds(), "person"),
      readTextField(words[3], new KeyIds(), null),
      readCountryField(words[4]),
    ],
    uniqueKey: [0, 1, 2, 4],
    instants: readTimeField(input.leads, bound.leads.columns.operator_timestamp, context),
    overlong: overlongRows(input.leads.values),
  };
  const apart = keptApart(words, input.apart);
  const leads = {
    ...described(LEADS, input.leads, bound.leads, words, context),
    readings,
    verdicts: judge(readings, apart),
  };
  return { leads, companies, apart };
}

function judgeCompanies(
  { companies: tab }: SheetInput,
  binding: Binding,
  ids: KeyIds,
  context: TimeContext,
): CheckedTab {
  const words = wordColumns(COMPANIES, tab, binding, context);
  const company = readTextField(words[0], ids, "company");
  const readings: TabReadings = {
    rows: company.codes.length,
    fields: [company, readCountryField(words[1])],
    uniqueKey: [0, 1],
    instants: null,
    overlong: overlongRows(tab.values),
  };
  return { ...described(COMPANIES, tab, binding, words, context), readings, verdicts: judge(readings) };
}

function wordColumns(contract: TabContract, tab: TabInput, { columns }: Binding, { zone }: TimeContext): WordColumn[] {
  return contract.fields
    .filter(({ type }) => type !== "timestamp")
    .map(({ name }) => wordColumn(tab, columns[name], zone));
}

function described(
  contract: TabContract,
  tab: TabInput,
  binding: Binding,
  words: readonly WordColumn[],
  context: TimeContext,
): Omit<CheckedTab, "readings" | "verdicts"> {
  const cellText = (field: number, row: number) => {
    const word = words[field];
    if (word !== undefined) return word.distinct[word.codes[row]];
    const name: FieldName = contract.fields[field].name;
    return timeText(tab, binding.columns[name], row, context);
  };
  return { contract, tab, binding, words, cellText };
}

/** Without pairs there is nothing to ask, and no time is lost. */
function keptApart(words: readonly WordColumn[], pairs: ReadonlySet<string>): KeptApart | undefined {
  if (pairs.size === 0) return undefined;
  const keys = new Map<number, readonly string[]>();
  const keyOf = (row: number) => {
    let key = keys.get(row);
    if (key === undefined) {
      key = uniqueKeyOf(words, row);
      keys.set(row, key);
    }
    return key;
  };
  return (one, other) => pairs.has(pairHash(keyOf(one), keyOf(other)));
}

/** The unique key of a row of Leads, as pairs are remembered by it. */
export function uniqueKeyOf(words: readonly WordColumn[], row: number): string[] {
  const [company, firstName, lastName, , country] = words.map(({ codes, distinct }) => distinct[codes[row]]);
  return leadKey(company, firstName, lastName, country);
}
