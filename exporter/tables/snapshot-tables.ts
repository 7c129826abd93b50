import type { Field, TabContract } from "../../shared/contract";
import { WARNING_CODES } from "../../shared/problem";
import { fieldOf } from "../../shared/row-problems";
import { CLEAN, DUPLICATE, HELD, type WordReadings, warningsOf } from "../../shared/verdicts";
import type { Zone } from "../../shared/zone";
import { asTyped, textTable, tidiedTexts } from "../inputs/text-table";
import { rowsWith } from "../kernel/rows";
import type { JudgedTable } from "../rules/judge-table";
import { cellFields } from "./cell-fields";
import { type OutColumn, type Part, partsOf } from "./columns";
import { among, firstRows, type KnownRows } from "./known-rows";

/** Warning bits -> codes with a space between, '' for none. */
const WARNING_TEXTS = textTable(
  Array.from({ length: 1 << WARNING_CODES.length }, (_, bits) => warningsOf(bits).join(" ")),
);

const SOURCE_ROW: OutColumn = { name: "source_row", nullable: false, kind: "sheet-row", of: null };

/**
 * leads.parquet, companies.parquet: the clean rows of one tab.
 * @param known of the tab judged before, which says which of its rows these mean; of the tab itself, where it is the first
 */
export function cleanParts(tab: JudgedTable, zone: Zone, known: KnownRows): Part[] {
  const { contract, verdicts } = tab;
  const columns: OutColumn[] = [
    SOURCE_ROW,
    ...contract.fields.flatMap((field, i) => readColumns(tab, field, i, zone)),
    ...contract.fields.flatMap((field, i) => idColumns(tab, field, i, known)),
    ...contract.fields.flatMap((field) => amongColumns(tab, field, known)),
    { name: "warnings", nullable: true, kind: "text", codes: verdicts.warnings, texts: WARNING_TEXTS },
  ];
  return partsOf(columns, rowsWith(verdicts.verdict, CLEAN));
}

/**
 * held.parquet: the rows of a tab that wait for a person, as they were typed, and why.
 * @param contracts those of all tabs, whose fields the table has
 */
export function heldParts(tab: JudgedTable, contracts: readonly TabContract[]): Part[] {
  const { codes, reasons } = tab.verdicts.held;
  const texts = textTable(
    reasons.map((problems) =>
      problems.map((problem) => [problem.code, fieldOf(tab.contract, problem)?.name ?? []].flat().join(" ")).join("; "),
    ),
  );
  const why: OutColumn = { name: "problems", nullable: false, kind: "text", codes, texts };
  return partsOf([...typedColumns(tab, contracts), why], rowsWith(tab.verdicts.verdict, HELD));
}

/** duplicates.parquet: the rows of a tab that repeat another, as they were typed, and which. */
export function duplicateParts(tab: JudgedTable, contracts: readonly TabContract[]): Part[] {
  const { winner, verdict } = tab.verdicts;
  const which: OutColumn = { name: "winner_row", nullable: false, kind: "sheet-row", of: winner };
  return partsOf([...typedColumns(tab, contracts), which], rowsWith(verdict, DUPLICATE));
}

/** What a field was read as. */
function readColumns({ columns, readings }: JudgedTable, field: Field, i: number, zone: Zone): OutColumn[] {
  const { name } = field;
  const nullable = !field.required;
  const read = readings.fields[i];
  if (field.type === "timestamp" && "instants" in read) {
    const { instants } = read;
    return [
      { name, nullable, kind: "instant", instants },
      { name: field.dateColumn, nullable, kind: "local-date", instants, zone },
    ];
  }
  if (field.type === "country" && "names" in read) {
    const { codes } = read;
    // The code is null for a country that is not known.
    return [
      { name, nullable, kind: "text", codes, texts: textTable(read.names) },
      { name: field.codeColumn, nullable: true, kind: "text", codes, texts: textTable(read.isoCodes) },
    ];
  }
  if (!("tidied" in read)) throw new Error(`${name} was not read as the ${field.type} it is.`);
  const { codes, tidied, keys } = read;
  return [{ name, nullable, kind: "text", codes, texts: tidiedTexts(columns[i].distinct, tidied, keys) }];
}

/** Which clean row of `known` the text of a field means. */
function idColumns({ readings }: JudgedTable, field: Field, i: number, known: KnownRows): OutColumn[] {
  const { codes, keys } = readings.fields[i] as WordReadings;
  if (field.type !== "text" || field.idColumn === undefined) return [];
  const nullable = field.knownIn !== undefined || !field.required;
  return [{ name: field.idColumn, nullable, kind: "id", codes, values: firstRows(known, field.name, keys) }];
}

/** Whether the country of a field is among those that `known` has for the same text. */
function amongColumns(tab: JudgedTable, field: Field, known: KnownRows): OutColumn[] {
  if (field.type !== "country" || field.among === undefined) return [];
  const flags = among(tab, field.name, field.among, known);
  return [{ name: field.among.column, nullable: true, kind: "flag", flags }];
}

/** The fields of all tabs as typed: a field the tab does not have is null. */
function typedColumns({ contract, columns }: JudgedTable, contracts: readonly TabContract[]): OutColumn[] {
  const cells = cellFields(contracts).map(({ name, type }): OutColumn => {
    const at = contract.fields.findIndex((field) => field.name === name);
    if (at === -1) return { name, nullable: true, kind: "constant", text: null };
    const { codes, distinct, numbers, numbersAre } = columns[at];
    const texts = asTyped(distinct);
    if (type === "timestamp") return { name, nullable: true, kind: "time-cell", codes, texts, numbers, numbersAre };
    return { name, nullable: true, kind: "text", codes, texts };
  });
  return [{ name: "tab", nullable: false, kind: "constant", text: contract.tab }, SOURCE_ROW, ...cells];
}
