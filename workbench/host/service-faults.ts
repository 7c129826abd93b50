import type { Phrase } from "./services/google-words";

/** What a service call throws in place of its work. */
export interface ServiceFault {
  /** Of the call, such as `Range.setDataValidation`; a text that ends in a dot stands for every call that begins so. */
  readonly call: string;
  /** Google's sentence, in the language of the account, or any text. */
  readonly says: Phrase | { readonly text: string };
  /** The first call struck: 1 is the next one from now. Default 1. */
  readonly from?: number;
  /** How many in a row. Default 1. */
  readonly times?: number | "always";
  /** Whose executions; everybody's unless it is set. */
  readonly user?: string;
  /** The function that was started; any unless it is set. */
  readonly function?: string;
}

/** Who calls what. */
export interface ServiceCall {
  readonly call: string;
  readonly user: string;
  readonly function: string;
}

/** The faults that wait for their calls. */
export class ServiceFaults {
  private waiting: { readonly fault: ServiceFault; seen: number }[] = [];

  /** Strikes the calls that match, counted from now. */
  queue(fault: ServiceFault): void {
    this.waiting.push({ fault, seen: 0 });
  }

  clear(): void {
    this.waiting = [];
  }

  /** Counts this call for every fault that looks at it; the one queued first strikes. */
  next(made: ServiceCall): ServiceFault | undefined {
    let struck: ServiceFault | undefined;
    for (const entry of this.waiting) {
      const { fault } = entry;
      if (!matches(fault, made)) continue;
      entry.seen++;
      const from = fault.from ?? 1;
      const last = fault.times === "always" ? Number.POSITIVE_INFINITY : from + (fault.times ?? 1) - 1;
      if (entry.seen >= from && entry.seen <= last) struck ??= fault;
    }
    return struck;
  }
}

function matches({ call, user, function: name }: ServiceFault, made: ServiceCall): boolean {
  const isNamed = call.endsWith(".") ? made.call.startsWith(call) : made.call === call;
  return isNamed && (user ?? made.user) === made.user && (name ?? made.function) === made.function;
}
