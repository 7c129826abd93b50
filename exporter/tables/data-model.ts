import { COMPANIES, type Field, LEADS, type TabContract } from "../../shared/contract";
import { cellFields } from "./cell-fields";

export type TableName = "leads" | "companies" | "held" | "duplicates";
/** `changes` is there only where an earlier snapshot was. */
export type SnapshotTable = TableName | "changes";
export type ColumnKind = "text" | "integer" | "instant" | "date" | "boolean";

export interface ModelColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly nullable: boolean;
  /** What it holds, as one phrase. */
  readonly description: string;
}

/** A column whose values name one row of another table, where they are not null. */
export interface ForeignKey {
  readonly to: TableName;
  /** The column of this table, and the one of the other that it equals. */
  readonly columns: readonly [own: string, other: string];
}

/** How rows of two tables belong together. */
export interface Join extends ForeignKey {
  /** The whole condition in SQL. */
  readonly on: string;
  /** How many rows of the other table a row finds. */
  readonly finds: string;
}

/** One of the published tables, as its readers need to know it. */
export interface ModelTable<Name extends SnapshotTable = TableName> {
  readonly name: Name;
  readonly description: string;
  readonly columns: readonly ModelColumn[];
  readonly primaryKey: readonly string[];
  /** Columns in which no two rows are equal, besides the primary key. */
  readonly uniqueKeys: readonly (readonly string[])[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly joins: readonly Join[];
}

export const column = (name: string, kind: ColumnKind, nullable: boolean, description: string): ModelColumn => {
  return { name, kind, nullable, description };
};

export const SOURCE_ROW = column("source_row", "integer", false, "The row of the sheet or file; its header is row 1");

/** The four tables, from the contracts of the two tabs: the one place that says which columns there are and what they hold. */
export function dataModel(leads: TabContract, companies: TabContract): ModelTable[] {
  const tabs = [leads, companies];
  const winner = (name: TableName, { tab }: TabContract): Join => {
    const on = `duplicates.tab = '${tab}' AND duplicates.winner_row = ${name}.source_row`;
    return { to: name, columns: ["winner_row", "source_row"], on, finds: `one, for rows of the tab ${tab}` };
  };
  return [
    cleanTable("leads", leads, sharedIds(leads, companies).map(idJoin)),
    cleanTable("companies", companies, []),
    {
      name: "held",
      description: "Rows that wait for a correction, as typed, and why",
      columns: [
        ...typedColumns(tabs),
        column("problems", "text", false, "A code and the field for each problem, with ; between"),
      ],
      primaryKey: ["tab", "source_row"],
      uniqueKeys: [],
      foreignKeys: [],
      joins: [],
    },
    {
      name: "duplicates",
      description: "Rows that repeat another, as typed, and which row they repeat",
      columns: [
        ...typedColumns(tabs),
        column("winner_row", "integer", false, "The row of the same tab that counts instead: its source_row"),
      ],
      primaryKey: ["tab", "source_row"],
      uniqueKeys: [],
      foreignKeys: [],
      joins: [winner("leads", leads), winner("companies", companies)],
    },
  ];
}

/** The tables of today's contract. */
export const DATA_MODEL: readonly ModelTable[] = dataModel(LEADS, COMPANIES);

function cleanTable(name: "leads" | "companies", contract: TabContract, joins: Join[]): ModelTable {
  const { tab, fields, uniqueKey } = contract;
  return {
    name,
    description: `The clean rows of the tab ${tab}: each ${name === "leads" ? "person at a company" : "headquarters of a company"} once`,
    columns: [
      SOURCE_ROW,
      ...fields.flatMap(readColumns),
      ...fields.flatMap((field) => idColumns(field, contract)),
      ...fields.flatMap(amongColumns),
      column("warnings", "text", true, "Codes of what to look at in the row, with a space between; null: nothing"),
    ],
    primaryKey: [SOURCE_ROW.name],
    uniqueKeys: [uniqueKey],
    foreignKeys: fields.flatMap(foreignKeys),
    joins,
  };
}

/** What a field was read as. */
function readColumns(field: Field): ModelColumn[] {
  const { name, type, description } = field;
  const nullable = !field.required;
  switch (type) {
    case "text":
      return [column(name, "text", nullable, description)];
    case "country":
      return [
        column(name, "text", nullable, `${description}: its English name, or as typed where it is not known`),
        column(field.codeColumn, "text", true, `The ISO 3166 code of ${name}; null: not known`),
      ];
    case "timestamp":
      return [
        column(name, "instant", nullable, `${description}: the instant, in UTC`),
        column(field.dateColumn, "date", nullable, `The day of ${name} in the zone of the run`),
      ];
  }
}

/** Which row of the tab judged first a text means. */
function idColumns(field: Field, { tab }: TabContract): ModelColumn[] {
  if (!("idColumn" in field) || field.idColumn === undefined) return [];
  const first = `The source_row of the first clean row of ${field.knownIn ?? tab} with the same ${field.noun}, however it is written`;
  if (field.knownIn === undefined) return [column(field.idColumn, "integer", !field.required, first)];
  return [column(field.idColumn, "integer", true, `${first}; null: it has none`)];
}

/** The text of a lead means a row of the companies; its own table's first row is no other table's. */
function foreignKeys(field: Field): ForeignKey[] {
  if (!("idColumn" in field) || field.idColumn === undefined || field.knownIn !== "Companies") return [];
  return [{ to: "companies", columns: [field.idColumn, SOURCE_ROW.name] }];
}

function amongColumns(field: Field): ModelColumn[] {
  if (!("among" in field) || field.among === undefined) return [];
  const { column: name, field: other, of } = field.among;
  const what = `Whether ${field.name} is a ${other} of the same ${of}; null: that has no clean row`;
  return [column(name, "boolean", true, what)];
}

/** The columns with numbers of texts that both tabs have. */
function sharedIds(leads: TabContract, companies: TabContract): string[] {
  const named = (tab: TabContract) => tab.fields.flatMap((field) => idColumns(field, tab)).map(({ name }) => name);
  return named(leads).filter((name) => named(companies).includes(name));
}

function idJoin(name: string): Join {
  const finds = "one for each headquarters of the company; none for a company that is not in the tab";
  return { to: "companies", columns: [name, name], on: `leads.${name} = companies.${name}`, finds };
}

/** The fields of all tabs, as typed. */
function typedColumns(tabs: readonly TabContract[]): ModelColumn[] {
  const cells = cellFields(tabs).map(({ name }) => {
    return column(name, "text", true, `What was typed as ${name}${onlyIn(name, tabs)}; null: nothing`);
  });
  return [tabColumn(tabs), SOURCE_ROW, ...cells];
}

/** The column that says of which of these tabs a row is. */
export function tabColumn(tabs: readonly TabContract[]): ModelColumn {
  return column("tab", "text", false, `The tab of the row: ${tabs.map(({ tab }) => tab).join(" or ")}`);
}

/** What is said of a field that not all tabs have. */
export function onlyIn(name: string, tabs: readonly TabContract[]): string {
  const having = tabs.filter(({ fields }) => fields.some((field) => field.name === name));
  return having.length === tabs.length ? "" : `; only in rows of the tab ${having[0].tab}`;
}
