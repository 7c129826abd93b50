import type { Books } from "./books";
import { ApiError, notFound } from "./errors";
import { METHODS } from "./methods";
import type { ApiRequest, ApiResponse } from "./request";

/** Carries out one request and returns its response. Never throws for a client's mistake: those are Google's error bodies. */
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
