import { expect } from "vitest";
import { createBooks } from "../../workbench/api/books";
import { handle } from "../../workbench/api/handle";
import { DISCOVERY } from "./conformance";
import { googleSchemas } from "./google-schemas";
import { responseType } from "./response-type";

// biome-ignore lint/suspicious/noExplicitAny: answers are checked against the discovery document.
export type Json = Record<string, any>;

const schema = googleSchemas(DISCOVERY);

/** A book of its own and short ways to call the API on it. Every good answer must have the shape Google documents. */
export function newApi(sheets: Json[] = [{ properties: { sheetId: 0, title: "Sheet1" } }], properties: Json = {}) {
  const books = createBooks();
  let last = 100;
  books.nextId = (kind) => (kind === "spreadsheet" ? "book1" : String(++last));
  const send = (method: string, path: string, body?: unknown, query = "") => {
    const answer = handle(books, { method, path, query: new URLSearchParams(query), body });
    if (answer.status === 200) {
      const validate = schema(responseType(method, path));
      expect(validate(answer.body), `${path}: ${JSON.stringify(validate.errors?.slice(0, 2))}`).toBe(true);
    }
    return answer as { status: number; body: Json };
  };
  const good = (...call: Parameters<typeof send>): Json => {
    const { status, body } = send(...call);
    expect({ status, error: body.error }).toEqual({ status: 200, error: undefined });
    return body;
  };
  good("POST", "/v4/spreadsheets", { properties: { title: "Book", ...properties }, sheets });
  const at = (rest: string) => `/v4/spreadsheets/book1${rest}`;
  return {
    books,
    send,
    /** The text of a refusal, `code message`. */
    refusal: (method: string, rest: string, body?: unknown, query = ""): string => {
      const { status, body: answer } = send(method, at(rest), body, query);
      return `${status} ${answer.error?.message}`;
    },
    get: (query = "") => good("GET", at(""), undefined, query),
    values: (range: string, query = ""): unknown[][] =>
      good("GET", at(`/values/${range}`), undefined, query).values ?? [],
    valueRange: (range: string, query = "") => good("GET", at(`/values/${range}`), undefined, query),
    post: (rest: string, body: unknown, query = "") => good("POST", at(rest), body, query),
    put: (range: string, values: unknown[][], option = "RAW", more: Json = {}) =>
      good("PUT", at(`/values/${range}`), { values, ...more }, `valueInputOption=${option}`),
    batch: (...requests: Json[]) => good("POST", at(":batchUpdate"), { requests }).replies as Json[],
    batchRefusal: (...requests: Json[]): string => {
      const { status, body } = send("POST", at(":batchUpdate"), { requests });
      return `${status} ${body.error?.message}`;
    },
  };
}
