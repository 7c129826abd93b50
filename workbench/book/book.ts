import { defaultFormat, defaultTheme } from "./defaults";
import type { Message } from "./json";
import { Sheet } from "./sheet";

/** A version of a book: later writes do not touch it. */
export interface Version {
  readonly properties: Message;
  readonly sheets: readonly Sheet[];
  readonly namedRanges: readonly Message[];
  readonly developerMetadata: readonly Message[];
}

/** One spreadsheet, held in memory. */
export class Book {
  /** `SpreadsheetProperties`. */
  properties: Message;
  sheets: Sheet[] = [];
  namedRanges: Message[] = [];
  /** All developer metadata, whatever its location; a sheet's or a dimension's names its `sheetId`, 0 included. */
  developerMetadata: Message[] = [];
  /** Rises by one with every change. */
  revision = 0;

  constructor(
    readonly id: string,
    properties: Message,
  ) {
    this.properties = properties;
  }

  sheet(id: number): Sheet | undefined {
    return this.sheets.find((sheet) => sheet.id === id);
  }

  /** By title, ignoring case as Google does; an exact match first. */
  sheetByTitle(title: string): Sheet | undefined {
    const folded = title.toLowerCase();
    return (
      this.sheets.find((sheet) => sheet.title === title) ??
      this.sheets.find((sheet) => sheet.title.toLowerCase() === folded)
    );
  }

  version(): Version {
    return {
      properties: structuredClone(this.properties),
      sheets: this.sheets.map((sheet) => sheet.copy()),
      namedRanges: structuredClone(this.namedRanges),
      developerMetadata: structuredClone(this.developerMetadata),
    };
  }

  /** Makes a version the current one; it must not be used again. */
  restore(version: Version): void {
    this.properties = version.properties;
    this.sheets = [...version.sheets];
    this.namedRanges = [...version.namedRanges];
    this.developerMetadata = [...version.developerMetadata];
  }

  /** Runs a change whole or not at all: when it throws, the book is as before. */
  change<T>(work: () => T): T {
    const before = this.version();
    try {
      const result = work();
      this.revision++;
      return result;
    } catch (error) {
      this.restore(before);
      throw error;
    }
  }
}

export interface NewBook {
  readonly id: string;
  readonly title: string;
  readonly locale?: string;
  readonly timeZone?: string;
}

/** A book as Google makes it: one tab `Sheet1` of 1000 rows and 26 columns. */
export function createBook({ id, title, locale = "en_US", timeZone = "Etc/GMT" }: NewBook): Book {
  const book = new Book(id, {
    title,
    locale,
    autoRecalc: "ON_CHANGE",
    timeZone,
    defaultFormat: defaultFormat(),
    spreadsheetTheme: defaultTheme(),
  });
  book.sheets.push(new Sheet(sheetProperties(0, "Sheet1")));
  return book;
}

export function sheetProperties(sheetId: number, title: string, rowCount = 1000, columnCount = 26): Message {
  return { sheetId, title, sheetType: "GRID", gridProperties: { rowCount, columnCount } };
}
