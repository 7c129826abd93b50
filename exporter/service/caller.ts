/** Who calls, once it is proven. */
export interface Caller {
  readonly kind: "google" | "key" | "local";
  /** E-mail address, `key:ID`, or the user at this machine; `requested_by` of what they export. */
  readonly name: string;
  readonly mayRelease: boolean;
}

/** The proof that a request brings. */
export interface Presented {
  readonly headers: Headers;
  readonly method: string;
  /** Path and query, exactly as sent. */
  readonly path: string;
  /** Exactly as sent. */
  readonly body: Uint8Array;
}
