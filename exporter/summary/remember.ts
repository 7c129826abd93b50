import { SUMMARY_KEY } from "../../shared/workbook";
import type { Request } from "./cells";
import type { Memory, SummaryState } from "./state";

/** Lets the tab remember what it shows, in the same batch that writes it. */
export function rememberRequest(sheetId: number, value: Memory, state: SummaryState): Request {
  const metadataValue = JSON.stringify(value);
  if (state.memory !== null) {
    const dataFilters = [{ developerMetadataLookup: { metadataId: state.memory.metadataId } }];
    return { updateDeveloperMetadata: { dataFilters, developerMetadata: { metadataValue }, fields: "metadataValue" } };
  }
  const location = { sheetId };
  return {
    createDeveloperMetadata: {
      developerMetadata: { metadataKey: SUMMARY_KEY, metadataValue, location, visibility: "DOCUMENT" },
    },
  };
}
