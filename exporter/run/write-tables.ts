import { join } from "node:path";
import { CONTRACT_VERSION } from "../../shared/contract";
import { RULES_VERSION } from "../../shared/rules-version";
import type { Zone } from "../../shared/zone";
import { giveBack } from "../inputs/files/growing";
import { ParquetFile, type WrittenLayout } from "../parquet/file";
import { schemaOf } from "../parquet/schema";
import { TABLE_NAMES, type TableFiles } from "../questions/tables";
import type { JudgedTable } from "../rules/judge-table";
import { filled, type Part } from "../tables/columns";
import { dataModel, type ModelTable, type TableName } from "../tables/data-model";
import { cleanParts, duplicateParts, heldParts } from "../tables/snapshot-tables";
import type { Crew, WrittenCompanies } from "../threads/crew";
import type { OnPhase } from "../words/progress";
import type { JudgedTables } from "./judge-tables";

/** The four tables of a snapshot, written. */
export interface WrittenTables {
  paths: TableFiles;
  /** Rows, and SHA-256, by file name. */
  rows: Record<string, number>;
  hashes: Record<string, string>;
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
  const keyValues = Object.entries({ run_id: runId, rules_version: RULES_VERSION, contract_version: CONTRACT_VERSION });
  const descriptions = descriptionsOf(dataModel(leads.contract, companies.checked.contract));
  const opened: Opened[] = [];
  const open = (name: TableName, ofLeads: Part[], ofCompanies: Part[]): Opened => {
    const columns = descriptions.get(name)!;
    const parts = [...ofLeads, ...ofCompanies];
    const file = new ParquetFile(
      join(folder, `${name}.parquet`),
      schemaOf(parts[0], columns),
      // DuckDB shows these, and not what is in the Arrow schema.
      [...keyValues, ["columns", JSON.stringify(Object.fromEntries(columns))]].map(([key, value]) => ({
        key: `lead_export.${key}`,
        value,
      })),
    );
    const table = { name, file, parts: filled(parts), ofLeads: filled(ofLeads) };
    opened.push(table);
    return table;
  };
  const rowsOf = ({ verdicts: { counts } }: JudgedTable) => counts.clean + counts.held + counts.duplicate;
  let done = rowsOf(companies.checked);
  const all = done + rowsOf(leads);
  const write = ({ file, ofLeads }: Opened) =>
    crew.write(ofLeads, (index, group) => {
      file.add(index, group);
      done += ofLeads[index].rows.length;
      onPhase("writing", done / all);
    });
  const addCompanies = (groups: WrittenCompanies["groups"]) => {
    for (const { file, parts } of opened) {
      for (const [i, part] of parts.entries()) {
        const group = groups.get(part);
        if (group !== undefined) file.add(i, group);
        groups.delete(part);
      }
    }
  };
  try {
    const ofCompanies = await companies.written;
    // Companies are on their way already; other threads begin with what needs no look at both tabs.
    const contracts = [leads.contract, companies.checked.contract];
    const waiting = [
      open("held", heldParts(leads, contracts), ofCompanies.parts.held),
      open("duplicates", duplicateParts(leads, contracts), ofCompanies.parts.duplicates),
    ];
    const writing = [ofCompanies.writing, ...waiting.map(write)];
    writing.push(write(open("leads", cleanParts(leads, zone, ofCompanies.known), [])));
    giveBack(...ofCompanies.known.pairs.values());
    open("companies", [], ofCompanies.parts.companies);
    addCompanies(ofCompanies.groups);
    for (const { help } of writing) await help();
    await Promise.all(writing.map(({ ended }) => ended));
    addCompanies(ofCompanies.groups);
    const tables = TABLE_NAMES.map((wanted) => opened.find(({ name }) => name === wanted)!);
    const written = tables.map(({ name, file, parts }) => ({ name, parts, ...file.finish() }));
    return {
      paths: Object.fromEntries(tables.map(({ name, file }) => [name, [file.path]])) as unknown as TableFiles,
      rows: Object.fromEntries(written.map(({ name, rows }) => [`${name}.parquet`, rows])),
      hashes: Object.fromEntries(written.map(({ name, sha256 }) => [`${name}.parquet`, sha256])),
      written,
    };
  } catch (error) {
    for (const { file } of opened) file.close();
    throw error;
  }
}

/** A table whose file is being written, and its parts that have rows: those of leads come first. */
interface Opened {
  name: TableName;
  file: ParquetFile;
  parts: Part[];
  ofLeads: Part[];
}

/** Table -> column -> what it holds. */
function descriptionsOf(model: readonly ModelTable[]): Map<TableName, Map<string, string>> {
  return new Map(
    model.map(({ name, columns }) => [name, new Map(columns.map(({ name, description }) => [name, description]))]),
  );
}
