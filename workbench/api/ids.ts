/** What is numbered. */
export type IdKind =
  | "spreadsheet"
  | "sheet"
  | "namedRange"
  | "protectedRange"
  | "chart"
  | "developerMetadata"
  | "table";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** As long as Google's own: 44 characters for a spreadsheet, up to ten digits for the rest. */
export function randomId(kind: IdKind): string {
  if (kind !== "spreadsheet") return String(1 + Math.floor(Math.random() * 0x7ffffffe));
  return `1${Array.from({ length: 43 }, () => LETTERS[Math.floor(Math.random() * LETTERS.length)]).join("")}`;
}

/** A new number nobody in the book has. */
export function freshId(taken: (id: number) => boolean, next: () => string): number {
  for (;;) {
    const id = Number(next());
    if (!taken(id)) return id;
  }
}
