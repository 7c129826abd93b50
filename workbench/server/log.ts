import type { FaultKind } from "./faults";

/** One call as the server saw it. */
export interface LoggedCall {
  /** 1 for the first call since the start or the last reset. */
  readonly number: number;
  readonly endpoint: "sheets" | "token";
  readonly method: string;
  /** Decoded. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  /** Milliseconds since 1970 by the server's clock. */
  readonly at: number;
  /** The status sent; null while there is none, or when the connection was dropped without one. */
  status: number | null;
  /** Whose token it was. */
  user: string | null;
  fault: FaultKind | null;
}

/** Every call to the API and to the token endpoint, so that a test can count them. */
export class CallLog {
  private entries: LoggedCall[] = [];

  begin(call: Pick<LoggedCall, "endpoint" | "method" | "path" | "query" | "at">): LoggedCall {
    const entry: LoggedCall = { number: this.entries.length + 1, ...call, status: null, user: null, fault: null };
    this.entries.push(entry);
    return entry;
  }

  /** All calls, oldest first. */
  get calls(): readonly LoggedCall[] {
    return this.entries;
  }

  clear(): void {
    this.entries = [];
  }
}
