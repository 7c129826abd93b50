import type { ServiceError } from "../../shared/service";

/** Every refusal of the service: status, sentence, way out. The description is made from them. */
export const REFUSALS = {
  MALFORMED_REQUEST: [400, "This is no HTTP request the service understands.", "Send a plain HTTP/1.1 request."],
  BAD_JSON: [400, "The body is not JSON.", "Send a JSON object in UTF-8."],
  BAD_BODY: [
    400,
    "The body is not what this address takes.",
    "Send the keys that /v1/openapi.json lists, such as workbook for an export, and no others.",
  ],
  BAD_IDEMPOTENCY_KEY: [
    400,
    "The header Idempotency-Key is not usable.",
    "Send one of 1 to 200 letters, digits, points, dashes or underscores.",
  ],
  NO_CREDENTIALS: [
    401,
    "The request does not say who asks.",
    "Send a Google identity token as Authorization: Bearer TOKEN, or the X-Lead-Export headers of a signed request.",
  ],
  BAD_CREDENTIALS: [401, "The request says more than once who asks.", "Send one token, or one signature."],
  BAD_TOKEN: [
    401,
    "The identity token is not valid here.",
    "Get a new one and try again; if it stays so, compare the service's audiences with the client id of the script.",
  ],
  BAD_SIGNATURE: [401, "The signature is not right.", "Sign time, id, method, path and body with the shared key."],
  STALE_SIGNATURE: [
    401,
    "The request was signed more than five minutes ago, or in the future.",
    "Set the clock of the machine right and sign again.",
  ],
  REPLAYED: [401, "A request with this id was here before.", "Sign each request with an id of its own."],
  NOT_ALLOWED: [
    403,
    "This account may not use the service.",
    "Ask whoever runs the service to add the address to its configuration.",
  ],
  MAY_NOT_RELEASE: [
    403,
    "This account may not release an export.",
    "Ask one of the people who may, or whoever runs the service to add the address.",
  ],
  FOREIGN_HOST: [
    403,
    "Without sign-in the service answers only under this machine's own names.",
    "Ask for 127.0.0.1 or localhost, or set up sign-in.",
  ],
  CROSS_SITE: [
    403,
    "Without sign-in the service does not answer pages of other sites.",
    "Ask without a browser, or set up sign-in.",
  ],
  PASSED_ON: [
    403,
    "Without sign-in the service answers this machine only, and another server passed this request on.",
    "Set up sign-in before a web server stands in front of the service.",
  ],
  NO_SUCH_PATH: [404, "There is nothing at this address.", "See /v1/openapi.json for what there is."],
  NO_SUCH_WORKBOOK: [
    404,
    "The service has no such workbook.",
    "Ask whoever runs the service to add the workbook's id to its configuration.",
  ],
  NO_SUCH_RUN: [
    404,
    "There is no export with this id.",
    "The service remembers the last 100 until it is started again; what they published stays. Export again.",
  ],
  METHOD_NOT_ALLOWED: [405, "This address does not take this method.", "Use one that the header Allow lists."],
  REQUEST_TIMEOUT: [408, "The request took too long to arrive.", "Send it again, faster."],
  NOT_STOPPED: [409, "This export was not stopped by the publish guard.", "There is nothing to release."],
  SUPERSEDED: [
    409,
    "A later export of this workbook was made since this one was stopped.",
    "Look at the later one; if it was stopped too, release that.",
  ],
  EXPORT_RUNNING: [
    409,
    "Another export of this workbook is running.",
    "Wait until it ends, and look at what came of it.",
  ],
  TOO_LARGE: [413, "The body is larger than 8 KB.", "Send only what /v1/openapi.json lists."],
  NOT_JSON: [415, "The body is not said to be JSON.", "Send Content-Type: application/json."],
  KEY_REUSED: [
    422,
    "This Idempotency-Key was used with another request.",
    "Use a key of its own for each thing you ask for.",
  ],
  TOO_MANY_REQUESTS: [429, "There were too many requests.", "Wait as long as the header Retry-After says."],
  HEADERS_TOO_LARGE: [431, "The headers of the request are too large.", "Send only the headers that are needed."],
  INTERNAL: [
    500,
    "Something went wrong in the service that should not.",
    "Try again; if it stays so, look in the log of the service for the id in the header X-Request-Id.",
  ],
  STOPPING: [503, "The service is being stopped and starts no exports.", "Try again in a minute."],
  CERTS_UNREACHABLE: [
    503,
    "Google's certificates cannot be reached, so nobody's token can be checked.",
    "Try again in a minute; if it stays so, see whether the service reaches the internet.",
  ],
} as const satisfies Record<string, readonly [status: number, sentence: string, wayOut: string]>;

export type RefusalCode = keyof typeof REFUSALS;

/** A request that is not carried out. `headers` go with the answer; `why` goes into the log only. */
export class Refusal extends Error {
  readonly status: (typeof REFUSALS)[RefusalCode][0];

  constructor(
    readonly code: RefusalCode,
    readonly headers: Readonly<Record<string, string>> = {},
    readonly why: string | null = null,
  ) {
    super(REFUSALS[code][1]);
    this.status = REFUSALS[code][0];
  }

  body(): { error: ServiceError } {
    const [, sentence, wayOut] = REFUSALS[this.code];
    return { error: { code: this.code, sentence, wayOut } };
  }
}
