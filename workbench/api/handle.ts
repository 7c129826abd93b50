import type { Book } from "../book/book";

/** One call of the Sheets API v4, already parsed from HTTP. */
export interface ApiRequest {
  readonly method: string;
  /** Decoded path without host: `/v4/spreadsheets/ID/values/Leads!A1:F`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Parsed JSON, or undefined when the request had no body. */
  readonly body: unknown;
}

/** What the API answers: a status and a JSON body. */
export interface ApiResponse {
  readonly status: number;
  readonly body: unknown;
}

/** The spreadsheets one account can reach. */
export interface Books {
  get(id: string): Book | undefined;
  add(book: Book): void;
  ids(): string[];
  /** The id the next created spreadsheet gets; replace it to replay a recording. */
  nextId: () => string;
}

export function createBooks(): Books {
  const books = new Map<string, Book>();
  return {
    get: (id) => books.get(id),
    add: (book) => void books.set(book.id, book),
    ids: () => [...books.keys()],
    nextId: () => "",
  };
}

/** Answers one request. Never throws for a client's mistake: those come back as Google's error bodies. */
export function handle(_books: Books, _request: ApiRequest): ApiResponse {
  return { status: 501, body: {} };
}
