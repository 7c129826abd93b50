import type { sheets_v4 } from "@googleapis/sheets";
import { COMPANIES, LEADS, type TabContract } from "../../../shared/contract";
import { rememberedAs } from "../../../shared/renamed-columns";
import { FIELD_KEY } from "../../../shared/workbook";
import type { SheetsClient } from "./client";
import type { TabRead, WorkbookRead } from "./read-workbook";

/**
 * Marks the columns of both tabs with the fields they were bound to, so that a header renamed later does not lose its column. Marks
 * move with their column; wrong ones are taken away. Does nothing when every mark is right. A second creation would be a second mark,
 * so this write is not repeated in doubt: what is missing is marked by the next run.
 */
export async function rememberColumns(client: SheetsClient, { tabs }: WorkbookRead): Promise<void> {
  const requests = [...marks(LEADS, tabs.leads), ...marks(COMPANIES, tabs.companies)];
  if (requests.length > 0) await client.batchUpdate("marking the columns", "write", requests);
}

function marks(contract: TabContract, { binding, info }: TabRead): sheets_v4.Schema$Request[] {
  const columns: Record<string, number> = binding.columns;
  // An optional field may have no column.
  const bound = contract.fields.filter(({ name }) => columns[name] >= 0);
  const fieldOf = new Map(bound.map(({ name }) => [rememberedAs(contract, name), columns[name]]));
  const seen = new Set<string>();
  const wrong = info.remembered.filter(({ field, column }) => {
    const isRight = fieldOf.get(field) === column && !seen.has(field);
    if (isRight) seen.add(field);
    return !isRight;
  });
  const missing = [...fieldOf].filter(([field]) => !seen.has(field));
  return [
    ...wrong.map(({ metadataId }) => ({
      deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId } } },
    })),
    ...missing.map(([field, column]) => ({
      createDeveloperMetadata: {
        developerMetadata: {
          metadataKey: FIELD_KEY,
          metadataValue: field,
          visibility: "DOCUMENT",
          location: {
            dimensionRange: {
              sheetId: info.sheetId,
              dimension: "COLUMNS",
              startIndex: column,
              endIndex: column + 1,
            },
          },
        },
      },
    })),
  ];
}
