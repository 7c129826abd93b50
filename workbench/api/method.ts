import type { Book } from "../book/book";
import type { Message } from "../book/json";
import type { Books } from "./books";
import { notFound } from "./errors";
import { type Mask, responseMask } from "./field-mask";
import { present } from "./present";
import { Query } from "./query";
import { readMessage } from "./read-message";
import type { ApiRequest } from "./request";

/** A call of a method, its query, body and mask checked. */
export interface Call {
  readonly books: Books;
  readonly book: Book;
  readonly query: Query;
  readonly body: Message;
  readonly mask: Mask | undefined;
  /** What the path names after the spreadsheet's id. */
  readonly rest: string;
}

export interface Method {
  readonly verb: string;
  readonly path: RegExp;
  answer(books: Books, request: ApiRequest, parts: readonly string[]): Message;
}

/** What a method is made of. */
export interface Shape {
  readonly verb: string;
  /** After `/v4/spreadsheets/{id}`; `{}` stands for the rest the method takes. */
  readonly path: string;
  readonly query?: readonly string[];
  /** The message of the body, and the name it has in Google's refusals. */
  readonly body?: readonly [type: string, root: string];
  readonly response: string;
  readonly work: (call: Call) => Message;
}

/** A method that looks its spreadsheet up, checks what it is given, and returns a response in the documented shape. */
export function method({ verb, path, query = [], body, response, work }: Shape): Method {
  const [before, after = ""] = path.split("{}");
  const rest = path.includes("{}") ? `${literal(before)}(.+)${literal(after)}` : literal(path);
  return {
    verb,
    path: new RegExp(`^/v4/spreadsheets/([^/:]+)${rest}$`, "s"),
    answer: (books, request, [id, rest = ""]) => {
      const checked = new Query(request.query, query);
      const message = body === undefined ? {} : readMessage(body[0], request.body, body[1]);
      const fields = checked.text("fields");
      const mask = fields === undefined || fields === "" ? undefined : responseMask(response, fields);
      const book = books.get(id);
      if (book === undefined) throw notFound();
      return present(response, work({ books, book, query: checked, body: message, mask, rest }), mask);
    },
  };
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
