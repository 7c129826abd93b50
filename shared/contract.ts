/** Changes whenever a field, a type, a required flag, a key or a published column changes: a snapshot made under another contract is guarded. */
export const CONTRACT_VERSION = "2";

export type TabName = "Leads" | "Companies";

interface AnyField<Name extends string> {
  readonly name: Name;
  /** A blank cell of a required field holds its row; of another it is read as nothing. */
  readonly required: boolean;
  /** The header a new workbook shows. */
  readonly header: string;
  readonly aliases: readonly string[];
  /** The field in a sentence: "country is missing". */
  readonly noun: string;
  /** What it holds, for who reads the tables. Decides nothing. */
  readonly description: string;
}

export interface TextField<Name extends string = string> extends AnyField<Name> {
  readonly type: "text";
  /**
   * In a field of the unique key: texts equal but for accents and punctuation, of a company also but for its legal suffix, are possible
   * duplicates.
   */
  readonly hints?: "person" | "company";
  /** A text that is not among those of the field of the same name in this tab is warned of. */
  readonly knownIn?: TabName;
  /**
   * The column of the published tables that says which text it is, the same in both tabs and on every engine: the sheet row of the first
   * clean row that has it, of the tab in `knownIn`, else of its own; null where there is none.
   */
  readonly idColumn?: string;
}

export interface CountryField<Name extends string = string> extends AnyField<Name> {
  readonly type: "country";
  /** The column of the published tables with the ISO code. */
  readonly codeColumn: string;
  /**
   * The column of the published tables that says whether the country is in `field` of a clean row, of the tab judged before, that has the
   * same text in `of`; null where no clean row there has that text.
   */
  readonly among?: { readonly column: string; readonly field: string; readonly of: string };
}

export interface TimestampField<Name extends string = string> extends AnyField<Name> {
  readonly type: "timestamp";
  /** The column of the published tables with the local date. */
  readonly dateColumn: string;
}

export type Field<Name extends string = string> = TextField<Name> | CountryField<Name> | TimestampField<Name>;

/** All that is known of a tab: what its cells mean, and which rows are one, follows from it alone. */
export interface TabContract<Name extends string = string> {
  readonly tab: TabName;
  readonly fields: readonly Field<Name>[];
  /** Rows equal in these fields, by comparison key, are one: the one with the earliest time in its first timestamp, then the upper one. */
  readonly uniqueKey: readonly Name[];
}

const company = {
  name: "company",
  type: "text",
  required: true,
  header: "Company",
  // COMAPANY (sic): the first real sheet says so.
  aliases: ["COMAPANY", "company name", "organisation", "organization"],
  noun: "company",
  description: "The company's name",
  hints: "company",
  idColumn: "company_id",
} as const satisfies Field;

const LEAD_FIELDS = [
  { ...company, description: "The company the person works at", knownIn: "Companies" },
  {
    name: "first_name",
    type: "text",
    required: true,
    header: "First Name",
    aliases: ["first", "given name", "forename"],
    noun: "first name",
    description: "The person's first name",
    hints: "person",
  },
  {
    name: "last_name",
    type: "text",
    required: true,
    header: "Last Name",
    aliases: ["last", "surname", "family name"],
    noun: "last name",
    description: "The person's last name",
    hints: "person",
  },
  {
    name: "title",
    type: "text",
    required: true,
    header: "Title",
    aliases: ["position", "job title", "role"],
    noun: "title",
    description: "The person's job title",
  },
  {
    name: "country",
    type: "country",
    required: true,
    header: "Country",
    aliases: ["location", "lead country"],
    noun: "country",
    description: "The country the person is in",
    codeColumn: "country_code",
    among: { column: "at_hq", field: "hq_location", of: "company" },
  },
  {
    name: "operator_timestamp",
    type: "timestamp",
    required: true,
    header: "Timestamp",
    aliases: ["operator timestamp", "captured at", "date"],
    noun: "timestamp",
    description: "When the operator captured the lead",
    dateColumn: "captured_date",
  },
] as const satisfies readonly Field[];

export const LEADS: TabContract<(typeof LEAD_FIELDS)[number]["name"]> = {
  tab: "Leads",
  fields: LEAD_FIELDS,
  uniqueKey: ["company", "first_name", "last_name", "country"],
};

const COMPANY_FIELDS = [
  company,
  {
    name: "hq_location",
    type: "country",
    required: true,
    header: "HQ Location",
    aliases: ["hq", "headquarters", "hq country"],
    noun: "HQ location",
    description: "A country in which the company has its headquarters",
    codeColumn: "hq_code",
  },
] as const satisfies readonly Field[];

export const COMPANIES: TabContract<(typeof COMPANY_FIELDS)[number]["name"]> = {
  tab: "Companies",
  fields: COMPANY_FIELDS,
  uniqueKey: ["company", "hq_location"],
};

/** A field of today's contract. */
export type FieldName = (typeof LEADS | typeof COMPANIES)["fields"][number]["name"];
