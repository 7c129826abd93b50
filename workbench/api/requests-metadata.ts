import type { Book } from "../book/book";
import type { Message } from "../book/json";
import { dimensionRangeOf, gridOf, type Handler } from "./batch-context";
import { findMetadata } from "./data-filter";
import { RequestFault } from "./errors";
import { applyMask, updateMask } from "./field-mask";
import { freshId } from "./ids";

/** A location with its type, checked: the spreadsheet, one sheet, or exactly one row or column. */
function locationOf(book: Book, location: Message | undefined): Message {
  if (location?.spreadsheet) return { locationType: "SPREADSHEET", spreadsheet: true };
  if (location?.dimensionRange !== undefined) {
    const { sheet, dimension, start, end } = dimensionRangeOf(book, location.dimensionRange);
    if (end - start !== 1) throw new RequestFault("Developer metadata can only be on exactly one row or one column.");
    return {
      locationType: dimension === "ROWS" ? "ROW" : "COLUMN",
      dimensionRange: { sheetId: sheet.id, dimension, startIndex: start, endIndex: end },
    };
  }
  if (location?.sheetId === undefined) throw new RequestFault("developerMetadata.location must be specified.");
  return { locationType: "SHEET", sheetId: gridOf(book, location.sheetId).id };
}

export const METADATA_REQUESTS: Record<string, Handler> = {
  createDeveloperMetadata: ({ book, nextId }, { developerMetadata = {} }) => {
    const { metadataKey, metadataValue, visibility, metadataId, location } = developerMetadata;
    if (!metadataKey) throw new RequestFault("developerMetadata.metadataKey must be specified.");
    if (visibility !== "DOCUMENT" && visibility !== "PROJECT") {
      throw new RequestFault("developerMetadata.visibility must be specified.");
    }
    const taken = (id: number) => book.developerMetadata.some((one) => one.metadataId === id);
    if (metadataId !== undefined && taken(metadataId)) {
      throw new RequestFault(`Developer metadata with the id ${metadataId} already exists.`);
    }
    const created: Message = {
      metadataId: metadataId ?? freshId(taken, () => nextId("developerMetadata")),
      metadataKey,
      ...(metadataValue === undefined ? {} : { metadataValue }),
      location: locationOf(book, location),
      visibility,
    };
    book.developerMetadata.push(created);
    return { developerMetadata: created };
  },

  updateDeveloperMetadata: ({ book }, { dataFilters = [], developerMetadata = {}, fields }) => {
    const mask = updateMask(fields);
    const found = new Set<Message>(dataFilters.flatMap((filter: Message) => findMetadata(book, filter)));
    for (const metadata of found) {
      applyMask("DeveloperMetadata", metadata, { ...developerMetadata, metadataId: metadata.metadataId }, mask);
      metadata.location = locationOf(book, metadata.location);
    }
    return { developerMetadata: [...found] };
  },

  deleteDeveloperMetadata: ({ book }, { dataFilter = {} }) => {
    const found = findMetadata(book, dataFilter);
    book.developerMetadata = book.developerMetadata.filter((metadata) => !found.includes(metadata));
    return { deletedDeveloperMetadata: found };
  },
};
