import type { Book } from "../book/book";
import type { Message } from "../book/json";
import type { Sheet } from "../book/sheet";
import { Shown } from "../book/shown";
import type { Mask } from "./field-mask";
import { clamp, type Target } from "./find-range";
import { gridData } from "./grid-data";

export interface Wanted {
  /** Only these parts; all of it when undefined. */
  readonly targets?: readonly Target[] | undefined;
  /** Ignored when there is a mask: then the mask says whether cells are wanted. */
  readonly includeGridData?: boolean;
  readonly mask?: Mask | undefined;
  /** Who asks: editors of protected ranges name the caller. */
  readonly account: string;
}

/** `Spreadsheet`, as `spreadsheets.get` gives it. */
export function spreadsheet(book: Book, { targets, includeGridData, mask, account }: Wanted): Message {
  const sheetMask = mask?.get("sheets") ?? (mask?.has("*") ? new Map() : undefined);
  const withData =
    mask === undefined
      ? includeGridData === true
      : sheetMask !== undefined && (sheetMask.size === 0 || sheetMask.has("data") || sheetMask.has("*"));
  const shown = new Shown(book);
  const sheets = book.sheets.filter((sheet) => targets === undefined || targets.some((one) => one.sheet === sheet));
  return {
    spreadsheetId: book.id,
    properties: book.properties,
    sheets: sheets.map((sheet) => ({
      ...sheetMessage(book, sheet, account),
      ...(withData ? { data: sheetData(book, sheet, targets, shown, sheetMask?.get("data")) } : {}),
    })),
    namedRanges: book.namedRanges,
    spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${book.id}/edit`,
    developerMetadata: book.developerMetadata.filter(({ location }) => location.spreadsheet),
  };
}

function sheetData(
  book: Book,
  sheet: Sheet,
  targets: readonly Target[] | undefined,
  shown: Shown,
  mask: Mask | undefined,
): Message[] {
  const own = targets?.filter((target) => target.sheet === sheet) ?? [{ sheet, written: {} }];
  return own.map((target) => gridData(book, sheet, clamp(target), shown, mask));
}

/** `Sheet` without its cells. */
function sheetMessage(book: Book, sheet: Sheet, account: string): Message {
  return {
    properties: propertiesOf(book, sheet),
    merges: sheet.merges,
    conditionalFormats: sheet.conditionalFormats,
    protectedRanges: sheet.protectedRanges.map((range) => ({
      ...range,
      requestingUserCanEdit: true,
      editors: { ...range.editors, users: [...new Set([account, ...(range.editors?.users ?? [])])] },
    })),
    basicFilter: sheet.basicFilter,
    charts: sheet.charts,
    rowGroups: sheet.rowGroups,
    columnGroups: sheet.columnGroups,
    tables: sheet.tables,
    developerMetadata: book.developerMetadata.filter(({ location }) => location.sheetId === sheet.id),
  };
}

/** `SheetProperties`, the index included. */
export function propertiesOf(book: Book, sheet: Sheet): Message {
  return { ...sheet.properties, index: book.sheets.indexOf(sheet) };
}
