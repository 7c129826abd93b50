import type { Request } from "./cells";
import { STAMP_KEY, type Stamp, type SummaryState } from "./state";

/** Lets the tab remember what it shows, in the same batch that writes it. */
export function stampRequest(sheetId: number, value: Stamp, state: SummaryState): Request {
  const metadataValue = JSON.stringify(value);
  if (state.stamp !== null) {
    const dataFilters = [{ developerMetadataLookup: { metadataId: state.stamp.metadataId } }];
    return { updateDeveloperMetadata: { dataFilters, developerMetadata: { metadataValue }, fields: "metadataValue" } };
  }
  const location = { sheetId };
  return {
    createDeveloperMetadata: {
      developerMetadata: { metadataKey: STAMP_KEY, metadataValue, location, visibility: "DOCUMENT" },
    },
  };
}
