/** What one attempt came to. */
export type Outcome<T> = { value: T } | { trouble: Trouble };

/** Why an attempt gave nothing. */
export interface Trouble {
  /**
   * `token`: the access token is not accepted. `credentials`: no token was given for them. `forbidden`, `missing`, `refused`: Google understood and said no. `misshapen`: an answer
   * that is not what was asked for. `down`: no answer, or one that says to come again.
   */
  readonly kind: "token" | "credentials" | "forbidden" | "missing" | "refused" | "misshapen" | "down";
  /** What Google said, or what happened, to go after "the last answer": "was 503 (The service is currently unavailable.)". */
  readonly said: string;
  /** Google's own words, '' when there are none. */
  readonly message: string;
  /** Worth another attempt. */
  readonly passes: boolean;
  /** Nobody knows whether Google carried it out. */
  readonly unclear: boolean;
  readonly retryAfterMs?: number;
}

/** An HTTP answer as it came. */
export interface RawAnswer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly text: string;
}

/** Statuses after which the same call may succeed. */
const PASSING = new Set([408, 429, 500, 502, 503, 504]);
/** Reasons with which Google's 403 means a quota, in its older and its newer error bodies. */
const RATE_REASONS = new Set(["rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"]);
const LONGEST_QUOTE = 300;

/** What an answer with another status than 2xx means. `now` in ms, for a `Retry-After` that is a date. */
export function troubleOf({ status, retryAfter, text }: RawAnswer, now: number): Trouble {
  const { message, reasons } = readError(text);
  const said = `was ${status}${message === "" ? "" : ` (${message})`}`;
  const trouble = { said, message, passes: false, unclear: false };
  const wait = retryAfter === null ? null : retryAfterMs(retryAfter, now);
  const later = wait === null ? {} : { retryAfterMs: wait };
  if (status === 429 || (status === 403 && reasons.some((reason) => RATE_REASONS.has(reason)))) {
    return { ...trouble, ...later, kind: "down", passes: true };
  }
  if (PASSING.has(status) || status >= 500) return { ...trouble, ...later, kind: "down", passes: true, unclear: true };
  if (status === 401) return { ...trouble, kind: "token" };
  if (status === 403) return { ...trouble, kind: "forbidden" };
  if (status === 404) return { ...trouble, kind: "missing" };
  return { ...trouble, kind: "refused" };
}

/** The connection failed, or the answer broke off. */
export function lost(error: unknown): Trouble {
  const cause = error instanceof Error ? innermost(error) : new Error(String(error));
  const code = (cause as NodeJS.ErrnoException).code;
  const words = (code !== undefined && CONNECTION_WORDS[code]) || "the connection failed";
  return { kind: "down", said: `did not come: ${words}`, message: "", passes: true, unclear: true };
}

/** The attempt's own time-out. */
export function tooLong(ms: number): Trouble {
  const said = `did not come within ${Math.round(ms / 1000)} seconds`;
  return { kind: "down", said, message: "", passes: true, unclear: true };
}

/** An answer marked as a success that is none. `what` goes after "was": "cut short". */
export function misshapen(what: string): Trouble {
  return { kind: "misshapen", said: `was ${what}`, message: "", passes: true, unclear: true };
}

const CONNECTION_WORDS: Record<string, string> = {
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was cut",
  ENOTFOUND: "the name of the server could not be looked up",
  EAI_AGAIN: "the name of the server could not be looked up",
  ETIMEDOUT: "the connection timed out",
  EPIPE: "the connection was cut",
  ERR_STREAM_PREMATURE_CLOSE: "the connection was cut",
  Z_DATA_ERROR: "it was damaged on the way",
  Z_BUF_ERROR: "it was damaged on the way",
  CERT_HAS_EXPIRED: "the server's certificate has expired",
};

function innermost(error: Error): Error {
  return error.cause instanceof Error ? innermost(error.cause) : error;
}

function readError(text: string): { message: string; reasons: string[] } {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { message: "", reasons: [] };
  }
  // The token endpoint's form is {"error": "invalid_grant", "error_description": "..."}.
  const { error, error_description: description } = (body ?? {}) as Record<string, unknown>;
  if (typeof error === "string") return { message: quote(`${error}: ${String(description ?? "")}`), reasons: [error] };
  const { message, errors, details } = (error ?? {}) as Record<string, unknown>;
  const reasons = [errors, details].flatMap((list) => (Array.isArray(list) ? list : []));
  return {
    message: quote(typeof message === "string" ? message : ""),
    reasons: reasons.map((entry) => String((entry as { reason?: unknown } | null)?.reason ?? "")),
  };
}

function quote(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}...` : line;
}

/** Seconds, or an HTTP date (RFC 9110, 10.2.3). `null` when it is neither. */
function retryAfterMs(header: string, now: number): number | null {
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
