/** A refusal as Google words it; `handle` turns it into a response. */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    readonly status: string,
    message: string,
    readonly details?: readonly unknown[],
  ) {
    super(message);
  }
}

export function invalid(message: string): ApiError {
  return new ApiError(400, "INVALID_ARGUMENT", message);
}

export function notFound(): ApiError {
  return new ApiError(404, "NOT_FOUND", "Requested entity was not found.");
}

/** What Google can do and the local one cannot. Never ignored in silence. */
export function notImplemented(what: string): ApiError {
  return new ApiError(501, "UNIMPLEMENTED", `The local Google does not implement ${what}.`);
}

export interface Violation {
  readonly field?: string;
  readonly description: string;
}

/** A request whose JSON does not fit the API's messages: every fault named. */
export function badRequest(violations: readonly Violation[], message?: string): ApiError {
  return new ApiError(400, "INVALID_ARGUMENT", message ?? violations.map(({ description }) => description).join("\n"), [
    { "@type": "type.googleapis.com/google.rpc.BadRequest", fieldViolations: violations },
  ]);
}

/** A fault inside one request of a batch; the batch names the request. */
export class RequestFault extends Error {}
