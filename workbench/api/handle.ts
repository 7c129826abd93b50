import type { Book } from "../book/book";
import type { IdKind } from "./batch-context";
import { ApiError, notFound } from "./errors";
import { METHODS } from "./methods";

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

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** As long as Google's own: 44 characters for a spreadsheet, up to ten digits for the rest. */
function randomId(kind: IdKind): string {
  if (kind !== "spreadsheet") return String(1 + Math.floor(Math.random() * 0x7ffffffe));
  return `1${Array.from({ length: 43 }, () => LETTERS[Math.floor(Math.random() * LETTERS.length)]).join("")}`;
}

/** Answers one request. Never throws for a client's mistake: those come back as Google's error bodies. */
export function handle(books: Books, request: ApiRequest): ApiResponse {
  try {
    for (const method of METHODS) {
      const match = request.method === method.verb ? method.path.exec(request.path) : null;
      if (match !== null) return { status: 200, body: method.answer(books, request, match.slice(1)) };
    }
    throw notFound();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { code, message, status, details } = error;
    return { status: code, body: { error: { code, message, status, ...(details === undefined ? {} : { details }) } } };
  }
}
