import * as v from "valibot";

/** Every way a call can be made to fail. What each does is in `strike.ts`. */
export const FAULT_KINDS = [
  "400",
  "401",
  "403",
  "403-rate",
  "404",
  "408",
  "429",
  "500",
  "502-html",
  "503",
  "html-200",
  "empty-200",
  "wrong-schema",
  "cut-json",
  "fewer-ranges",
  "corrupt-gzip",
  "slow",
  "reset-before",
  "reset-inside",
  "hang",
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** Which calls a fault looks at: all those of the Sheets API unless it says more. */
export interface Match {
  /** `token` is the endpoint that hands out access tokens. */
  readonly endpoint?: "sheets" | "token";
  readonly method?: string;
  /** Part of the decoded path, such as `values:batchGet`. */
  readonly path?: string;
}

export interface Fault {
  readonly kind: FaultKind;
  /** The first call struck: 1 is the next matching call from now. Default 1. */
  readonly call?: number;
  /** How many matching calls in a row are struck. Default 1. */
  readonly times?: number | "always";
  readonly match?: Match;
  /** The call is carried out, and then its answer is lost to the fault: a 503 after the write was applied. */
  readonly applied?: boolean;
  /** Seconds in a `Retry-After` header, for 429 and 503. None unless given. */
  readonly retryAfter?: number;
  /** For `slow`. Default 1. */
  readonly bytesPerSecond?: number;
}

/** A fault as JSON, from another process. A wrong key or kind is refused. */
export const FaultJson = v.strictObject({
  kind: v.picklist(FAULT_KINDS),
  call: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  times: v.exactOptional(v.union([v.literal("always"), v.pipe(v.number(), v.integer(), v.minValue(1))])),
  match: v.exactOptional(
    v.strictObject({
      endpoint: v.exactOptional(v.picklist(["sheets", "token"])),
      method: v.exactOptional(v.string()),
      path: v.exactOptional(v.string()),
    }),
  ),
  applied: v.exactOptional(v.boolean()),
  retryAfter: v.exactOptional(v.number()),
  bytesPerSecond: v.exactOptional(v.pipe(v.number(), v.gtValue(0))),
});

/** What a fault looks at in a call. */
export interface FaultTarget {
  readonly endpoint: "sheets" | "token";
  readonly method: string;
  readonly path: string;
}

/** The faults that wait for their calls. */
export class Faults {
  private waiting: { fault: Fault; seen: number }[] = [];

  /** Strikes the calls numbered `call` to `call + times - 1`, counted from now among those that match. */
  queue(fault: Fault): void {
    this.waiting.push({ fault, seen: 0 });
  }

  /** Strikes every matching call from now on. */
  always(kind: FaultKind, match: Match = {}): void {
    this.queue({ kind, match, times: "always" });
  }

  clear(): void {
    this.waiting = [];
  }

  /** Counts this call for every fault that looks at it; the one queued first strikes. */
  next(target: FaultTarget): Fault | undefined {
    let struck: Fault | undefined;
    for (const entry of this.waiting) {
      const { match = {}, call = 1, times = 1 } = entry.fault;
      if (!matches(match, target)) continue;
      entry.seen++;
      const last = times === "always" ? Number.POSITIVE_INFINITY : call + times - 1;
      if (entry.seen >= call && entry.seen <= last) struck ??= entry.fault;
    }
    return struck;
  }
}

function matches(match: Match, target: FaultTarget): boolean {
  return (
    (match.endpoint ?? "sheets") === target.endpoint &&
    (match.method === undefined || match.method === target.method) &&
    (match.path === undefined || target.path.includes(match.path))
  );
}
