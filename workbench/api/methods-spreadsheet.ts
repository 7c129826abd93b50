import type { Message } from "../book/json";
import { batchUpdate } from "./batch-update";
import { filterTargets, findMetadata } from "./data-filter";
import { notFound, notImplemented } from "./errors";
import { findRange } from "./find-range";
import type { Shape } from "./method";
import { spreadsheet } from "./spreadsheet";

/** The methods of `spreadsheets` and `spreadsheets.developerMetadata`, but for `create`. */
export const SPREADSHEETS: Shape[] = [
  {
    verb: "GET",
    path: "",
    query: ["ranges", "includeGridData", "excludeTablesInBandedRanges", "commentsViewMode"],
    response: "Spreadsheet",
    work: ({ books, book, query, mask }) => {
      const ranges = query.all("ranges").map((range) => findRange(book, range));
      return spreadsheet(book, {
        targets: ranges.length > 0 ? ranges : undefined,
        includeGridData: query.flag("includeGridData"),
        mask,
        account: books.account,
      });
    },
  },
  {
    verb: "POST",
    path: ":getByDataFilter",
    body: ["GetSpreadsheetByDataFilterRequest", ""],
    response: "Spreadsheet",
    work: ({ books, book, body, mask }) => {
      const { dataFilters = [], includeGridData = false } = body;
      const targets = dataFilters.flatMap((filter: Message) => filterTargets(book, filter));
      return spreadsheet(book, {
        targets: dataFilters.length > 0 ? targets : undefined,
        includeGridData,
        mask,
        account: books.account,
      });
    },
  },
  {
    verb: "POST",
    path: ":batchUpdate",
    body: ["BatchUpdateSpreadsheetRequest", ""],
    response: "BatchUpdateSpreadsheetResponse",
    work: ({ books, book, body }) => {
      const replies = batchUpdate({ book, nextId: books.nextId }, body.requests ?? []);
      if (!body.includeSpreadsheetInResponse) return { spreadsheetId: book.id, replies };
      const targets = body.responseRanges?.map((range: string) => findRange(book, range));
      const includeGridData = body.responseIncludeGridData ?? false;
      const updated = spreadsheet(book, { targets, includeGridData, account: books.account });
      return { spreadsheetId: book.id, replies, updatedSpreadsheet: updated };
    },
  },
  {
    verb: "GET",
    path: "/developerMetadata/{}",
    response: "DeveloperMetadata",
    work: ({ book, rest }) => {
      const metadata = book.developerMetadata.find(({ metadataId }) => String(metadataId) === rest);
      if (metadata === undefined) throw notFound();
      return metadata;
    },
  },
  {
    verb: "POST",
    path: "/developerMetadata:search",
    body: ["SearchDeveloperMetadataRequest", ""],
    response: "SearchDeveloperMetadataResponse",
    work: ({ book, body }) => {
      const filters: Message[] = body.dataFilters ?? [];
      const matched = book.developerMetadata.flatMap((developerMetadata) => {
        const dataFilters = filters.filter((filter) => findMetadata(book, filter).includes(developerMetadata));
        return dataFilters.length > 0 ? [{ developerMetadata, dataFilters }] : [];
      });
      return { matchedDeveloperMetadata: matched };
    },
  },
  {
    verb: "POST",
    path: "/sheets/{}:copyTo",
    response: "SheetProperties",
    work: () => {
      throw notImplemented("spreadsheets.sheets.copyTo");
    },
  },
];
