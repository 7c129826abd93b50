/** Changes whenever a field, a type, a required flag or a key changes: a snapshot made under another contract is guarded. */
export const CONTRACT_VERSION = "1";

export type FieldType = "text" | "country" | "timestamp";
export type TabName = "Leads" | "Companies";
export type LeadField = "company" | "first_name" | "last_name" | "title" | "country" | "operator_timestamp";
export type CompanyField = "company" | "hq_location";
export type FieldName = LeadField | CompanyField;

export interface Field<Name extends FieldName = FieldName> {
  readonly name: Name;
  readonly type: FieldType;
  readonly required: true;
  /** The header a new workbook shows. */
  readonly header: string;
  readonly aliases: readonly string[];
  /** The field in a sentence: "country is missing". */
  readonly noun: string;
}

export interface TabContract<Name extends FieldName = FieldName> {
  readonly tab: TabName;
  readonly fields: readonly Field<Name>[];
  /** Rows equal in these fields, by comparison key, are one. */
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
} as const;

export const LEADS: TabContract<LeadField> = {
  tab: "Leads",
  fields: [
    company,
    {
      name: "first_name",
      type: "text",
      required: true,
      header: "First Name",
      aliases: ["first", "given name", "forename"],
      noun: "first name",
    },
    {
      name: "last_name",
      type: "text",
      required: true,
      header: "Last Name",
      aliases: ["last", "surname", "family name"],
      noun: "last name",
    },
    {
      name: "title",
      type: "text",
      required: true,
      header: "Title",
      aliases: ["position", "job title", "role"],
      noun: "title",
    },
    {
      name: "country",
      type: "country",
      required: true,
      header: "Country",
      aliases: ["location", "lead country"],
      noun: "country",
    },
    {
      name: "operator_timestamp",
      type: "timestamp",
      required: true,
      header: "Timestamp",
      aliases: ["operator timestamp", "captured at", "date"],
      noun: "timestamp",
    },
  ],
  uniqueKey: ["company", "first_name", "last_name", "country"],
};

export const COMPANIES: TabContract<CompanyField> = {
  tab: "Companies",
  fields: [
    company,
    {
      name: "hq_location",
      type: "country",
      required: true,
      header: "HQ Location",
      aliases: ["hq", "headquarters", "hq country"],
      noun: "HQ location",
    },
  ],
  uniqueKey: ["company", "hq_location"],
};
