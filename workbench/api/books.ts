import type { Book } from "../book/book";
import { type IdKind, randomId } from "./ids";

/** The spreadsheets one account can reach. */
export interface Books {
  get(id: string): Book | undefined;
  add(book: Book): void;
  ids(): string[];
  /** The id the next new thing gets; replace it to replay a recording. All but a spreadsheet's are whole numbers as text. */
  nextId: (kind: IdKind) => string;
  /** The caller's address, which Google lists among the editors of a protected range. */
  account: string;
}

export function createBooks(): Books {
  const books = new Map<string, Book>();
  return {
    get: (id) => books.get(id),
    add: (book) => void books.set(book.id, book),
    ids: () => [...books.keys()],
    nextId: randomId,
    account: "local@lead-export.example",
  };
}
