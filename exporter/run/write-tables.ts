import { join } from "node:path";
import { CONTRACT_VERSION } from "../../shared/contract";
import { RULES_VERSION } from "../../shared/rules-version";
import type { Zone } from "../../shared/zone";
import { ParquetFile, type WrittenLayout } from "../parquet/file";
import { schemaOf } from "../parquet/schema";
import type { TableFiles } from "../questions/tables";
import { filled, type Part } from "../tables/columns";
import { dataModel, type ModelTable, type TableName } from "../tables/data-model";
import { cleanParts, duplicateParts, heldParts } from "../tables/snapshot-tables";
import type { CompaniesWork, Crew } from "../threads/crew";
import type { OnPhase } from "../words/progress";
import type { JudgedTables } from "./judge-tables";

/** The four tables of a snapshot, written. */
export interface WrittenTables {
  paths: TableFiles;
  /** Rows by file name. */
  rows: Record<string, number>;
  /** What was written where, to read it back. */
  written: { layout: WrittenLayout; parts: Part[] }[];
}

/** Writes leads, companies, held and duplicates to `folder`. */
export async function writeTables(
  folder: string,
  { leads, companies }: JudgedTables,
  zone: Zone,
  runId: string,
  crew: Crew,
  onPhase: OnPhase,
): Promise<WrittenTables> {
  const tables: { name: TableName; parts: Part[] }[] = [
    { name: "companies", parts: companies.parts },
    { name: "leads", parts: cleanParts(leads, zone, companies.checked) },
    { name: "held", parts: heldParts([leads, companies.checked]) },
    { name: "duplicates", parts: duplicateParts([leads, companies.checked]) },
  ];
  const keyValues = Object.entries({ run_id: runId, rules_version: RULES_VERSION, contract_version: CONTRACT_VERSION });
  const descriptions = descriptionsOf(dataModel(leads.contract, companies.checked.contract));
  const files = await Promise.all(
    tables.map(async ({ name, parts }) => {
      const columns = descriptions.get(name)!;
      return new ParquetFile(
        join(folder, `${name}.parquet`),
        await schemaOf(parts[0], columns),
        // DuckDB shows these, and not what is in the Arrow schema.
        [...keyValues, ["columns", JSON.stringify(Object.fromEntries(columns))]].map(([key, value]) => ({
          key: `lead_export.${key}`,
          value,
        })),
      );
    }),
  );
  try {
    await writeParts(files, tables, companies, crew, onPhase);
    const finished = files.map((file) => file.finish());
    return {
      paths: Object.fromEntries(tables.map(({ name }, i) => [name, [files[i].path]])) as unknown as TableFiles,
      rows: Object.fromEntries(tables.map(({ name }, i) => [`${name}.parquet`, finished[i].rows])),
      written: tables.map(({ parts }, i) => ({ layout: finished[i].layout, parts: filled(parts) })),
    };
  } catch (error) {
    for (const file of files) file.close();
    throw error;
  }
}

/** Companies, the first table, are on their way already; the other tables are shared out part by part. */
async function writeParts(
  [companiesFile, ...otherFiles]: ParquetFile[],
  [, ...otherTables]: { parts: Part[] }[],
  companies: CompaniesWork,
  crew: Crew,
  onPhase: OnPhase,
): Promise<void> {
  const places = otherTables.flatMap(({ parts }, i) =>
    filled(parts).map((part, at) => ({ part, file: otherFiles[i], at })),
  );
  let done = 0;
  const writing = crew.write(
    places.map(({ part }) => part),
    (index, group) => {
      places[index].file.add(places[index].at, group);
      onPhase("writing", ++done / places.length);
    },
  );
  const [groups] = await Promise.all([companies.groups(), writing]);
  groups.forEach((group, i) => {
    companiesFile.add(i, group);
  });
}

/** Table -> column -> what it holds. */
function descriptionsOf(model: readonly ModelTable[]): Map<TableName, Map<string, string>> {
  return new Map(
    model.map(({ name, columns }) => [name, new Map(columns.map(({ name, description }) => [name, description]))]),
  );
}
