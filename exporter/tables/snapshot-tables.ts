import { WARNING_CODES } from "../../shared/problem";
import { CLEAN, DUPLICATE, HELD, rowsWith, warningsOf } from "../../shared/verdicts";
import type { Zone } from "../../shared/zone";
import { asTyped, type TextTable, textTable } from "../inputs/text-table";
import type { CheckedCompanies, CheckedLeads, CheckedTab } from "../rules/checked";
import { type OutColumn, type Part, partsOf } from "./columns";
import { heldReasons } from "./held-reasons";

/** Warning bits -> codes with a space between, '' for none. */
const WARNING_TEXTS = textTable(
  Array.from({ length: 1 << WARNING_CODES.length }, (_, bits) => warningsOf(bits).join(" ")),
);

/** leads.parquet: the clean leads. */
export function leadParts(leads: CheckedLeads, zone: Zone): Part[] {
  const { company, firstName, lastName, title, country, times, verdicts } = leads;
  return partsOf(
    [
      { name: "source_row", nullable: false, kind: "sheet-row", of: null },
      text("company", company, company.texts),
      text("first_name", firstName, firstName.texts),
      text("last_name", lastName, lastName.texts),
      text("title", title, title.texts),
      text("country", country, country.names),
      coded("country_code", country, country.countryCodes),
      { name: "operator_timestamp", nullable: false, kind: "instant", instants: times.instants },
      { name: "captured_date", nullable: false, kind: "local-date", instants: times.instants, zone },
      { name: "company_id", nullable: false, kind: "id", codes: company.codes, values: company.keys },
      { name: "warnings", nullable: true, kind: "text", codes: verdicts.warnings, texts: WARNING_TEXTS, plain: false },
    ],
    rowsWith(verdicts.verdict, CLEAN),
  );
}

/** companies.parquet: the clean companies. */
export function companyParts(companies: CheckedCompanies): Part[] {
  const { company, hq, verdicts } = companies;
  return partsOf(
    [
      { name: "source_row", nullable: false, kind: "sheet-row", of: null },
      text("company", company, company.texts),
      text("hq_location", hq, hq.names),
      coded("hq_code", hq, hq.countryCodes),
      { name: "company_id", nullable: false, kind: "id", codes: company.codes, values: company.keys },
      { name: "warnings", nullable: true, kind: "text", codes: verdicts.warnings, texts: WARNING_TEXTS, plain: false },
    ],
    rowsWith(verdicts.verdict, CLEAN),
  );
}

/** held.parquet: the rows of one tab that wait for a person, as they were typed, and why. */
export function heldParts(tab: CheckedTab): Part[] {
  const { codes, texts } = heldReasons(tab);
  const rows = rowsWith(tab.verdicts.verdict, HELD);
  return partsOf(
    [
      ...cellColumns(tab),
      { name: "problems", nullable: false, kind: "text", codes, texts: textTable(texts), plain: false },
    ],
    rows,
  );
}

/** duplicates.parquet: the rows of one tab that repeat another, as they were typed, and which. */
export function duplicateParts(tab: CheckedTab): Part[] {
  const rows = rowsWith(tab.verdicts.verdict, DUPLICATE);
  return partsOf(
    [...cellColumns(tab), { name: "winner_row", nullable: false, kind: "sheet-row", of: tab.verdicts.winner }],
    rows,
  );
}

/** The fields of both tabs as typed: a field the tab does not have is null. */
const CELL_FIELDS = ["company", "first_name", "last_name", "title", "country", "hq_location"] as const;

function cellColumns(tab: CheckedTab): OutColumn[] {
  const names: string[] = tab.contract.fields.map((field) => field.name);
  const cells = CELL_FIELDS.map((name): OutColumn => {
    const at = names.indexOf(name);
    if (at === -1) return { name, nullable: true, kind: "constant", text: null };
    const { codes, distinct } = tab.columns[at];
    return { name, nullable: true, kind: "text", codes, texts: asTyped(distinct), plain: false };
  });
  return [
    { name: "tab", nullable: false, kind: "constant", text: tab.contract.tab },
    { name: "source_row", nullable: false, kind: "sheet-row", of: null },
    ...cells,
    timeCells(tab, names.indexOf("operator_timestamp")),
  ];
}

function timeCells(tab: CheckedTab, at: number): OutColumn {
  const name = "operator_timestamp";
  if (at === -1) return { name, nullable: true, kind: "constant", text: null };
  const { codes, distinct, numbers, numbersAre } = tab.columns[at];
  return { name, nullable: true, kind: "time-cell", codes, texts: asTyped(distinct), numbers, numbersAre };
}

/** A dictionary of more texts than this share of the rows is not worth making. */
const PLAIN_FROM = 0.3;

function text(name: string, { codes }: { codes: Int32Array }, texts: TextTable): OutColumn {
  return { name, nullable: false, kind: "text", codes, texts, plain: texts.lengths.length > codes.length * PLAIN_FROM };
}

/** Country codes: null for a country that is not known. */
function coded(name: string, { codes }: { codes: Int32Array }, texts: TextTable): OutColumn {
  return { name, nullable: true, kind: "text", codes, texts, plain: false };
}
