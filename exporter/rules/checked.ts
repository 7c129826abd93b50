import { COMPANIES, LEADS, type TabContract } from "../../shared/contract";
import type { Binding } from "../../shared/headers";
import type { TimeContext } from "../../shared/timestamp";
import { type InstantReadings, judge, type TabReadings, type Verdicts, warningBit } from "../../shared/verdicts";
import type { RawColumn, RawTable } from "../inputs/table";
import { type CountryReadings, readCountryColumn, type Spellings } from "./country-column";
import { keptApart } from "./kept-apart";
import { KeyTable, type KeyTableState } from "./key-table";
import { looseIds } from "./loose-ids";
import { numbersAsText } from "./number-cells";
import { readTextColumn, type TextReadings } from "./text-column";
import { readTimeColumn } from "./time-column";

/** A tab whose every row has its verdict. */
export interface CheckedTab {
  contract: TabContract;
  table: RawTable;
  binding: Binding;
  /** The bound columns, in contract order. */
  columns: RawColumn[];
  readings: TabReadings;
  verdicts: Verdicts;
}

export interface CheckedCompanies extends CheckedTab {
  company: TextReadings;
  hq: CountryReadings;
  /** What the leads must share: equal ids mean the same company or country in both tabs. */
  known: { companies: KeyTableState; countries: KeyTableState; spellings: Spellings };
}

export interface CheckedLeads extends CheckedTab {
  company: TextReadings;
  firstName: TextReadings;
  lastName: TextReadings;
  title: TextReadings;
  country: CountryReadings;
  times: InstantReadings;
}

/** Reads and judges the Companies tab. It comes first: leads are checked against it. */
export function checkCompanies(table: RawTable, binding: Binding): CheckedCompanies {
  const columns = boundColumns(COMPANIES, table, binding);
  const companies = new KeyTable();
  const countries = new KeyTable();
  const spellings: Spellings = new Map();
  const company = readTextColumn(columns[0], companies);
  const hq = readCountryColumn(columns[1], countries, spellings);
  company.loose = looseIds(company, true);
  const readings: TabReadings = {
    rows: table.rows,
    fields: [company, hq],
    uniqueKey: [0, 1],
    instants: null,
    overlong: table.overlong,
  };
  return {
    contract: COMPANIES,
    table,
    binding,
    columns,
    readings,
    verdicts: judge(readings),
    company,
    hq,
    known: { companies: companies.toState(), countries: countries.toState(), spellings },
  };
}

/**
 * Reads and judges the Leads tab. Adds the leads' own companies and countries to `known`.
 * @param apart `pairHash` of the pairs that a person found to be two leads
 */
export function checkLeads(
  table: RawTable,
  binding: Binding,
  known: CheckedCompanies["known"],
  context: TimeContext,
  apart: ReadonlySet<string> = new Set(),
): CheckedLeads {
  const columns = boundColumns(LEADS, table, binding);
  const names = () => new KeyTable();
  const knownCompanies = known.companies.size;
  const company = readTextColumn(columns[0], KeyTable.fromState(known.companies));
  const firstName = readTextColumn(columns[1], names());
  const lastName = readTextColumn(columns[2], names());
  const title = readTextColumn(columns[3], names());
  const country = readCountryColumn(columns[4], KeyTable.fromState(known.countries), known.spellings);
  const times = readTimeColumn(columns[5], table.rows, context);
  const unknown = warningBit("UNKNOWN_COMPANY");
  for (let i = 0; i < company.size; i++) if (company.keys[i] >= knownCompanies) company.warnings[i] |= unknown;
  company.loose = looseIds(company, true);
  firstName.loose = looseIds(firstName, false);
  lastName.loose = looseIds(lastName, false);
  const readings: TabReadings = {
    rows: table.rows,
    fields: [company, firstName, lastName, title, country],
    uniqueKey: [0, 1, 2, 4],
    instants: times,
    overlong: table.overlong,
  };
  return {
    contract: LEADS,
    table,
    binding,
    columns,
    readings,
    verdicts: judge(readings, apart.size === 0 ? undefined : keptApart(columns, apart)),
    company,
    firstName,
    lastName,
    title,
    country,
    times,
  };
}

/** The columns of the contract's fields; a number cell in a field that is no timestamp becomes its displayed text. */
function boundColumns(contract: TabContract, table: RawTable, binding: Binding): RawColumn[] {
  return contract.fields.map(({ name, type }) => {
    const column = table.columns[binding.columns[name]];
    return type === "timestamp" ? column : numbersAsText(column, table.rows);
  });
}
