import type { Book } from "../book/book";
import type { Message } from "../book/json";
import type { Sheet } from "../book/sheet";
import { invalid } from "./errors";
import { findRange, gridTarget, type Target } from "./find-range";

/** The ranges a `DataFilter` picks: those of an A1 text, of a `GridRange`, or where matching developer metadata stand. */
export function filterTargets(book: Book, filter: Message): Target[] {
  if (filter.a1Range !== undefined) return [findRange(book, filter.a1Range)];
  if (filter.gridRange !== undefined) return [gridTarget(sheetOf(book, filter.gridRange.sheetId), filter.gridRange)];
  if (filter.developerMetadataLookup === undefined) throw invalid("A DataFilter must specify one filter.");
  return findMetadata(book, filter).flatMap((metadata) => metadataTarget(book, metadata) ?? []);
}

function sheetOf(book: Book, id: number): Sheet {
  const sheet = book.sheet(id);
  if (sheet === undefined) throw invalid(`No grid with id: ${id}`);
  return sheet;
}

function metadataTarget(book: Book, { location }: Message): Target | undefined {
  const range: Message | undefined = location.dimensionRange;
  const sheet = book.sheet(range?.sheetId ?? location.sheetId);
  if (sheet === undefined) return undefined;
  if (range === undefined) return { sheet, written: {} };
  const { startIndex, endIndex } = range;
  return range.dimension === "ROWS"
    ? gridTarget(sheet, { startRowIndex: startIndex, endRowIndex: endIndex })
    : gridTarget(sheet, { startColumnIndex: startIndex, endColumnIndex: endIndex });
}

/** The developer metadata a `DataFilter` picks. */
export function findMetadata(book: Book, filter: Message): Message[] {
  const lookup: Message | undefined = filter.developerMetadataLookup;
  if (lookup !== undefined) return book.developerMetadata.filter((metadata) => matches(lookup, metadata));
  const targets = filterTargets(book, filter);
  return book.developerMetadata.filter(({ location }) =>
    targets.some(({ sheet }) => (location.dimensionRange?.sheetId ?? location.sheetId) === sheet.id),
  );
}

function matches(lookup: Message, metadata: Message): boolean {
  for (const key of ["metadataId", "metadataKey", "metadataValue", "visibility"]) {
    if (lookup[key] !== undefined && lookup[key] !== metadata[key]) return false;
  }
  const { location } = metadata;
  if (lookup.locationType !== undefined && lookup.locationType !== location.locationType) return false;
  const at: Message | undefined = lookup.metadataLocation;
  if (at === undefined) return true;
  return lookup.locationMatchingStrategy === "INTERSECTING_LOCATION" ? crosses(at, location) : isAt(at, location);
}

function isAt(wanted: Message, { spreadsheet, sheetId, dimensionRange }: Message): boolean {
  if (wanted.spreadsheet) return spreadsheet === true;
  if (wanted.sheetId !== undefined) return sheetId === wanted.sheetId;
  const range: Message | undefined = wanted.dimensionRange;
  if (range === undefined || dimensionRange === undefined) return false;
  return ["sheetId", "dimension", "startIndex", "endIndex"].every((key) => range[key] === dimensionRange[key]);
}

/** As `isAt`, and what stands on or over the range: the whole spreadsheet, the sheet, rows and columns that meet it. */
function crosses(wanted: Message, location: Message): boolean {
  if (wanted.spreadsheet || location.spreadsheet) return true;
  const wantedSheet = wanted.sheetId ?? wanted.dimensionRange?.sheetId;
  const sheet = location.sheetId ?? location.dimensionRange?.sheetId;
  if (wantedSheet !== sheet) return false;
  const a: Message | undefined = wanted.dimensionRange;
  const b: Message | undefined = location.dimensionRange;
  if (a === undefined || b === undefined || a.dimension !== b.dimension) return true;
  return (a.startIndex ?? 0) < b.endIndex && b.startIndex < (a.endIndex ?? Number.POSITIVE_INFINITY);
}
