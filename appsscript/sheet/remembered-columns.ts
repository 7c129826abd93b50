import type { TabContract } from "../../shared/contract";
import { columnLetter } from "../../shared/headers";
import { type RememberedColumn, rememberedAs } from "../../shared/renamed-columns";
import { FIELD_KEY } from "../../shared/workbook";
import { type Sheet, workbook } from "./workbook";

/** Marks our own columns, those of the verdicts. */
const STATUS_KEY = "lead_export.status";

interface Mark {
  readonly metadata: GoogleAppsScript.Spreadsheet.DeveloperMetadata;
  readonly column: number;
}

/** The columns (0-based) of a tab that were bound to a field before. */
export function rememberedColumns(sheet: Sheet): RememberedColumn[] {
  return marks(sheet, FIELD_KEY).map(({ metadata, column }) => ({ column, field: metadata.getValue() ?? "" }));
}

/**
 * Marks the columns (0-based) with their fields, as the exporter does, so that either knows a column again whose header was renamed.
 * Marks move with their column; wrong ones are taken away.
 */
export function rememberColumns(sheet: Sheet, contract: TabContract, columns: Readonly<Record<string, number>>): void {
  // An optional field may have no column.
  const bound = contract.fields.filter(({ name }) => columns[name] >= 0);
  const fieldOf = new Map(bound.map(({ name }) => [rememberedAs(contract, name), columns[name]]));
  const seen = new Set<string>();
  for (const { metadata, column } of marks(sheet, FIELD_KEY)) {
    const field = metadata.getValue() ?? "";
    if (fieldOf.get(field) === column && !seen.has(field)) {
      seen.add(field);
      continue;
    }
    metadata.remove();
  }
  for (const [field, column] of fieldOf) {
    if (seen.has(field)) continue;
    mark(sheet, column, FIELD_KEY, field);
  }
}

/** The column (0-based) that was marked as ours, -1 when none is. */
export function rememberedStatus(sheet: Sheet): number {
  return marks(sheet, STATUS_KEY)[0]?.column ?? -1;
}

/** The tab with such a column of a tab of the contract, whatever it is called now; `null` when there is none. */
export function rememberedStatusTab({ tab }: Pick<TabContract, "tab">): Sheet | null {
  const [found] = workbook().createDeveloperMetadataFinder().withKey(STATUS_KEY).withValue(statusOf(tab)).find();
  return found?.getLocation().getColumn()?.getSheet() ?? null;
}

export function rememberStatus(sheet: Sheet, column: number, { tab }: Pick<TabContract, "tab">): void {
  const before = marks(sheet, STATUS_KEY);
  if (before.length === 1 && before[0].column === column) return;
  for (const { metadata } of before) metadata.remove();
  mark(sheet, column, STATUS_KEY, statusOf(tab));
}

function statusOf(tab: string): string {
  return `${tab}.status`;
}

function mark(sheet: Sheet, column: number, key: string, value: string): void {
  const letter = columnLetter(column);
  const { DOCUMENT } = SpreadsheetApp.DeveloperMetadataVisibility;
  sheet.getRange(`${letter}:${letter}`).addDeveloperMetadata(key, value, DOCUMENT);
}

function marks(sheet: Sheet, key: string): Mark[] {
  const found = sheet
    .createDeveloperMetadataFinder()
    .withKey(key)
    .withLocationType(SpreadsheetApp.DeveloperMetadataLocationType.COLUMN)
    .find();
  return found.map((metadata) => ({ metadata, column: metadata.getLocation().getColumn()!.getColumn() - 1 }));
}
